using System.Text;

namespace Bluelamp.Linkage;

/// <summary>Charts on one page, each with its figures as a table below it. One file: no script, nothing is fetched; light and dark as the reader's device.</summary>
public static class ChartPage
{
    private const string Css = """
        :root{color-scheme:light dark}body{margin:0 auto;padding:1rem;max-width:75rem;font:16px/1.5 system-ui,"Segoe UI",Arial,sans-serif;background:#fff;color:#0b0c0c}
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr));gap:2rem 3rem;align-items:start}section{min-width:0}
        svg{display:block;width:100%;max-width:35rem;height:auto}h1{line-height:1.2}h2{margin:1rem 0 .25rem}p{max-width:38rem}
        .table{overflow-x:auto;margin-top:1rem}.table:focus-visible,summary:focus-visible{outline:3px solid #ffdd00;outline-offset:2px}
        table{border-collapse:collapse;font-size:.875rem}caption{text-align:left;font-weight:700}th,td{padding:.25rem .75rem .25rem 0;text-align:left;vertical-align:top;border-bottom:1px solid #b1b4b6;font-variant-numeric:tabular-nums}tbody th{font-weight:400}td:nth-child(n+3){white-space:nowrap}
        @media (prefers-color-scheme:dark){body{background:#0c1220;color:#e8edf6}th,td{border-color:#3a475e}}
        @media print{.charts{display:block}svg{break-inside:avoid}}
        """;

    /// <summary>The page.</summary>
    /// <param name="title">What the charts are of.</param>
    public static string Of(string title, IEnumerable<Chart> charts)
    {
        ArgumentNullException.ThrowIfNull(charts);
        var name = Svg.Escaped(title);
        var page = new StringBuilder(
            $"""
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{name}</title>
            <style>
            {ChartStyle.Css}
            {Css}
            </style>
            </head>
            <body>
            <main>
            <h1>{name}</h1>
            <div class="charts">

            """
        );
        foreach (var chart in charts)
            Append(page, chart);
        return page.Append("</div>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder page, Chart chart)
    {
        var title = Svg.Escaped(chart.Title);
        var head = $"""
            <section id="{chart.Name}">
            <h2>{title}</h2>
            <p>{Svg.Escaped(chart.Said)}</p>
            {chart.Svg}
            <div class="table" role="region" tabindex="0" aria-label="{title}, in numbers">
            <table>
            <caption>{title}, in numbers</caption>
            <thead><tr>{Cells(chart.Columns, "<th scope=\"col\">", "</th>")}</tr></thead>
            <tbody>

            """;
        page.Append(head);
        foreach (var row in chart.Rows)
            page.Append("<tr><th scope=\"row\">" + Svg.Escaped(row[0]) + "</th>" + Cells(row[1..], "<td>", "</td>") + "</tr>\n");
        page.Append("</tbody>\n</table>\n</div>\n</section>\n");
    }

    private static string Cells(IEnumerable<string> values, string before, string after) =>
        string.Concat(values.Select(v => before + Svg.Escaped(v) + after));
}

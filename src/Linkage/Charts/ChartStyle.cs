namespace Bluelamp.Linkage;

/// <summary>The colours of charts, light and dark; each keeps 4.5 : 1 on its ground, and none of them speaks alone.</summary>
internal static class ChartStyle
{
    public const string Css = """
        .bl-chart{--bl-ground:#fff;--bl-ink:#0b0c0c;--bl-quiet:#484c4e;--bl-line:#b1b4b6;--bl-one:#12387f;--bl-other:#a33b00;font:14px system-ui,"Segoe UI",Arial,sans-serif;background:var(--bl-ground);fill:var(--bl-ink)}
        @media (prefers-color-scheme:dark){.bl-chart{--bl-ground:#0c1220;--bl-ink:#e8edf6;--bl-quiet:#a9b6cc;--bl-line:#3a475e;--bl-one:#5b9dff;--bl-other:#ffab70}}
        .bl-chart .head{font-weight:700}.bl-chart .quiet{fill:var(--bl-quiet)}.bl-chart .one{fill:var(--bl-one)}.bl-chart .other{fill:var(--bl-ground);stroke:var(--bl-other);stroke-width:2}
        .bl-chart .grid{stroke:var(--bl-line)}.bl-chart .axis{stroke:var(--bl-quiet)}.bl-chart .curve{fill:none;stroke:var(--bl-one);stroke-width:2.5}.bl-chart .mark{stroke:var(--bl-other);stroke-width:3}
        """;
}

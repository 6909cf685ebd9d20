using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link label</c>: shows pairs of which it is uncertain whether they are one person, and keeps what a person says of them.</summary>
internal static class LabelVerb
{
    private const string Header = "unique_id_l,unique_id_r,clerical_match_score";

    /// <summary>Pairs further from the middle than this, in bits, are not worth anybody's time: a thousand to one. The nearest are asked about first.</summary>
    private const float Uncertain = 10;

    private static readonly Option<string> Labels = new("--labels")
    {
        HelpName = "FILE.csv",
        Description = "Where the answers are kept, each as soon as it is given; pairs that are there already are not asked again",
        Required = true,
    };

    private static readonly Option<int> Count = new("--count")
    {
        HelpName = "N",
        Description = "How many pairs to ask about",
        DefaultValueFactory = static _ => 25,
    };

    static LabelVerb() => Count.Validators.Add(Given.AtLeastOne);

    public static Command Make()
    {
        var verb = new Command("label", "Show uncertain pairs and keep what you say of them, for `link train --labels`")
        {
            Given.Input,
            Given.Id,
            Given.Model,
            Given.Ignore,
            Given.Budget,
            Given.Reach,
            Given.Seed,
            Labels,
            Count,
            Options.Json,
        };
        NamedFiles.Guard(verb, Labels);
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult said, CancellationToken ct)
    {
        var path = said.GetValue(Labels)!;
        var (linker, table, ids, pairs) = await Terminal.WatchAsync(progress =>
            Task.Run(() => Answer.Mended(() => Pairs(said, progress, ct)), ct)
        );
        var hidden = (said.GetValue(Given.Ignore) ?? [])
            .Concat(linker.Profiles.Where(static p => p.Kind is null).Select(static p => p.Name))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var began = File.Exists(path);
        using var kept = new StreamWriter(path, append: true) { AutoFlush = true, NewLine = "\n" };
        if (!began)
            await kept.WriteLineAsync(Header);
        var (answered, counts) = (0, new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var (edge, number) in pairs.Select(static (e, i) => (e, i + 1)))
        {
            Show(linker, table, edge, string.Create(CultureInfo.InvariantCulture, $"Pair {number} of {pairs.Count}"), hidden);
            if (await AskAsync(ct) is not { } score)
                break;
            await kept.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Written.Field(table, ids[edge.A])},{Written.Field(table, ids[edge.B])},{score}"
                )
            );
            counts[score] = counts.GetValueOrDefault(score) + 1;
            answered++;
        }
        if (said.GetValue(Options.Json))
            Terminal.Figures(
                new
                {
                    pairs = pairs.Count,
                    answers = answered,
                    same = counts.GetValueOrDefault("1"),
                    different = counts.GetValueOrDefault("0"),
                    unsure = counts.GetValueOrDefault("0.5"),
                    labels = path,
                }
            );
        else
            Terminal.Answer(string.Create(CultureInfo.InvariantCulture, $"{answered} answers are kept in {path}."));
        return CommandLine.Ok;
    }

    private static (Linker Linker, Table Table, int[] Ids, List<Edge> Pairs) Pairs(
        ParseResult said,
        IWorkProgress progress,
        CancellationToken ct
    )
    {
        var table = Given.Table(said, progress);
        var linker = Given.Over(table, said, progress, ct);
        var ids = table[said.GetValue(Given.Id)!].Ids;
        var asked = LabelFile.Rows(said.GetValue(Labels)!, table, ids).Known.Select(static l => (l.A, l.B)).ToHashSet();
        var pairs = linker
            .Predict(-Uncertain, ct)
            .Where(e => e.Weight < Uncertain && !asked.Contains((e.A, e.B)) && !asked.Contains((e.B, e.A)))
            .OrderBy(static e => Math.Abs(e.Weight))
            .ThenBy(static e => e.A)
            .ThenBy(static e => e.B)
            .Take(said.GetValue(Count))
            .ToList();
        return (linker, table, ids, pairs);
    }

    /// <summary>Both records beside each other as they stand, what differs when it is compared marked, and what speaks for and against it.</summary>
    /// <param name="hidden">Columns that are not compared, as one of them may hold the answer.</param>
    private static void Show(Linker linker, Table table, Edge edge, string title, HashSet<string> hidden)
    {
        Terminal.Answer("");
        Terminal.Answer(title);
        foreach (var column in linker.Table.Columns.Where(c => !hidden.Contains(c.Name)))
        {
            var (a, b) = (column.Ids[edge.A], column.Ids[edge.B]);
            var mark = a != b && a > TextPool.Empty && b > TextPool.Empty ? "≠" : " ";
            var said = table[column.Name].Ids;
            Terminal.Answer($"  {mark} {column.Name, -20} {table.Pool.Text(said[edge.A]), -30} {table.Pool.Text(said[edge.B])}");
        }
        foreach (var line in ExplainVerb.Lines(linker.Explain(edge.A, edge.B)))
            Terminal.Answer(line);
        Terminal.Answer("One person? [s]ame, [d]ifferent, [u]nsure, [q]uit");
    }

    /// <summary>1, 0 or a half; nothing when whoever is asked has had enough.</summary>
    private static async Task<string?> AskAsync(CancellationToken ct)
    {
        while (await Console.In.ReadLineAsync(ct) is { } answer)
        {
            switch (answer.Trim().ToLowerInvariant())
            {
                case "s" or "same" or "y" or "yes":
                    return "1";
                case "d" or "different" or "n" or "no":
                    return "0";
                case "u" or "unsure":
                    return "0.5";
                case "q" or "quit":
                    return null;
                default:
                    Terminal.Answer("Answer s, d, u or q.");
                    break;
            }
        }
        return null;
    }
}

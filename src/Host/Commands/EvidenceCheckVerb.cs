using System.CommandLine;
using System.Globalization;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Fixity;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp evidence check</c>: whether the stored bytes are still those that were received.</summary>
internal static class EvidenceCheckVerb
{
    private static readonly Option<bool> All = new("--all") { Description = "Read every stored file, also those that were read lately" };
    private static readonly Option<string?> One = new("--exhibit")
    {
        HelpName = "ID|REFERENCE",
        Description = "Read only the file of this exhibit, and what was made of it",
    };

    public static Command Make()
    {
        var check = new Command(
            "check",
            "Read stored files whole and compare them with their SHA-256; without an option those whose turn it is. What was made of an original is made again when it is damaged. Ends with 1 when one is damaged and stays so"
        )
        {
            All,
            One,
            Options.Data,
            Options.Db,
            Options.Json,
        };
        check.SetAction(RunAsync);
        return check;
    }

    private static async Task<int> RunAsync(ParseResult said, CancellationToken ct)
    {
        if (said.GetValue(All) && said.GetValue(One) is not null)
            throw new CannotRunException("--all reads everything and --exhibit one: give one of the two.");
        await using var store = await Store.FindAsync(said.GetValue(Options.Data)!, said.GetValue(Options.Db), Terminal.Say, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        var check = workshop.Get<StoreCheck>();
        var contents = said.GetValue(One) is { } word ? await ContentsAsync(workshop, word, ct) : [];
        var report = await Terminal.WatchAsync(progress =>
            said.GetValue(All) ? check.AllAsync(Pace.Full, progress, ct)
            : said.GetValue(One) is not null ? check.TheseAsync(contents, Pace.Full, progress, ct)
            : check.DueAsync(Pace.Full, progress, ct)
        );
        foreach (var damaged in report.Damaged)
            Terminal.Say($"DAMAGED  {Line(damaged)}");
        foreach (var remade in report.Remade)
            Terminal.Say($"REMADE   {Line(remade)}");
        if (said.GetValue(Options.Json))
            Terminal.Figures(Figures(report));
        else
            Terminal.Answer(Words(report));
        return report.Ok ? CommandLine.Ok : CommandLine.Finding;
    }

    /// <summary>The bytes of an exhibit and of what was made of it; of every case that has an exhibit of this reference.</summary>
    private static async Task<List<ContentHash>> ContentsAsync(Workshop workshop, string word, CancellationToken ct)
    {
        var viewer = Viewer.System(workshop.Get<ForceProfile>().Code, "fixity");
        var exhibits = await NamedExhibits.FindAsync(workshop, word, viewer, ct);
        var hashes = exhibits.Select(static e => e.Sha256).ToList();
        foreach (var exhibit in exhibits)
            hashes.AddRange((await workshop.Get<DerivativeList>().OfAsync(exhibit.Exhibit, viewer, ct)).Select(static m => m.Sha256));
        List<ContentHash> contents =
        [
            .. hashes.OfType<string>().Select(static hash => ContentHash.Parse(hash, CultureInfo.InvariantCulture)),
        ];
        return contents.Count > 0 ? contents : throw new CannotRunException($"{exhibits[0].Title} is an object: it has no bytes to check.");
    }

    private static string Line(DamagedContent damaged) =>
        $"{damaged.Sha256}  {damaged.Damage switch
        {
            Damage.Missing => "is missing",
            Damage.Unreadable => "cannot be read",
            _ => $"is now {damaged.Found}",
        }}  {(damaged.Exhibits.Count == 0 ? "made of an original" : string.Join(", ", damaged.Exhibits.Select(static e => e.Reference ?? e.Exhibit.ToString())))}";

    private static string Line(RemadeContent remade) =>
        remade.Now == remade.Sha256
            ? $"{remade.Sha256}  was damaged, and was made again of its original"
            : $"{remade.Sha256}  was damaged; made again of its original it is {remade.Now}, which took its place";

    private static string Words(CheckReport report)
    {
        var found = report.Damaged.Count switch
        {
            0 => "Nothing is damaged",
            1 => "ONE FILE IS DAMAGED",
            var count => string.Create(CultureInfo.InvariantCulture, $"{count:N0} FILES ARE DAMAGED"),
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{found}: {report.Contents:N0} files ({report.Bytes.AsSize()}) read, {report.Mended:N0} right again"
        );
    }

    private static object Figures(CheckReport report) =>
        new
        {
            report.Ok,
            report.Contents,
            report.Bytes,
            report.Mended,
            Damaged = report.Damaged.Select(static d => new
            {
                d.Sha256,
                Damage = d.Damage.ToString().ToLowerInvariant(),
                d.Found,
                d.FoundBytes,
                Exhibits = d.Exhibits.Select(static e => e.Exhibit),
            }),
            Remade = report.Remade.Select(static r => new { r.Sha256, r.Now }),
        };
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Bluelamp.Evidence.Objects;
using Bluelamp.Evidence.Shares;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Bundles;

/// <summary>Writes <c>index.html</c>: what a person reads of a bundle. One file, no script, nothing from elsewhere.</summary>
public sealed class CustodyPage(IEnumerable<IEntryWords> words, RecordNames names, Purposes purposes)
{
    private static readonly EntryWords Closed = new(
        "An entry that is closed here",
        $"It says how this redacted copy was made, and of what. The original is not in this bundle, and what the entry says of it would let somebody test what was left out. That it stands here is proven."
    );
    private readonly IEntryWords[] _words = [.. words];

    /// <summary>Records of which the names are asked for at once.</summary>
    private const int NamesAtOnce = 500;

    /// <summary>A writer for the page; it leaves the stream open.</summary>
    public static StreamWriter Open(Stream to) => new(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };

    /// <summary>Writes what stands above the exhibits.</summary>
    /// <param name="at">When they left.</param>
    public static Task BeginAsync(BundleContents contents, DateTimeOffset at, Viewer viewer, TextWriter page) =>
        page.WriteAsync(Head(contents, viewer, at));

    /// <summary>Writes some exhibits with their chains of custody. It names no exhibit that is not in the bundle: nobody decided that its name goes out.</summary>
    public async Task WriteAsync(
        IReadOnlyList<(ManifestItem Item, IReadOnlyList<Entry> Chain)> some,
        BundleContents contents,
        Viewer viewer,
        TextWriter page,
        CancellationToken ct
    )
    {
        var items = some.Select(s => (s.Item, Said: s.Chain.Select(e => (Entry: e, Words: contents.Closes(e) ? Closed : Say(e))).ToList()))
            .ToList();
        var named = new Dictionary<Guid, RecordName>();
        foreach (var records in items.SelectMany(static i => i.Said).SelectMany(static s => Records(s)).Distinct().Chunk(NamesAtOnce))
        {
            foreach (var (record, name) in await names.OfAsync(records, viewer, ct))
                named[record] = IsExhibit(name) && !contents.Holds(record) ? name with { Name = "another exhibit" } : name;
        }

        foreach (var (item, said) in items)
            await page.WriteAsync(Section(item, said, named));
    }

    /// <summary>Writes what stands below.</summary>
    public static Task EndAsync(TextWriter page) => page.WriteAsync("</main>\n</body>\n</html>\n");

    private EntryWords Say(Entry entry) =>
        _words.Select(w => w.Say(entry)).FirstOrDefault(static w => w is not null) ?? EntryWords.Of(entry.Event);

    private static bool IsExhibit(RecordName name) => name.Href?.StartsWith("records/exhibits/", StringComparison.Ordinal) is true;

    private static IEnumerable<Guid> Records((Entry Entry, EntryWords Words) said) =>
        (said.Words.More?.Parts ?? []).Select(static p => p.Record).OfType<Guid>().Append(said.Entry.Actor);

    private static string Head(BundleContents contents, Viewer viewer, DateTimeOffset at) =>
        $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
            <title>Evidence and its chain of custody</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            <h1>Evidence and its chain of custody</h1>
            <p>{Count(contents.Exhibits.Count)}, exported by {Text(viewer.Name)} on {Moment(at)}.</p>
            <dl>
            {Row("For whom and why", contents.Reason)}
            {Row("Bundle", contents.Bundle.ToString())}
            </dl>
            <p>This page is for reading. What proves it are the files beside it: <a href="{BundleNames.Recipe}">{BundleNames.Recipe}</a> says how to check them, this
            page with them, by <code>sha256sum</code>, <code>openssl</code> and <code>python3</code>, without asking the police.</p>

            """;

    private string Section(ManifestItem item, List<(Entry Entry, EntryWords Words)> said, Dictionary<Guid, RecordName> named)
    {
        var html = new StringBuilder();
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <section>
            <h2>{item.Number}. {Text(item.Reference ?? item.Name ?? named.GetValueOrDefault(item.Exhibit)?.Name ?? "Exhibit")}</h2>
            <dl>
            {Row("File as it was received", item.Name)}
            {Row("Kind", item.Type)}
            {Row("Size", item.Bytes is { } bytes ? bytes.ToString("N0", CultureInfo.InvariantCulture) + " bytes" : null)}
            {Row("SHA-256", item.Sha256?.ToString())}
            {(item.Path is { } path ? $"<div><dt>Here</dt><dd><a href=\"{Text(path)}\">{Text(path)}</a></dd></div>" : "")}
            </dl>
            <h3>Chain of custody</h3>
            <ol>

            """
        );
        var holders = Holders(said.Select(static s => s.Entry));
        foreach (var (entry, words) in said)
            html.Append(Line(entry, words, item, holders.GetValueOrDefault(entry.Version) ?? Actor(entry.Actor, named), named));
        return html.Append("</ol>\n</section>\n").ToString();
    }

    /// <summary>Who held the link by which an entry came about, by its version: behind all links stands the one public.</summary>
    private static Dictionary<int, string> Holders(IEnumerable<Entry> chain)
    {
        var (sharedWith, holders) = (new Dictionary<Id<Share>, Recipient>(), new Dictionary<int, string>());
        Id<Share>? used = null;
        foreach (var entry in chain)
        {
            if (entry.Event is ExhibitShared shared)
                sharedWith[shared.Share] = shared.To;
            if (entry.Event is SharedExhibitUsed use)
                used = use.Share; // an export by the same link follows at once
            if (
                entry is { Event: SharedExhibitUsed or ExhibitExported }
                && entry.Actor == Actors.Public
                && used is { } link
                && sharedWith.TryGetValue(link, out var holder)
            )
                holders[entry.Version] = holder.Full;
        }

        return holders;
    }

    /// <summary>An entry as a person reads it.</summary>
    /// <param name="by">Who did it.</param>
    private string Line(Entry entry, EntryWords said, ManifestItem item, string by, IReadOnlyDictionary<Guid, RecordName> named)
    {
        var more = string.Concat((said.More?.Parts ?? []).Select(p => p.Record is { } record ? Named(record, item, named) : p.Text)).Trim();
        return $"""
            <li><p><strong>{Text(said.Title)}</strong>, {Moment(entry.At)}, by {Text(by)}</p>
            {(more.Length == 0 ? "" : $"<p>{Text(char.ToUpperInvariant(more[0]) + more[1..])}</p>")}{Signature(entry, item)}
            <p class="small">Purpose: {Text(Purpose(entry.Purpose))}</p></li>

            """;
    }

    private static string Signature(Entry entry, ManifestItem item) =>
        (item.Signatures?.FirstOrDefault(s => s.Entry == entry.Version), entry.Event) switch
        {
            ({ Path: { } path }, ObjectPassedOn passed) =>
                $"<p><a href=\"{Text(path)}\"><img src=\"{Text(path)}\" alt=\"Signature of {Text(passed.Signature)}\"></a></p>",
            ({ Path: null, Sha256: var sha256 }, _) =>
                $"<p>The picture of this signature was no longer in the store. Its SHA-256 was <code>{sha256}</code>.</p>",
            _ => "",
        };

    private static string Named(Guid record, ManifestItem item, IReadOnlyDictionary<Guid, RecordName> named) =>
        record == item.Exhibit ? "this exhibit" : named.GetValueOrDefault(record)?.Name ?? "a record";

    private static string Actor(Guid actor, IReadOnlyDictionary<Guid, RecordName> named) =>
        actor == Actors.System ? "Bluelamp itself"
        : actor == Actors.Public ? "a member of the public"
        : named.GetValueOrDefault(actor)?.Name ?? actor.ToString();

    private string Purpose(string purpose) =>
        purpose.Split(": ", 2) is [var code, var reference] ? $"{purposes.TitleOf(code).En}: {reference}" : purposes.TitleOf(purpose).En;

    private static string Count(int exhibits) =>
        exhibits == 1 ? "One exhibit" : string.Create(CultureInfo.InvariantCulture, $"{exhibits:N0} exhibits");

    private static string Moment(DateTimeOffset at) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<time datetime=\"{at.UtcDateTime:O}\">{at.InLondon():d MMMM yyyy 'at' HH:mm:ss}</time>"
        );

    private static string Row(string key, string? value) =>
        string.IsNullOrEmpty(value) ? "" : $"<div><dt>{key}</dt><dd>{Text(value)}</dd></div>";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private const string Style = """
        body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #0b0c0c; background: #fff; overflow-wrap: anywhere }
        main { max-width: 50rem; margin: 0 auto; padding: 1rem }
        h1 { font-size: 1.75rem; line-height: 1.2 } h2 { font-size: 1.375rem; margin: 0 0 .5rem } h3 { font-size: 1.125rem; margin: 1rem 0 .5rem }
        section { border-top: 2px solid #1d70b8; padding: 1rem 0 }
        dl { margin: 0 } dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .25rem 0; border-bottom: 1px solid #d8dcdd }
        dt { flex: 0 0 12rem; font-weight: 600 } dd { flex: 1 1 16rem; margin: 0 }
        ol { padding-left: 1.5rem } li { margin-bottom: .75rem } li p { margin: 0 } .small { color: #505a5f; font-size: .875rem }
        a { color: #1d70b8 } code { font-size: .9375rem } img { display: block; max-width: 100%; width: 20rem; border: 1px solid #b1b4b6 }
        @media print { section { break-inside: avoid } }
        """;
}

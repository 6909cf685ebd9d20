using Bluelamp.Records;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>The record from whose page a form was opened: what is taken in or asked for is evidence of it.</summary>
internal sealed record OpenedFrom(RecordRef Of, string Name, string Href)
{
    /// <summary>The record of this id; nothing when the viewer sees none, or when evidence is of none of its kind.</summary>
    public static async Task<OpenedFrom?> FindAsync(string? record, RecordNames names, Viewer viewer, CancellationToken ct) =>
        Guid.TryParse(record, out var id)
        && (await names.OfAsync([id], viewer, ct)).GetValueOrDefault(id) is { Href: { } href } name
        && Kind(href) is { } kind and not RecordKind.Exhibit
            ? new(new(kind, new(name.Record)), name.Name, href)
            : null;

    /// <summary>The kind by the address of the page: only reports have theirs elsewhere.</summary>
    private static RecordKind? Kind(string href) =>
        href.TrimStart('/').Split('/') switch
        {
            ["records", var folder, _] => RecordFolders.Kind(folder),
            ["inbox", _] => RecordKind.Report,
            _ => null,
        };
}

using Bluelamp.Evidence.Doors;
using Bluelamp.Host.App;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Running;
using Bluelamp.Records;

namespace Bluelamp.Host.Commands;

/// <summary>A record that evidence is of, as a person names it: by its reference, an appeal's code, or the id or address of its page.</summary>
/// <param name="Of">The record; of an appeal, the record for which it is.</param>
/// <param name="Appeal">The appeal or link that was named.</param>
internal sealed record NamedRecord(RecordRef Of, Id<Door>? Appeal)
{
    /// <summary>What the options that take one say of it.</summary>
    public const string Words = "a crime's or report's reference, an appeal's code, or the id or address of a record's page";

    /// <summary>The record that somebody means.</summary>
    /// <exception cref="CannotRunException">The viewer sees no such record, or evidence is of none of its kind.</exception>
    public static async Task<NamedRecord> FindAsync(Workshop workshop, string word, Viewer viewer, CancellationToken ct)
    {
        var last = word.Trim().TrimEnd('/').Split('/')[^1].Split('?', '#')[0];
        if (await AppealAsync(workshop.Get<DoorList>(), last, viewer, ct) is { } appeal)
            return appeal;
        var records = workshop.Get<Restrictions>();
        var found = await records.FindAsync(word, viewer, ct) ?? await records.FindAsync(last, viewer, ct);
        var name =
            found is { } record && (await workshop.Get<RecordNames>().OfAsync([record], viewer, ct)).TryGetValue(record, out var known)
                ? known
                : throw new CannotRunException($"{viewer.Name} sees no record {word}. Give {Words}.");
        return Kind(name.Href) switch
        {
            null => throw new CannotRunException($"Evidence is of records such as crimes, reports and people; {name.Name} is none."),
            RecordKind.Exhibit => throw new CannotRunException(
                $"{name.Name} is evidence itself. Give the record that it is evidence of: {Words}."
            ),
            { } kind => new(new(kind, new(name.Record)), Appeal: null),
        };
    }

    private static async Task<NamedRecord?> AppealAsync(DoorList doors, string word, Viewer viewer, CancellationToken ct)
    {
        var door =
            Guid.TryParse(word, out var id) ? new Id<Door>(id)
            : DoorCode.IsCode(word) ? (await doors.ByCodeAsync(word, Viewer.System(viewer.Force), ct))?.Door
            : null;
        return door is { } one && await doors.FindAsync(one, viewer, ct) is { } line ? new(line.Of, line.Door) : null;
    }

    /// <summary>The kind by the address of the page: only reports have theirs elsewhere.</summary>
    private static RecordKind? Kind(string? href) =>
        href?.TrimStart('/').Split('/') switch
        {
            ["records", var folder, _] => RecordFolders.Kind(folder),
            ["inbox", _] => RecordKind.Report,
            _ => null,
        };
}

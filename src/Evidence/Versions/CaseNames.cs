using Bluelamp.Evidence.Exhibits;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Versions;

/// <summary>What is known of the case of an exhibit: the people and things of the records that it is evidence of, as far as the viewer may see them.</summary>
public sealed class CaseNames(LinkList links, RecordNames names)
{
    private const int MostRecords = 20;

    public async Task<IReadOnlyList<Phrase>> OfAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct)
    {
        var records = (await links.OfAsync(exhibit.Value, viewer, ct)).Select(static l => l.Other).Distinct().Take(MostRecords).ToList();
        List<LinkLine> parts = [];
        foreach (var record in records)
            parts.AddRange(await links.OfAsync(record, viewer, ct));
        var named = await names.OfAsync(parts.Select(static p => p.Other), viewer, ct);
        return
        [
            .. parts
                .Where(p => Reason(p) is not null && named.ContainsKey(p.Other))
                .SelectMany(p => Said(Reason(p)!, named[p.Other].Name)) // asked above
                .Where(static p => p.Text.Length is >= Phrase.Shortest and <= Phrase.Longest)
                .DistinctBy(static p => p.Text, StringComparer.Ordinal),
        ];
    }

    /// <summary>Nothing for what is no person and no thing of theirs. A suspect's name belongs to the case and stays.</summary>
    private static string? Reason(LinkLine part) =>
        part switch
        {
            { Role: LinkRole.Suspect } => null,
            { OtherKind: RecordKind.Nominal, Role: LinkRole.Victim } => "victim",
            { OtherKind: RecordKind.Nominal, Role: LinkRole.Witness } => "witness",
            { OtherKind: RecordKind.Nominal } => "name",
            { OtherKind: RecordKind.Place } => "address",
            { OtherKind: RecordKind.Communication } => "contact",
            { OtherKind: RecordKind.Vehicle } => "plate",
            { OtherKind: RecordKind.Account } => "account",
            _ => null,
        };

    /// <summary>A person by the whole name and by the last of its words.</summary>
    private static IEnumerable<Phrase> Said(string reason, string name)
    {
        yield return new(reason, name);
        if (reason is "victim" or "witness" or "name" && name.LastIndexOf(' ') is > 0 and var last)
            yield return new(reason, name[(last + 1)..]);
    }
}

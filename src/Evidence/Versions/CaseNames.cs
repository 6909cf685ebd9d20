using Bluelamp.Evidence.Exhibits;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Versions;

/// <summary>What is known of the case of an exhibit: the people and things of the records that it is evidence of, as far as the viewer may see them.</summary>
public sealed class CaseNames(LinkList links, RecordNames names)
{
    private const int MostRecords = 20;
    private const int Steps = 2;

    public async Task<IReadOnlyList<Phrase>> OfAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct)
    {
        var parts = await links.OfAsync(exhibit.Value, viewer, ct);
        var seen = new HashSet<Guid> { exhibit.Value };
        // From the exhibit to its crimes and reports, and from these to the reports and crimes of the same case: each names its own people.
        for (var (step, next) = (0, parts); step < Steps; step++)
        {
            var records = next.Where(IsCase).Select(static l => l.Other).Distinct().Where(seen.Add).Take(MostRecords).ToList();
            next = [];
            foreach (var record in records)
                next.AddRange(await links.OfAsync(record, viewer, ct));
            parts.AddRange(next);
        }

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

    private static bool IsCase(LinkLine link) => link.OtherKind is RecordKind.Crime or RecordKind.Report;

    /// <summary>Nothing for what is no person and no thing of theirs. A suspect's name often stays: whoever decides sees that it is not said to be anybody else's.</summary>
    private static string? Reason(LinkLine part) =>
        part switch
        {
            { OtherKind: RecordKind.Nominal, Role: LinkRole.Suspect } => "other",
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
        if (reason is "victim" or "witness" or "name" or "other" && name.LastIndexOf(' ') is > 0 and var last)
            yield return new(reason, name[(last + 1)..]);
    }
}

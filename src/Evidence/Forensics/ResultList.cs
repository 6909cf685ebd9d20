using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Forensics;

/// <summary>An exhibit that came of an examination.</summary>
public sealed record ResultLine(Id<Exhibit> Exhibit, string? Reference, string? Name, ResultKind Kind, long Bytes, DateTimeOffset AddedAt)
    : IShows
{
    public string Title => Reference ?? Name ?? "Exhibit";

    public IEnumerable<Guid> Shown => [Exhibit.Value];
}

public sealed class ResultList(Db db, ExhibitList exhibits)
{
    private const int Most = 200;

    /// <summary>What came of an examination, the oldest first, of what is open to the viewer.</summary>
    public Task<List<ResultLine>> OfAsync(Id<Submission> submission, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<ResultLine>(
            $"""
            select r.exhibit, e.reference, e.name, r.kind, coalesce(e.bytes, 0) as bytes, r.added_at
              from evidence.submission_result r
              join evidence.exhibit e on e.force = r.force and e.exhibit = r.exhibit
             where {ExhibitList.Sees(viewer)} and r.submission = {submission}
             order by r.added_at, r.exhibit
             limit {Most}
            """,
            ct
        );

    /// <summary>The files of the case that came in since the request, and are no result yet: those that may be one.</summary>
    public async Task<List<ExhibitLine>> MaybeAsync(SubmissionLine of, Viewer viewer, CancellationToken ct)
    {
        var results = (await OfAsync(of.Submission, viewer, ct)).Select(static r => r.Exhibit).ToHashSet();
        var newest = await exhibits.NewestAsync(new(Record: of.Case.Id.Value), after: null, viewer, ct);
        return [.. newest.Where(e => e.Sha256 is not null && e.ReceivedAt >= of.RequestedAt && !results.Contains(e.Exhibit))];
    }

    /// <summary>The next reference under that of the device: <c>JAS/1/A</c>, then <c>JAS/1/B</c>; nothing where there is none to build on.</summary>
    public static string? Next(string? device, IEnumerable<string?> used) =>
        device is null || device.Split('/').Length != 2 || device.Contains('-', StringComparison.Ordinal)
            ? null
            : Enumerable.Range('A', 26).Select(c => $"{device}/{(char)c}").FirstOrDefault(r => !used.Contains(r, StringComparer.Ordinal));
}

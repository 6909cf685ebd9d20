using System.Globalization;

namespace Bluelamp.Records;

/// <summary>Crimes by their reference, whole or without the check sign and leading zeros.</summary>
public sealed class CrimeReferenceSearch(Db db, CodeNames codes) : ISearchSource
{
    public string Title => "Crime reference";

    public int Order => 10;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        if (Read(text.Text) is not { } reference)
            return SearchGroup.None;
        return CrimeHit.Group(
            codes,
            await db.ListAsync<CrimeHit>(
                $"""
                select c.crime as record, c.reference as title, 'records/crimes/' || c.crime as href,
                       c.offence, concat_ws(', ', nullif(c.address, ''), left(c.narrative, 120)) as details, 1 as total
                  from records.crime c
                 where {viewer.Sees("c", "crime")} and c.reference = {reference.ToString()}
                """,
                ct
            )
        );
    }

    private static CrimeReference? Read(string text)
    {
        if (CrimeReference.TryParse(text, out var whole))
            return whole;
        return
            text.Split('/') is [{ Length: 2 } force, { Length: 4 } year, { Length: > 0 and <= 7 } serial]
            && Number(force) is { } f
            && Number(year) is { } y
            && Number(serial) is { } s
            ? CrimeReference.Of((short)f, y, s)
            : null;
    }

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Crimes by words in what happened, how and where.</summary>
public sealed class CrimeWordSearch(Db db, CodeNames codes) : ISearchSource
{
    private readonly LatestByWords _crimes = new(
        db,
        $"records.crime",
        $"c",
        $"c.crime",
        $"c.recorded_at",
        static v => v.Sees("c", "crime"),
        $"""
        c.crime as record, c.reference as title, 'records/crimes/' || c.crime as href,
               c.offence, concat_ws(', ', nullif(c.address, ''), left(c.narrative, 120)) as details
        """,
        Sql.Empty
    );

    public string Title => "Crimes";

    public int Order => 60;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct) =>
        CrimeHit.Group(codes, await _crimes.FindAsync<CrimeHit>(text, viewer, ct));
}

/// <summary>A crime as the search finds it, before its offence has its name.</summary>
internal sealed record CrimeHit(Guid Record, string Title, string Href, string Offence, string Details, int Total) : IShows
{
    public IEnumerable<Guid> Shown => [Record];

    public static SearchGroup Group(CodeNames codes, IEnumerable<CrimeHit> hits) =>
        SearchGroup.Of([
            .. hits.Select(h => new SearchHit(h.Record, h.Title, h.Href, $"{codes.Offence(h.Offence)}, {h.Details}", h.Total)),
        ]);
}

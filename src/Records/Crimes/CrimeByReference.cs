namespace Bluelamp.Records;

/// <summary>A crime found by its reference.</summary>
public sealed record FoundCrime(Id<Crime> Crime, string Reference) : IShows
{
    public IEnumerable<Guid> Shown => [Crime.Value];
}

/// <summary>Finds a crime by the number that people quote.</summary>
public sealed class CrimeByReference(Db db)
{
    public async Task<FoundCrime?> FindAsync(string? written, Viewer viewer, CancellationToken ct) =>
        CrimeReference.TryParse(written, out var reference)
            ? await db.FirstAsync<FoundCrime>(
                $"""
                select c.crime, c.reference
                  from records.crime c
                 where {viewer.Sees("c", "crime")} and c.reference = {reference.ToString()}
                 limit 1
                """,
                ct
            )
            : null;
}

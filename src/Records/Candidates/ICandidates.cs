using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>
/// Who of the one list may be meant by a description. An interface with one implementation, on purpose: the linkage engine takes its place, and
/// whoever asks must not notice (<c>docs/decisions/0071</c>).
/// </summary>
public interface ICandidates
{
    /// <summary>The likeliest first; empty when nobody is like them, or too little was said to tell.</summary>
    Task<IReadOnlyList<Candidate>> FindAsync(PersonDetails person, Viewer viewer, CancellationToken ct);
}

/// <summary>A person who may be meant.</summary>
/// <param name="Score">0 to 100: a sum of points, no probability.</param>
/// <param name="Reasons">What speaks for and against it, as a person reads it.</param>
/// <param name="Contradicted">Something speaks against it, such as another date of birth.</param>
public sealed record Candidate(
    Id<Nominal> Nominal,
    string Name,
    string? Born,
    string? Address,
    int Score,
    ImmutableArray<string> Reasons,
    bool Contradicted
)
{
    /// <summary>From here a candidate counts for the history of an assessment, before any person has looked.</summary>
    public const int StrongScore = 70;

    public bool IsStrong => Score >= StrongScore && !Contradicted;
}

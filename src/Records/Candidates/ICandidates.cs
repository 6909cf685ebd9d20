using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>Who of the one list may be meant by a description. Whoever asks knows nothing of how they are found (<c>docs/decisions/0071</c>).</summary>
public interface ICandidates
{
    /// <summary>The likeliest first; empty when nobody is like them, or too little was said to tell.</summary>
    Task<IReadOnlyList<Candidate>> FindAsync(PersonDetails person, Viewer viewer, CancellationToken ct);
}

/// <summary>A person who may be meant.</summary>
/// <param name="Proposed">How likely it is them, as <c>definitions/linkage/person.yaml</c> weighs what is alike and what is not.</param>
/// <param name="Reasons">What speaks for and against it, as a person reads it, what says most first.</param>
/// <param name="Contradicted">Something speaks against it that whoever decides should know of, such as another date of birth.</param>
/// <param name="IsStrong">So likely that it counts for the history of an assessment before any person has looked.</param>
public sealed record Candidate(
    Id<Nominal> Nominal,
    string Name,
    string? Born,
    string? Address,
    IdentityProposal Proposed,
    ImmutableArray<string> Reasons,
    bool Contradicted,
    bool IsStrong
)
{
    /// <summary>How likely it is them, 0 to 1.</summary>
    public double Probability => Proposed.Probability;

    /// <summary>How many of a hundred such candidates are meant.</summary>
    public int InAHundred => IdentityProposal.InAHundred(Probability);
}

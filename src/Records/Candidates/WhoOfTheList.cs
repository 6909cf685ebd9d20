using Bluelamp.Kernel.Web;

namespace Bluelamp.Records;

/// <summary>
/// Who of the list a description is of, as the person says who typed it: one of the likeliest, or somebody new. Nobody is chosen for them. A choice holds for what
/// is typed with it: where it was put right since, and whoever was chosen is not like it any more, it is asked again.
/// </summary>
/// <param name="Chosen">What was chosen: somebody's id, <c>new</c>, or nothing.</param>
/// <param name="Candidates">Who is like what is typed now.</param>
public sealed record WhoOfTheList(string? Chosen, IReadOnlyList<Candidate> Candidates)
{
    private const string New = "new";
    private const int Most = 5;

    /// <summary>Whom it is of the list.</summary>
    public Id<Nominal>? Known =>
        Candidates.Take(Most).FirstOrDefault(c => string.Equals(c.Nominal.ToString(), Chosen, StringComparison.Ordinal))?.Nominal;

    /// <summary>Whether it has to be said who it is.</summary>
    public bool IsAsked => Candidates.Count > 0 || IsGone;

    public IReadOnlyList<Choice> Choices => [.. Candidates.Take(Most).Select(AsChoice), new(New, "Somebody new")];

    /// <summary>What is missing.</summary>
    public string? Fault =>
        IsGone ? "Whom you chose is not like what is typed now. Say again who it is."
        : IsAsked && Chosen is null ? "Say whether this is somebody on the list or somebody new."
        : null;

    private bool IsGone => Chosen is not (null or New) && Known is null;

    private static Choice AsChoice(Candidate candidate) =>
        new(
            candidate.Nominal.ToString(),
            string.Join(", ", new[] { candidate.Name, candidate.Born, candidate.Address }.Where(static k => !string.IsNullOrEmpty(k))),
            Hint: $"{candidate.InAHundred} in 100: {string.Join(", ", candidate.Reasons)}"
        );
}

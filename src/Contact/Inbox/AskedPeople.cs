using System.Collections.Immutable;
using System.Globalization;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Contact.Inbox;

/// <summary>Who each person of a report is, as a form asks it and its handler answers: somebody on the list, or somebody new.</summary>
/// <param name="form">Distinguishes the fields of one form of a page from those of another.</param>
/// <param name="candidates">For each person of the report, those who may be meant.</param>
public sealed class AskedPeople(
    string form,
    ImmutableArray<SaidPerson> people,
    IReadOnlyList<IReadOnlyList<Candidate>> candidates,
    HttpContext http
)
{
    private const int Shown = 5;
    private const string New = "new";

    public int Count => candidates.Count;

    public string Field(int i) => string.Create(CultureInfo.InvariantCulture, $"{form}{i}");

    public string Question(int i) =>
        $"Who is the {people[i].Role.In()}{(people[i].Said.Name.Length > 0 ? $", {people[i].Said.Name}" : "")}?";

    /// <summary>Those who may be meant, each with the reasons; nobody is chosen for the handler.</summary>
    public IReadOnlyList<Choice> Choices(int i) =>
        [
            .. candidates[i].Take(Shown).Select(AsChoice),
            new(New, "Somebody new", Hint: candidates[i].Count == 0 ? "Nobody on the list is like them." : null),
        ];

    /// <summary>What was chosen before, when the form is shown again.</summary>
    public string? Answer(int i) =>
        http.Request.HasFormContentType && http.Request.Form.TryGetValue(Field(i), out var chosen) ? chosen.ToString()
        : candidates[i].Count == 0 ? New
        : null;

    /// <summary>For each person the nominal that they are said to be, or nothing for somebody new.</summary>
    public ImmutableArray<Id<Nominal>?> Chosen => [.. Enumerable.Range(0, people.Length).Select(ChosenFor)];

    /// <summary>What was proposed, and whether the handler agreed.</summary>
    public ImmutableArray<ProposedPerson> Proposed =>
        [
            .. candidates.SelectMany(
                (of, i) => of.Take(Shown).Select(c => new ProposedPerson(c.Nominal, c.Probability * 100, ChosenFor(i) == c.Nominal))
            ),
        ];

    /// <summary>Whether a person is somebody on the list is for a person to say; so it must be said.</summary>
    public IEnumerable<FieldError> Unanswered() =>
        Enumerable
            .Range(0, Count)
            .Where(i => string.IsNullOrEmpty(http.Request.Form[Field(i)]))
            .Select(i => new FieldError(Field(i), "Say whether this is somebody on the list or somebody new."));

    private Id<Nominal>? ChosenFor(int i) =>
        Id<Nominal>.TryParse(http.Request.Form[Field(i)], provider: null, out var nominal) ? nominal : null;

    private static Choice AsChoice(Candidate candidate)
    {
        string?[] known = [candidate.Name, candidate.Born is null ? null : $"born {candidate.Born}", candidate.Address];
        var reasons = string.Join(", ", candidate.Reasons);
        return new(
            candidate.Nominal.ToString(),
            string.Join(", ", known.Where(static k => !string.IsNullOrEmpty(k))),
            Hint: string.Create(CultureInfo.InvariantCulture, $"{candidate.InAHundred} in 100: {reasons}")
        );
    }
}

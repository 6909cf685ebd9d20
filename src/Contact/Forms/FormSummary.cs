using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Forms;

/// <summary>The answers under one heading.</summary>
public sealed record SummarySection(string Heading, IReadOnlyList<SummaryLine> Rows);

/// <summary>One answer, for people.</summary>
/// <param name="Page">Where it can be changed.</param>
/// <param name="Lines">None when the question was left out.</param>
public sealed record SummaryLine(string Page, string Question, IReadOnlyList<string> Lines);

/// <summary>All that was asked and what was answered, in the order of the form.</summary>
public static class FormSummary
{
    public static IReadOnlyList<SummarySection> Of(FormWalk walk, Language language)
    {
        var sections = new List<SummarySection>();
        var heading = "";
        foreach (var page in walk.Asked.Where(static p => !p.Questions.IsEmpty))
        {
            if (page.Section.En.Length > 0)
                heading = page.Section.In(language);
            if (sections.Count == 0 || !string.Equals(sections[^1].Heading, heading, StringComparison.Ordinal))
                sections.Add(new(heading, []));
            sections[^1] = sections[^1] with
            {
                Rows = [.. sections[^1].Rows, .. page.Questions.Select(q => Line(page, q, walk, language))],
            };
        }

        return sections;
    }

    private static SummaryLine Line(FormPage page, Question question, FormWalk walk, Language language) =>
        new(
            page.Id,
            question.Label.In(language),
            walk.Answers[question.Id] is { } answer ? [.. question.Say(answer, language).Where(static l => l.Length > 0)] : []
        );
}

using System.Text.Json;
using Bluelamp.Contact.Forms;

namespace Bluelamp.Tests.Contact.Forms;

/// <summary>Fills in a form at random but right, page by page, as somebody might.</summary>
internal static class RandomWalk
{
    public static FormWalk Through(Form form, Random random)
    {
        var walk = FormWalk.Of(form, Answers.None);
        for (var page = walk.Asked[0]; page is not null; page = walk.Next(walk.Page(page.Id)!))
        {
            var answers = walk.Answers;
            foreach (var question in page.Questions)
                answers = answers.With(question.Id, Answer(question, random) is { } a ? JsonSerializer.SerializeToElement(a) : null);
            walk = FormWalk.Of(form, answers);
        }

        return walk;
    }

    private static object? Answer(Question question, Random random)
    {
        if (question.Optional && random.Next(2) == 0)
            return null;
        return question switch
        {
            ChoiceQuestion choice => choice.Options[random.Next(choice.Options.Length)].Value,
            ChoicesQuestion choices => new[] { choices.Options[random.Next(choices.Options.Length)].Value },
            YesNoQuestion => random.Next(2) == 0,
            DateQuestion => "2026-03-27",
            TextQuestion text => Text(text),
            ManyQuestion many => Enumerable.Range(0, random.Next(1, 3)).Select(_ => Group(many.Item, random)).ToArray(),
            GroupQuestion group => Group(group, random),
            _ => throw new InvalidOperationException(question.Id),
        };
    }

    private static object Group(GroupQuestion group, Random random) =>
        group.Subject switch
        {
            Subject.When => new { precision = "exact", at = new { date = "2026-11-21", time = "22:15" } },
            Subject.Place => new { street = "Heol Fawr", postcode = "LL1 1AA" },
            _ => Parts(group, random),
        };

    private static Dictionary<string, object> Parts(GroupQuestion group, Random random)
    {
        var parts = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var part in group.Parts)
        {
            if (Answer(part, random) is { } answer)
                parts[part.Id] = answer;
        }

        if (parts.Count == 0)
            parts[group.Parts[0].Id] = Answer(group.Parts[0] with { Optional = false }, random)!;
        return parts;
    }

    private static string Text(TextQuestion text) =>
        text.Format.Code switch
        {
            "not-a-phone-number" => "+447700900123",
            "not-an-email-address" => "sian@example.com",
            "not-a-postcode" => "LL1 1AA",
            "not-a-number-plate" => "LB07SEO",
            "not-an-imei" => "490154203237518",
            "not-an-amount" => "250",
            _ => "Testun",
        };
}

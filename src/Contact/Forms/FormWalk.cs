using System.Collections.Immutable;
using System.Text.Json;
using Bluelamp.Records;

namespace Bluelamp.Contact.Forms;

/// <summary>
/// The way through a form for some answers: which pages are asked, in order. A page is asked when its condition holds for the answers of the asked
/// pages before it; so an answer to a page that is no longer asked counts for nothing and is not sent.
/// </summary>
public sealed class FormWalk
{
    private FormWalk(Form form, ImmutableArray<FormPage> asked, Answers answers) => (Form, Asked, Answers) = (form, asked, answers);

    public Form Form { get; }

    public ImmutableArray<FormPage> Asked { get; }

    /// <summary>The answers of the asked pages.</summary>
    public Answers Answers { get; }

    public static FormWalk Of(Form form, Answers given)
    {
        var asked = ImmutableArray.CreateBuilder<FormPage>();
        var counted = Answers.None;
        var values = new FormValues(form);
        foreach (var page in form.Pages)
        {
            if (page.When?.Holds(values) is false)
                continue;
            asked.Add(page);
            foreach (var question in page.Questions)
            {
                if (given[question.Id] is not { } answer)
                    continue;
                counted = counted.With(question.Id, answer);
                values.Set(question, answer);
            }
        }

        return new(form, asked.ToImmutable(), counted);
    }

    public FormPage? Page(string id) => Asked.FirstOrDefault(p => string.Equals(p.Id, id, StringComparison.Ordinal));

    /// <summary>The page after this one, or nothing: then it is time to check the answers.</summary>
    public FormPage? Next(FormPage page) => Asked.ElementAtOrDefault(Asked.IndexOf(page) + 1);

    public FormPage? Previous(FormPage page) => Asked.IndexOf(page) is > 0 and var at ? Asked[at - 1] : null;

    /// <summary>The first page with a question that must be answered and was not.</summary>
    public FormPage? FirstUnanswered => Asked.FirstOrDefault(p => p.Questions.Any(q => !q.Optional && !Answers.Has(q.Id)));

    /// <summary>What the answers say to a risk model.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Facts()
    {
        var values = Values();
        return Form.Facts.ToImmutableSortedDictionary(static f => f.Name, f => f.Value.Evaluate(values), StringComparer.Ordinal);
    }

    public ImmutableArray<CrimeFlag> Flags()
    {
        var values = Values();
        return [.. Form.Flags.Where(f => f.When.Holds(values)).Select(static f => f.Flag)];
    }

    /// <summary>The class of offence that the answers most likely amount to; nothing when the form does not say.</summary>
    public string? Offence()
    {
        var values = Values();
        return Form.Offences.FirstOrDefault(o => o.When.Holds(values))?.Offence;
    }

    /// <summary>The answer to a question of text or choice; nothing when it was not given or not asked.</summary>
    public string? Chosen(string? question) =>
        question is not null && Answers[question] is { } answer && answer.TryText(out var text) ? text : null;

    public bool ReporterIsVictim => Form.ReporterIsVictim?.Holds(Values()) ?? false;

    private FormValues Values()
    {
        var values = new FormValues(Form);
        foreach (var question in Asked.SelectMany(static p => p.Questions))
        {
            if (Answers[question.Id] is { } answer)
                values.Set(question, answer);
        }

        return values;
    }
}

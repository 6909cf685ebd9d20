using System.Text.Json;

namespace Bluelamp.Contact.Forms;

/// <summary>Checks answers: those of one page as it is sent, or all of them as a program or the last page sends them.</summary>
public static class FormCheck
{
    /// <summary>
    /// The answers with those of one page, or what is wrong with them; then <paramref name="before"/> stays as it was.
    /// </summary>
    /// <param name="item">Which item of a page that may be answered several times, from 0.</param>
    /// <param name="seen">The mark of what stood at its place when the page was read: <see cref="ManyQuestion.Put"/>.</param>
    public static (Answers Answers, IReadOnlyList<Fault> Faults) Page(
        FormPage page,
        Typed typed,
        Answers before,
        int item,
        DateTimeOffset now,
        string seen = ""
    )
    {
        var faults = new Faults();
        var answers = before;
        foreach (var question in page.Questions)
        {
            var at = new Checking(faults, [question.Id], now);
            var said = question.Gather(typed, question.Id);
            if (question is ManyQuestion many)
            {
                if (many.Item.CheckGiven(said, at) is { } one)
                    answers = answers.With(many.Id, ManyQuestion.Put(answers[many.Id], item, seen, one));
                if (ManyQuestion.Items(answers[many.Id]).Count > many.Most)
                    many.TooMany(at);
            }
            else
            {
                answers = answers.With(question.Id, question.CheckGiven(said, at));
            }
        }

        return faults.Any ? (before, faults.Found) : (answers, []);
    }

    /// <summary>All answers, in their normal form, or what is wrong: what is missing, not known, not asked for, or not right.</summary>
    public static (FormWalk? Walk, IReadOnlyList<Fault> Faults) All(Form form, JsonElement said, DateTimeOffset now)
    {
        var faults = new Faults();
        var given = Answers.None;
        foreach (var answer in said.EnumerateObject())
        {
            if (form.Question(answer.Name) is not { } question)
                faults.Add([Short(answer.Name)], "unknown", new("There is no such question", "Nid oes cwestiwn o'r fath"));
            else if (answer.Value.ValueKind is not JsonValueKind.Null)
                given = given.With(question.Id, question.Check(answer.Value, new(faults, [question.Id], now)));
        }

        var walk = FormWalk.Of(form, given);
        foreach (var question in given.Questions.Where(q => !walk.Answers.Has(q)))
            faults.Add([question], "not-asked", new("This is not asked after the other answers", "Ni ofynnir hyn ar ôl yr atebion eraill"));
        foreach (var question in walk.Asked.SelectMany(static p => p.Questions))
        {
            if (!said.TryGetProperty(question.Id, out var answer) || answer.ValueKind is JsonValueKind.Null)
                question.CheckGiven(said: null, new(faults, [question.Id], now));
        }

        return faults.Any ? (null, faults.Found) : (walk, []);
    }

    /// <summary>A name that somebody sent, cut to what is worth saying back.</summary>
    internal static string Short(string name) => name.Length <= 100 ? name : name[..100];
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;

namespace Bluelamp.Contact.Forms;

/// <summary>Reads <c>definitions/forms/</c>. <c>docs/reporting.md</c> tells authors what may stand in such a file.</summary>
public sealed partial class FormKind : IDefinitionKind<Form>
{
    /// <summary>Addresses that the walk itself uses.</summary>
    private static readonly ImmutableArray<string> OwnPages = ["check", "done", "save", "resume"];

    /// <summary>Later than any day in an example: whether it lies in the past is for the day on which it is sent.</summary>
    private static readonly DateTimeOffset AnyDay = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Folder => "forms";

    public Form Read(Fields file)
    {
        var declared = new DeclaredQuestions();
        var start = file.ListOrEmpty("start", PieceReader.Read);
        var pages = file.List("pages", item => ReadPage(item, declared));
        foreach (var twins in pages.GroupBy(static p => p.Id, StringComparer.Ordinal).Where(static g => g.Count() > 1))
            file.Error("pages", $"Two pages have the id '{twins.Key}'. Give each its own.");
        var form = new Form(start, pages, file.ListOrEmpty("confirmation", PieceReader.Read))
        {
            Exit = file.FlagOr("exit", otherwise: false),
            Kind = Named(file, "kind", declared, static q => q is ChoiceQuestion),
            Narrative = Named(file, "narrative", declared, static q => q is TextQuestion),
            Method = Several(file, "method", declared),
            ReporterIsVictim = file.Has("reporter-is-victim")
                ? Condition.Read(file["reporter-is-victim"], declared, mustBeTrueOrFalse: true)
                : null,
            Organisation = Named(file, "organisation", declared, static q => q is TextQuestion),
            Language = Named(file, "language", declared, static q => q is ChoiceQuestion),
            ContactBy = Named(file, "contact-by", declared, static q => q is ChoiceQuestion),
            Safe = Named(file, "safe-contact", declared, static q => q is TextQuestion),
            Needs = Several(file, "needs", declared),
            Facts = file.SectionOrNull("facts") is { } facts
                ? [.. facts.All().Select(f => new FormFact(f.Key, Condition.Read(f.Value, declared)))]
                : [],
            Flags = file.ListOrEmpty("flags", item => ReadFlag(item, declared)),
            Offences = file.ListOrEmpty("offences", item => ReadOffence(item, declared)),
        };
        return form with { Example = ReadExample(file, form) };
    }

    /// <summary>An example that would be refused teaches the wrong thing, so it is checked as if it were sent.</summary>
    private static JsonElement? ReadExample(Fields file, Form form)
    {
        if (!file.Has("example"))
            return null;
        var example = file["example"].AsJson();
        if (example.ValueKind is not JsonValueKind.Object)
        {
            file.Error("example", "An example is a mapping of questions to answers.");
            return null;
        }

        foreach (var fault in FormCheck.All(form, example, AnyDay).Faults)
            file.Error("example", $"The example is not right at {fault.At("")}: {fault.Message.En}.");
        return example;
    }

    /// <summary>The id of a question that the rest of the house looks for.</summary>
    private static string? Named(Fields file, string key, DeclaredQuestions declared, Func<Question, bool> fits)
    {
        var id = file.TextOrNull(key);
        if (id is not null && (declared.Find(id) is not { } question || !fits(question)))
            file.Error(key, $"'{id}' is not a question of this form, or not of a fitting type.");
        return id;
    }

    private static ImmutableArray<string> Several(Fields file, string key, DeclaredQuestions declared)
    {
        var ids = file.TextsOrEmpty(key);
        foreach (var unknown in ids.Where(id => declared.Find(id) is null))
            file.Error(key, $"'{unknown}' is not a question of this form.");
        return ids;
    }

    private static FormPage ReadPage(Item item, DeclaredQuestions declared)
    {
        var fields = item.AsFields();
        var id = fields.Text("id");
        if (!PageId.IsMatch(id) || OwnPages.Contains(id, StringComparer.Ordinal))
            fields.Error(
                "id",
                $"'{id}' cannot be the id of a page. Use small letters, digits and single hyphens, but not: {string.Join(", ", OwnPages)}."
            );
        var when = fields.Has("when") ? Condition.Read(fields["when"], declared, mustBeTrueOrFalse: true) : null;
        var questions = fields.ListOrEmpty("questions", q => QuestionReader.Read(q, declared));
        if (questions.Length > 1 && questions.Any(static q => q is ManyQuestion))
            fields.Error("questions", "A question that may be answered several times needs a page of its own.");
        var title = fields.BilingualOrNull("title");
        if (title is null && questions.Length != 1)
            fields.Error("title", "A page with no question, or with more than one, needs a title.");
        return new(
            id,
            title,
            fields.BilingualOrNull("section") ?? Sections.None,
            when,
            fields.ListOrEmpty("content", PieceReader.Read),
            questions
        );
    }

    private static FormFlag ReadFlag(Item item, DeclaredQuestions declared)
    {
        var fields = item.AsFields();
        return new(fields.Choice<CrimeFlag>("flag"), Condition.Read(fields["when"], declared, mustBeTrueOrFalse: true));
    }

    private static FormOffence ReadOffence(Item item, DeclaredQuestions declared)
    {
        var fields = item.AsFields();
        return new(fields.Text("offence"), Condition.Read(fields["when"], declared, mustBeTrueOrFalse: true));
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PageId { get; }
}

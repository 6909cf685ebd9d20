using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Contact.Forms;

/// <summary>The types of question that a form file may name.</summary>
internal enum QuestionType
{
    Text,
    LongText,
    Choice,
    Choices,
    YesNo,
    Date,
    Phone,
    Email,
    Postcode,
    Money,
    When,
    Place,
    Person,
    Vehicle,
    Thing,
}

/// <summary>Reads one question of a form file, and notes it so that later conditions may speak of it.</summary>
internal static partial class QuestionReader
{
    public static Question Read(Item item, DeclaredQuestions declared)
    {
        var fields = item.AsFields();
        var id = fields.Text("id");
        if (!QuestionId.IsMatch(id))
            fields.Error(
                "id",
                $"'{id}' cannot be the id of a question. Use small letters, digits and underscores, such as 'what_happened'."
            );
        var question = Of(fields.Choice<QuestionType>("type"), fields) with
        {
            Id = id,
            Label = fields.Bilingual("label"),
            Hint = fields.BilingualOrNull("hint"),
            Optional = fields.FlagOr("optional", otherwise: false),
            Missing = fields.BilingualOrNull("missing"),
        };
        if (question is GroupQuestion group && fields.FlagOr("many", otherwise: false))
            question = Many(group, fields.WholeOrNull("most", min: 2, max: 100) ?? ManyQuestion.Usual);
        if (!question.Optional && question.Missing is null)
            fields.Error("id", $"'{id}' must be answered. Add 'missing' (what to say when it is not), or 'optional: true'.");
        if (!declared.Add(question))
            fields.Error("id", $"There is another question '{id}' in this form. Give each its own id.");
        return question;
    }

    private static Question Of(QuestionType type, Fields fields) =>
        type switch
        {
            QuestionType.LongText => Text(fields, TextFormat.Any, isLong: true),
            QuestionType.Phone => Text(fields, TextFormat.Phone) with { Autocomplete = "tel" },
            QuestionType.Email => Text(fields, TextFormat.Email) with { Autocomplete = "email" },
            QuestionType.Postcode => Text(fields, TextFormat.Postcode) with { Autocomplete = "postal-code" },
            QuestionType.Money => Text(fields, TextFormat.Money),
            QuestionType.Choice => new ChoiceQuestion(Options(fields)) { Id = "", Label = Sections.None },
            QuestionType.Choices => Choices(fields),
            QuestionType.YesNo => YesNo(fields),
            QuestionType.Date => new DateQuestion(fields.FlagOr("partial", otherwise: false)) { Id = "", Label = Sections.None },
            QuestionType.When => Group(Subject.When, WhenParts.All, WhenParts.Rule) with { Words = WhenParts.Say },
            QuestionType.Place => Group(Subject.Place, PlaceParts.All, PlaceParts.Rule),
            QuestionType.Person => Person(fields),
            QuestionType.Vehicle => Group(Subject.Vehicle, VehicleParts.All) with { Fate = fields.Choice<Fate>("fate") },
            QuestionType.Thing => Group(Subject.Thing, ThingParts.All) with { Fate = fields.Choice<Fate>("fate") },
            _ => Text(fields, TextFormat.Any),
        };

    private static TextQuestion Text(Fields fields, TextFormat format, bool isLong = false) =>
        new(isLong, fields.WholeOrNull("limit", min: 1, max: 10_000) ?? (isLong ? TextQuestion.LongLimit : TextQuestion.ShortLimit), format)
        {
            Id = "",
            Label = Sections.None,
        };

    private static ChoicesQuestion Choices(Fields fields)
    {
        var options = Options(fields);
        var alone = fields.TextOrNull("alone");
        if (alone is not null && options.All(o => !string.Equals(o.Value, alone, StringComparison.Ordinal)))
            fields.Error("alone", $"'{alone}' is not one of the options.");
        return new(options, alone) { Id = "", Label = Sections.None };
    }

    private static YesNoQuestion YesNo(Fields fields)
    {
        var question = new YesNoQuestion { Id = "", Label = Sections.None };
        return question with { Yes = fields.BilingualOrNull("yes") ?? question.Yes, No = fields.BilingualOrNull("no") ?? question.No };
    }

    private static ImmutableArray<Option> Options(Fields fields)
    {
        var options = fields.List("options", ReadOption);
        foreach (var twin in options.GroupBy(static o => o.Value, StringComparer.Ordinal).Where(static g => g.Count() > 1))
            fields.Error("options", $"Two options have the value '{twin.Key}'. Give each its own.");
        return options;
    }

    private static Option ReadOption(Item item)
    {
        var fields = item.AsFields();
        var value = fields.Text("value");
        if (!OptionValue.IsMatch(value))
            fields.Error("value", $"'{value}' cannot be the value of an option. Use small letters, digits and single hyphens.");
        return new(value, fields.Bilingual("label"), fields.BilingualOrNull("hint"));
    }

    private static GroupQuestion Person(Fields fields)
    {
        var ask = fields.List("ask", static i => i.AsText());
        foreach (var unknown in ask.Except(PersonParts.Ids, StringComparer.Ordinal))
            fields.Error("ask", $"'{unknown}' cannot be asked about a person. Choose from: {string.Join(", ", PersonParts.Ids)}.");
        var needed = fields.TextsOrEmpty("needed");
        foreach (var unknown in needed.Except(ask, StringComparer.Ordinal))
            fields.Error("needed", $"'{unknown}' is not asked. Add it to 'ask'.");
        var parts = PersonParts.Of(ask.Intersect(PersonParts.Ids, StringComparer.Ordinal));
        return Group(
            Subject.Person,
            parts.Select(p => needed.Contains(p.Id, StringComparer.Ordinal) ? p with { Optional = false, Missing = Enter(p.Label) } : p)
        ) with
        {
            Role = fields.Choice<PersonRole>("role"),
        };
    }

    private static Bilingual Enter(Bilingual label) => new($"Enter: {Small(label.En)}", $"Rhowch: {Small(label.Cy)}");

    private static string Small(string label) => label.Length == 0 ? label : char.ToLowerInvariant(label[0]) + label[1..];

    private static GroupQuestion Group(Subject subject, IEnumerable<Question> parts, GroupRule? rule = null) =>
        new(subject, [.. parts], rule) { Id = "", Label = Sections.None };

    private static ManyQuestion Many(GroupQuestion item, int most) =>
        new(item, most)
        {
            Id = item.Id,
            Label = item.Label,
            Hint = item.Hint,
            Optional = item.Optional,
            Missing = item.Missing,
        };

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex QuestionId { get; }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OptionValue { get; }
}

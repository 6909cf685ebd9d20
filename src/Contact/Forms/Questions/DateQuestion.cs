using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bluelamp.Kernel.Expressions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Forms;

/// <summary>A date in three fields, kept as <c>2026-11-22</c>.</summary>
/// <param name="Partial">A year, or a year and a month, will do: <c>1987</c>, <c>1987-03</c>.</param>
public sealed record DateQuestion(bool Partial) : Question
{
    private static readonly DateOnly Earliest = new(1890, 1, 1);

    public override CelType CelType => CelType.String;

    public override CelValue ToCel(JsonElement? answer) => answer is { } a && a.TryText(out var text) ? text : "";

    /// <summary>Joined as typed: what is missing stays missing, so that the check can say which part.</summary>
    public override JsonElement? Gather(Typed typed, string name)
    {
        var (day, month, year) = (typed[$"{name}-day"], typed[$"{name}-month"], typed[$"{name}-year"]);
        if (day is null && month is null && year is null)
            return null;
        if (Partial && day is null)
            return JsonText.Of(month is null ? year! : $"{year}-{Month(month)}"); // one of them is there
        return JsonText.Of($"{year}-{Month(month)}-{Padded(day)}");
    }

    public override void Fill(JsonElement answer, string name, Dictionary<string, string[]> fields)
    {
        if (!answer.TryText(out var text))
            return;
        var parts = text.Split('-');
        fields[$"{name}-year"] = [parts[0]];
        if (parts.Length > 1)
            fields[$"{name}-month"] = [parts[1].TrimStart('0')];
        if (parts.Length > 2)
            fields[$"{name}-day"] = [parts[2].TrimStart('0')];
    }

    public override JsonElement? Check(JsonElement said, Checking at)
    {
        if (!said.TryText(out var text))
            at.Fault("not-a-date", "Enter a date, like 27 3 2026", "Rhowch ddyddiad, fel 27 3 2026");
        else if (text.Length == 0)
            return CheckGiven(said: null, at);
        else if (Missed(text) is { } missed)
            at.Fault("not-a-date", missed);
        else if (Read(text) is not { } date)
            at.Fault("not-a-date", "Enter a real date, like 27 3 2026", "Rhowch ddyddiad go iawn, fel 27 3 2026");
        else if (date > DateOnly.FromDateTime(at.Now.InLondon().DateTime))
            at.Fault("in-the-future", "The date must be today or in the past", "Rhaid i'r dyddiad fod heddiw neu yn y gorffennol");
        else if (date < Earliest)
            at.Fault("too-long-ago", "Check the year: it is too long ago", "Gwiriwch y flwyddyn: mae'n rhy bell yn ôl");
        else
            return JsonText.Of(text);
        return null;
    }

    public override IEnumerable<string> Say(JsonElement answer, Language language) =>
        answer.TryText(out var text) && Read(text) is { } date
            ?
            [
                date.ToString(
                    text.Length switch
                    {
                        4 => "yyyy",
                        7 => "MMMM yyyy",
                        _ => "d MMMM yyyy",
                    },
                    language.Culture
                ),
            ]
            : [];

    public override JsonObject Schema() =>
        Described(
            Partial
                ? new() { ["type"] = "string", ["pattern"] = @"^\d{4}(-\d{2}(-\d{2})?)?$" }
                : new() { ["type"] = "string", ["format"] = "date" }
        );

    /// <summary>The first day that a whole or partial date can mean.</summary>
    public static DateOnly? Read(string text) =>
        DateOnly.TryParseExact(
            text.Length switch
            {
                4 => text + "-01-01",
                7 => text + "-01",
                _ => text,
            },
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;

    private Bilingual? Missed(string text) =>
        text.Split('-') switch
        {
            ["", ..] => new("The date must include a year", "Rhaid i'r dyddiad gynnwys blwyddyn"),
            [_, "", ..] or [_] when !Partial => new("The date must include a month", "Rhaid i'r dyddiad gynnwys mis"),
            [_, _, ""] or [_, _] when !Partial => new("The date must include a day", "Rhaid i'r dyddiad gynnwys diwrnod"),
            [_, "", _] => new("The date must include a month", "Rhaid i'r dyddiad gynnwys mis"),
            _ => null,
        };

    private static string? Padded(string? part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("00", CultureInfo.InvariantCulture)
            : part;

    /// <summary>A month as a number, or by its name in either language, also shortened: <c>Mawrth</c>, <c>sept</c>.</summary>
    private static string? Month(string? part)
    {
        if (part is not { Length: >= 3 })
            return Padded(part);
        foreach (var language in (ReadOnlySpan<Language>)[Language.English, Language.Welsh])
        {
            var found = Array.FindIndex(
                language.Culture.DateTimeFormat.MonthNames,
                m => m.StartsWith(part, StringComparison.OrdinalIgnoreCase)
            );
            if (found >= 0)
                return (found + 1).ToString("00", CultureInfo.InvariantCulture);
        }

        return part;
    }
}

using System.Globalization;
using System.Text.Json;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Forms;

/// <summary>When it happened: at a time, between two times, or in words. Local times of Europe/London, as people know them.</summary>
internal static class WhenParts
{
    public const string Exact = "exact";
    public const string Between = "between";
    public const string Unknown = "unknown";

    private static readonly Bilingual NobodyKnows = new(
        "I do not know, or it happens often",
        "Nid wyf yn gwybod, neu mae'n digwydd yn aml"
    );

    public static IEnumerable<Question> All =>
        [
            new ChoiceQuestion([
                new(Exact, new("Yes, I know when", "Ydw, rwy'n gwybod pryd")),
                new(Between, new("It was between two times", "Roedd rhwng dau amser")),
                new(Unknown, NobodyKnows),
            ])
            {
                Id = "precision",
                Label = new("Do you know when it happened?", "Ydych chi'n gwybod pryd y digwyddodd?"),
                Missing = new("Choose if you know when it happened", "Dewiswch a ydych yn gwybod pryd y digwyddodd"),
            },
            Moment("at", new("When it happened", "Pryd y digwyddodd")),
            Moment(
                "from",
                new("When it was last all right, or when it began", "Pryd oedd popeth yn iawn ddiwethaf, neu pryd y dechreuodd")
            ),
            Moment("to", new("When you found out, or when it ended", "Pryd y cawsoch wybod, neu pryd y daeth i ben")),
            new TextQuestion(SeveralLines: true, 500, TextFormat.Any)
            {
                Id = "words",
                Label = new("Anything else about when", "Unrhyw beth arall am yr amser"),
                Hint = new("For example, every Friday evening since May", "Er enghraifft, bob nos Wener ers mis Mai"),
                Optional = true,
            },
        ];

    public static void Rule(JsonElement answer, Checking at)
    {
        switch (answer.Text("precision"))
        {
            case Exact:
                Needs(answer, "at", at);
                break;
            case Between
                when Needs(answer, "from", at) is { } from && Needs(answer, "to", at) is not null && from > Last(answer.Part("to")):
                at.Into("to")
                    .Into("date")
                    .Fault("out-of-order", "This must be after the first time", "Rhaid i hwn fod ar ôl yr amser cyntaf");
                break;
        }
    }

    /// <summary>From when to when, in UTC; a day without a time is the whole day.</summary>
    public static (DateTimeOffset? From, DateTimeOffset? To) Span(JsonElement answer) =>
        answer.Text("precision") switch
        {
            Exact => (First(answer.Part("at")), Last(answer.Part("at"))),
            Between => (First(answer.Part("from")), Last(answer.Part("to"))),
            _ => (null, null),
        };

    /// <summary>As people say it: a moment, from when to when, or that nobody knows; then their words.</summary>
    public static IEnumerable<string> Say(JsonElement answer, Language language) =>
        [
            .. answer.Text("precision") switch
            {
                Exact => [Moment(answer.Part("at"), language)],
                Between =>
                [
                    language.Say("From ", "O ") + Moment(answer.Part("from"), language),
                    language.Say("To ", "Hyd ") + Moment(answer.Part("to"), language),
                ],
                _ => (string[])[NobodyKnows.In(language)],
            },
            answer.Text("words") ?? "",
        ];

    private static string Moment(JsonElement? moment, Language language)
    {
        if (moment?.Text("date") is not { } date || DateQuestion.Read(date) is not { } day)
            return "";
        var said = day.ToString("d MMMM yyyy", language.Culture);
        return moment.Value.Text("time") is { } time ? $"{said}, {time}" : said;
    }

    private static GroupQuestion Moment(string id, Bilingual label) =>
        new(
            Subject.None,
            [
                new DateQuestion(Partial: false)
                {
                    Id = "date",
                    Label = new("Date", "Dyddiad"),
                    Hint = new("For example, 27 3 2026", "Er enghraifft, 27 3 2026"),
                    Optional = true,
                },
                new TextQuestion(SeveralLines: false, 20, TextFormat.Time)
                {
                    Id = "time",
                    Label = new("Time, if you know it", "Amser, os ydych yn ei wybod"),
                    Hint = new("For example, 9:30am or 21:30", "Er enghraifft, 9:30yb neu 21:30"),
                    Optional = true,
                },
            ]
        )
        {
            Id = id,
            Label = label,
            Optional = true,
        };

    private static DateTimeOffset? Needs(JsonElement answer, string part, Checking at)
    {
        var moment = at.Into(part).Into("date");
        if (First(answer.Part(part)) is not { } first)
            moment.Fault("required", "Enter the date", "Rhowch y dyddiad");
        else if (first > at.Now)
            at.Into(part).Into("time").Fault("in-the-future", "The time must be in the past", "Rhaid i'r amser fod yn y gorffennol");
        else
            return first;
        return null;
    }

    private static DateTimeOffset? First(JsonElement? moment) =>
        moment?.Text("date") is { } date && DateQuestion.Read(date) is { } day
            ? LocalTime.FromLondon(day.ToDateTime(Time(moment.Value) ?? TimeOnly.MinValue))
            : null;

    private static DateTimeOffset? Last(JsonElement? moment) =>
        First(moment) is { } first ? (Time(moment!.Value) is null ? first.AddDays(1).AddSeconds(-1) : first) : null; // read above

    private static TimeOnly? Time(JsonElement moment) =>
        TimeOnly.TryParseExact(moment.Text("time"), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

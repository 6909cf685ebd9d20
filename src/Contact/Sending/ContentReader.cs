using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bluelamp.Contact.Forms;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel.Grids;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;

namespace Bluelamp.Contact.Sending;

/// <summary>Reads what the answers tell into the words of the records.</summary>
internal static class ContentReader
{
    public static ReportContent Read(FormWalk walk, string form)
    {
        var parts = walk.Asked.SelectMany(static p => p.Questions).SelectMany(q => Parts(q, walk.Answers[q.Id])).ToList();
        var when = parts.Where(static p => p.Question.Subject is Subject.When).Select(static p => (JsonElement?)p.Answer).FirstOrDefault();
        var people = People(parts, walk);
        return new(walk.Chosen(walk.Form.Kind) ?? form, Words(walk, when?.Text("words")))
        {
            Where = parts.Where(static p => p.Question.Subject is Subject.Place).Select(static p => Place(p.Answer)).FirstOrDefault(),
            When = when is { } moment ? Happened(moment) : null,
            Method = Method(walk),
            People = people,
            Organisations = walk.Chosen(walk.Form.Organisation) is { } name ? [new(LinkRole.Victim, new(name))] : [],
            Vehicles =
            [
                .. parts.Where(static p => p.Question.Subject is Subject.Vehicle).Select(static p => Vehicle(p.Question, p.Answer)),
            ],
            Property = [.. parts.Where(static p => p.Question.Subject is Subject.Thing).Select(static p => Thing(p.Question, p.Answer))],
            Flags = walk.Flags(),
            Offence = walk.Offence(),
            Contact = Contact(walk, people.FirstOrDefault(static p => p.IsReporter)?.Said),
        };
    }

    private static IEnumerable<(GroupQuestion Question, JsonElement Answer)> Parts(Question question, JsonElement? answer) =>
        (question, answer) switch
        {
            (_, null) => [],
            (GroupQuestion group, { } one) => [(group, one)],
            (ManyQuestion many, _) => ManyQuestion.Items(answer).Select(item => (many.Item, item)),
            _ => [],
        };

    private static string Words(FormWalk walk, string? when)
    {
        var words = walk.Chosen(walk.Form.Narrative) ?? "";
        return when is null ? words : $"{words}\n\nWhen: {when}";
    }

    private static TimeRange? Happened(JsonElement when) =>
        WhenParts.Span(when) is ({ } from, { } to) ? new(from, to == from ? null : to) : null;

    /// <summary>How it was done, in the form's own English words: investigators compare methods across reports in both languages.</summary>
    private static string? Method(FormWalk walk)
    {
        var said = walk
            .Form.Method.Where(walk.Answers.Has)
            .SelectMany(id => walk.Form.Question(id)!.Say(walk.Answers[id]!.Value, Language.English)); // known and answered
        return string.Join("; ", said) is { Length: > 0 } method ? method : null;
    }

    /// <summary>The reporter is told of on several pages, and may be the victim; everybody else stands in one answer.</summary>
    private static ImmutableArray<SaidPerson> People(List<(GroupQuestion Question, JsonElement Answer)> parts, FormWalk walk)
    {
        var people = parts.Where(static p => p.Question.Subject is Subject.Person).ToList();
        var pages = people.Where(static p => p.Question.Role is PersonRole.Reporter).ToList();
        var reporter = pages.Aggregate(new PersonDetails(), static (said, p) => Person(p.Answer, said)) with
        {
            SafeContact = walk.Chosen(walk.Form.Safe),
        };
        var role = walk.ReporterIsVictim ? LinkRole.Victim : LinkRole.ReportingPerson;
        return
        [
            .. pages.Count == 0 ? [] : new[] { new SaidPerson(role, reporter, IsReporter: true) },
            .. people
                .Where(static p => p.Question.Role is not PersonRole.Reporter)
                .Select(static p => new SaidPerson(Role(p.Question.Role), Person(p.Answer, new()))),
        ];
    }

    /// <summary>Whoever stays anonymous may still say in which language, and what they need to be understood: they follow their report, too.</summary>
    private static ReporterContact? Contact(FormWalk walk, PersonDetails? reporter)
    {
        var needs = walk
            .Form.Needs.Where(walk.Answers.Has)
            .SelectMany(id => walk.Form.Question(id)!.Say(walk.Answers[id]!.Value, Language.English)); // known and answered
        var need = string.Join("; ", needs) is { Length: > 0 } said ? said : null;
        if (reporter is null)
            return need is null ? null : new("none", Needs: need);
        var (email, phone) = (reporter.Emails.FirstOrDefault(), reporter.Phones.FirstOrDefault());
        var by =
            walk.Chosen(walk.Form.ContactBy)
            ?? (
                email is not null ? "email"
                : phone is not null ? "phone"
                : "none"
            );
        return new(by, email, phone, walk.Chosen(walk.Form.Safe), need);
    }

    private static LinkRole Role(PersonRole? role) =>
        role switch
        {
            PersonRole.Victim => LinkRole.Victim,
            PersonRole.Witness => LinkRole.Witness,
            PersonRole.Suspect => LinkRole.Suspect,
            PersonRole.Reporter => LinkRole.ReportingPerson,
            _ => LinkRole.Involved,
        };

    private static PersonDetails Person(JsonElement answer, PersonDetails said) =>
        said with
        {
            Forenames = answer.Text("forenames") ?? said.Forenames,
            Surname = answer.Text("surname") ?? said.Surname,
            KnownAs = answer.Text("known_as") ?? said.KnownAs,
            Born = PartialDate.TryParse(answer.Text("born"), out var born) ? born : said.Born,
            Looks = Looks(answer.Text("age")) ?? said.Looks,
            Sex = answer.Text("sex") ?? said.Sex,
            Description =
                Lines(answer.Text("description"), answer.Text("whereabouts"), OnlyTheSite(answer), Relation(answer.Text("relation")))
                ?? said.Description,
            Phones = answer.Text("phone") is { } phone ? said.Phones.Add(phone) : said.Phones,
            Emails = answer.Text("email") is { } email ? said.Emails.Add(email) : said.Emails,
            Accounts = answer.Text("handle") is { } handle
                ? said.Accounts.Add(new(AccountKind.Online, answer.Text("site"), handle))
                : said.Accounts,
            Address = Place(answer) is { IsEmpty: false } address ? address : said.Address,
        };

    /// <summary>Where somebody is online under a name that nobody knows is still worth knowing.</summary>
    private static string? OnlyTheSite(JsonElement answer) =>
        answer.Text("handle") is null && answer.Text("site") is { } site ? $"online on {site}" : null;

    private static string? Relation(string? relation) => relation is null ? null : $"to the reporter: {relation.Replace('-', ' ')}";

    private static AgeRange? Looks(string? band) =>
        band?.Split('-') is [var from, var to]
            ? new(int.Parse(from, CultureInfo.InvariantCulture), int.Parse(to, CultureInfo.InvariantCulture))
            : null;

    private static PlaceDetails Place(JsonElement answer)
    {
        var point = Degrees(answer.Text("lat")) is { } lat && Degrees(answer.Text("lng")) is { } lng ? new LatLng(lat, lng).ToGrid() : null;
        return new()
        {
            Number = answer.Text("number"),
            Street = answer.Text("street"),
            Town = answer.Text("town"),
            Postcode = answer.Text("postcode"),
            Words = answer.Text("words"),
            Easting = point?.Easting,
            Northing = point?.Northing,
        };
    }

    private static double? Degrees(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;

    private static PlannedVehicle Vehicle(GroupQuestion question, JsonElement answer) =>
        new(
            question.Fate switch
            {
                Fate.Stolen => LinkRole.StolenVehicle,
                Fate.Damaged => LinkRole.DamagedVehicle,
                Fate.Used => LinkRole.VehicleUsed,
                _ => LinkRole.VehicleSeen,
            },
            new()
            {
                Vrm = answer.Text("vrm"),
                Make = answer.Text("make"),
                Model = answer.Text("model"),
                Colour = answer.Text("colour"),
                Words = answer.Text("words"),
            }
        );

    private static PropertyDetails Thing(GroupQuestion question, JsonElement answer) =>
        new(
            string.Join(' ', new[] { answer.Text("make"), answer.Text("model"), answer.Text("what") }.Where(static p => p is not null)),
            question.Fate switch
            {
                Fate.Damaged => PropertyFate.Damaged,
                Fate.Used => PropertyFate.Used,
                _ => PropertyFate.Stolen,
            },
            Lines(
                answer.Text("serial") is { } serial ? $"serial {serial}" : null,
                answer.Text("imei") is { } imei ? $"IMEI {imei}" : null,
                answer.Text("marks")
            ),
            ValuePence: decimal.TryParse(answer.Text("value"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var pounds)
                ? (long)(pounds * 100)
                : null
        );

    private static string? Lines(params string?[] parts) =>
        string.Join("; ", parts.Where(static p => !string.IsNullOrWhiteSpace(p))) is { Length: > 0 } lines ? lines : null;
}

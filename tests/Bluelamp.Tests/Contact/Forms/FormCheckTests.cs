using System.Text.Json;
using Bluelamp.Contact.Forms;
using Bluelamp.Contact.Reports;
using Bluelamp.Contact.Sending;
using Bluelamp.Kernel;
using Bluelamp.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Forms;

public sealed class FormCheckTests
{
    private static Form Form => TheForm.ReportCrime.Value;

    [Theory]
    [InlineData("/danger", "required", """{ }""")]
    [InlineData("/nonsense", "unknown", """{ "nonsense": 1 }""")]
    [InlineData("/kind", "not-a-choice", """{ "danger": "no", "kind": "arson" }""")]
    [InlineData("/kind", "not-a-choice", """{ "danger": "no", "kind": 7 }""")]
    [InlineData("/burglary_inside", "not-asked", """{ "danger": "no", "kind": "theft", "burglary_inside": "no" }""")]
    [InlineData("/hate", "stands-alone", """{ "danger": "no", "hate": ["race", "none"] }""")]
    [InlineData("/hate", "not-choices", """{ "danger": "no", "hate": ["race", "race"] }""")]
    [InlineData("/hate", "not-choices", """{ "danger": "no", "hate": "race" }""")]
    [InlineData("/what_happened", "not-text", """{ "danger": "no", "what_happened": ["x"] }""")]
    [InlineData("/what_happened", "not-text", "{ \"what_happened\": \"a\\u0000b\" }")]
    [InlineData("/what_happened", "not-text", "{ \"what_happened\": \"a\\ud800b\" }")]
    [InlineData("/when/precision", "required", """{ "when": { "words": "often" } }""")]
    [InlineData("/when/at/date", "required", """{ "when": { "precision": "exact" } }""")]
    [InlineData("/when/at/date", "not-a-date", """{ "when": { "precision": "exact", "at": { "date": "2026-02-30" } } }""")]
    [InlineData("/when/at/date", "in-the-future", """{ "when": { "precision": "exact", "at": { "date": "2026-11-23" } } }""")]
    [InlineData(
        "/when/at/time",
        "in-the-future",
        """{ "when": { "precision": "exact", "at": { "date": "2026-11-22", "time": "15:01" } } }"""
    )]
    [InlineData(
        "/when/to/date",
        "out-of-order",
        """{ "when": { "precision": "between", "from": { "date": "2026-11-20" }, "to": { "date": "2026-11-19" } } }"""
    )]
    [InlineData("/when/at", "not-an-object", """{ "when": { "precision": "exact", "at": "yesterday" } }""")]
    [InlineData("/when/colour", "unknown", """{ "when": { "precision": "unknown", "colour": "blue" } }""")]
    [InlineData("/where/street", "required", """{ "where": { "number": "12" } }""")]
    [InlineData("/where/postcode", "not-a-postcode", """{ "where": { "postcode": "12345" } }""")]
    [InlineData("/where/lat", "not-on-the-map", """{ "where": { "lat": "10", "lng": "-3" } }""")]
    [InlineData("/where/words", "half-a-point", """{ "where": { "lat": "52.1" } }""")]
    [InlineData("/suspects", "not-a-list", """{ "danger": "no", "know_suspect": "know", "suspects": "A" }""")]
    [InlineData("/suspects/forenames", "not-text", """{ "danger": "no", "know_suspect": "know", "suspects": { "forenames": 3 } }""")]
    [InlineData("/suspects/0/forenames", "not-text", """{ "danger": "no", "know_suspect": "know", "suspects": [ { "forenames": 3 } ] }""")]
    [InlineData("/you_contact/phone", "not-a-phone-number", """{ "you_contact": { "phone": "999" } }""")]
    public void What_is_wrong_is_named_where_it_stands(string place, string code, string answers) =>
        FormCheck.All(Form, TheForm.Json(answers), TheForm.Now).Faults.Select(static f => (f.At(""), f.Code)).ShouldContain((place, code));

    [Theory]
    [InlineData("""{ "forenames": "Rhys" }""", 1)]
    [InlineData("""[{ "forenames": "Rhys" }]""", 1)]
    [InlineData("""[{ "forenames": "Rhys" }, { "forenames": "Mair" }]""", 2)]
    public void One_victim_by_itself_is_a_list_of_one(string victims, int count)
    {
        var answers = TheForm.Burglary.Replace(
            "\"for_whom\": \"me\"",
            $"\"for_whom\": \"someone-else\", \"victim\": {victims}",
            StringComparison.Ordinal
        );
        var (walk, faults) = FormCheck.All(
            Form,
            TheForm.Json(answers.Replace(", \"support\": true", "", StringComparison.Ordinal)),
            TheForm.Now
        );
        faults.ShouldBeEmpty();
        var kept = walk!.Answers["victim"]!.Value; // no faults
        kept.ValueKind.ShouldBe(JsonValueKind.Array);
        kept.GetArrayLength().ShouldBe(count);
        Victims(walk).Count().ShouldBe(count);
    }

    [Fact]
    public void Who_suffered_it_together_with_others_is_a_victim_beside_them()
    {
        const string others = "\"for_whom\": \"us\", \"victim\": [{ \"forenames\": \"Rhys\" }]";
        var (walk, faults) = FormCheck.All(
            Form,
            TheForm.Json(TheForm.Burglary.Replace("\"for_whom\": \"me\"", others, StringComparison.Ordinal)),
            TheForm.Now
        );
        faults.ShouldBeEmpty();
        Victims(walk!).ShouldBe(["Siân", "Rhys"]); // no faults
    }

    [Fact]
    public void The_user_name_of_a_suspect_is_an_account_and_a_site_alone_a_word_about_them()
    {
        const string suspects = """
            "know_suspect": "know", "suspects": [{ "surname": "Rees", "handle": "@lamp.owl", "site": "Chatterbox" }, { "site": "Lampnet" }]
            """;
        var (walk, faults) = FormCheck.All(
            Form,
            TheForm.Json(TheForm.Burglary.Replace("\"know_suspect\": \"no\"", suspects, StringComparison.Ordinal)),
            TheForm.Now
        );
        faults.ShouldBeEmpty();
        var said = Content(walk!).Suspects.Select(static s => s.Said).ToList(); // no faults
        said[0].Accounts.ShouldHaveSingleItem().Shown.ShouldBe("Chatterbox @lamp.owl");
        said[1].Description.ShouldBe("online on Lampnet");
    }

    private static IEnumerable<string?> Victims(FormWalk walk) =>
        Content(walk).People.Where(static p => p.Role is LinkRole.Victim).Select(static p => p.Said.Forenames);

    private static ReportContent Content(FormWalk walk)
    {
        var receipt = new Receipt(Id<Report>.New(), ReportReference.New(), FollowSecret.New());
        return ReportDesk.Submission(receipt, TheForm.ReportCrime, walk, "API", "en").Content;
    }

    [Theory]
    [InlineData("""{ "date": "2026-11-20", "time": "10:00" }""", """{ "date": "2026-11-20" }""", true)]
    [InlineData("""{ "date": "2026-11-20" }""", """{ "date": "2026-11-20" }""", true)]
    [InlineData("""{ "date": "2026-11-20", "time": "10:00" }""", """{ "date": "2026-11-20", "time": "10:00" }""", true)]
    [InlineData("""{ "date": "2026-11-20", "time": "10:00" }""", """{ "date": "2026-11-20", "time": "09:59" }""", false)]
    [InlineData("""{ "date": "2026-11-20", "time": "00:00" }""", """{ "date": "2026-11-19" }""", false)]
    public void A_range_that_may_be_true_is_taken(string from, string to, bool taken) =>
        FormCheck
            .All(Form, TheForm.Json($$"""{ "when": { "precision": "between", "from": {{from}}, "to": {{to}} } }"""), TheForm.Now)
            .Faults.Any(static f => f.Code is "out-of-order")
            .ShouldBe(!taken);

    [Theory]
    [InlineData("""{ "precision": "exact", "at": { "date": "2026-11-22" } }""", "2026-11-22T15:00:00Z")]
    [InlineData("""{ "precision": "between", "from": { "date": "2026-11-20" }, "to": { "date": "2026-11-22" } }""", "2026-11-22T15:00:00Z")]
    [InlineData("""{ "precision": "exact", "at": { "date": "2026-11-21" } }""", "2026-11-21T23:59:59Z")]
    public void What_happened_today_ends_when_it_is_told(string when, string end)
    {
        var answers = TheForm.Json(TheForm.Burglary).EnumerateObject().ToDictionary(static a => a.Name, static a => a.Value);
        answers["when"] = TheForm.Json(when);
        var (walk, faults) = FormCheck.All(Form, JsonSerializer.SerializeToElement(answers), TheForm.Now);
        faults.ShouldBeEmpty();
        var receipt = new Receipt(Id<Report>.New(), ReportReference.New(), FollowSecret.New());
        var submission = ReportDesk.Submission(receipt, TheForm.ReportCrime, walk!, "WEB", "en"); // no faults
        var submitted = (ReportSubmitted)submission.Decide(Report.Empty, new(Guid.Empty, TheForm.Now)).Events[0];
        submitted.Content.When!.To.ShouldBe(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("\u200b")]
    [InlineData("\u2060\ufeff \u00ad")]
    [InlineData("\u3164\u2800")]
    [InlineData("\u202e\u2066")]
    [InlineData("\ufe0f")]
    public void What_nobody_can_see_is_no_answer(string typed) =>
        FormCheck
            .All(Form, TheForm.Json(JsonSerializer.Serialize(new { what_happened = typed })), TheForm.Now)
            .Faults.Select(static f => (f.At(""), f.Code))
            .ShouldContain(("/what_happened", "required"));

    [Theory]
    [InlineData("Rhys \u202eeseR\u202c", "Rhys eseR")]
    [InlineData("\u2067Rhys\u2069", "Rhys")]
    [InlineData("\u05d3\u05d5\u05d3 \u200fCohen", "\u05d3\u05d5\u05d3 \u200fCohen")]
    [InlineData("\u0645\u062d\u0645\u062f", "\u0645\u062d\u0645\u062f")]
    [InlineData("\U0001F468\u200d\U0001F469\u200d\U0001F467", "\U0001F468\u200d\U0001F469\u200d\U0001F467")]
    public void Nothing_that_is_typed_turns_the_words_around_it(string typed, string kept)
    {
        var page = Form.Page("name")!;
        var (answers, faults) = FormCheck.Page(
            page,
            Typed.Answered(new() { ["you-forenames"] = [typed], ["you-surname"] = ["Cohen"] }),
            Answers.None,
            item: 0,
            TheForm.Now
        );
        faults.ShouldBeEmpty();
        answers["you"]!.Value.GetProperty("forenames").GetString().ShouldBe(kept);
    }

    [Fact]
    public void A_number_that_a_phone_copied_with_signs_of_direction_around_it_is_read()
    {
        var typed = Typed.Answered(new() { ["you_contact-phone"] = ["\u202a07700 900123\u202c"] });
        var (answers, faults) = FormCheck.Page(Form.Page("contact")!, typed, Answers.None, item: 0, TheForm.Now);
        faults.ShouldBeEmpty();
        answers["you_contact"]!.Value.GetProperty("phone").GetString().ShouldBe("+447700900123");
    }

    [Fact]
    public void A_fault_names_the_field_of_the_page_without_the_place_in_a_list() =>
        new Fault(["suspects", "0", "born"], "not-a-date", new("x", "y")).Field.ShouldBe("suspects-born");

    [Fact]
    public void Wrong_input_changes_no_answer()
    {
        var before = TheForm.Answers("""{ "you_contact": { "phone": "+447700900123" } }""");
        var page = Form.Page("contact")!;
        var typed = Typed.Answered(new() { ["you_contact-phone"] = ["12"], ["you_contact-email"] = ["sian@example.com"] });
        var (after, faults) = FormCheck.Page(page, typed, before, item: 0, TheForm.Now);
        faults.Count.ShouldBe(1);
        after.ToString().ShouldBe(before.ToString());
    }

    [Fact]
    public void What_a_page_keeps_it_shows_again_as_it_was_meant()
    {
        var page = Form.Page("contact")!;
        var typed = Typed.Answered(new() { ["you_contact-phone"] = ["(07700) 900-123"], ["you_contact-email"] = [" Sian@Example.COM "] });
        var (answers, faults) = FormCheck.Page(page, typed, Answers.None, item: 0, TheForm.Now);
        faults.ShouldBeEmpty();
        var fields = new Dictionary<string, string[]>();
        page.Questions[0].Fill(answers["you_contact"]!.Value, "you_contact", fields);
        fields["you_contact-phone"].ShouldBe(["07700 900123"]);
        fields["you_contact-email"].ShouldBe(["Sian@example.com"]);
    }

    [Theory]
    [InlineData("27", "3", "2026", "2026-03-27")]
    [InlineData("27", "March", "2026", "2026-03-27")]
    [InlineData("27", "Mawrth", "2026", "2026-03-27")]
    [InlineData("7", "sept", "2026", "2026-09-07")]
    public void A_date_may_name_its_month_in_either_language(string day, string month, string year, string kept)
    {
        var typed = Typed.Answered(
            new()
            {
                ["d-day"] = [day],
                ["d-month"] = [month],
                ["d-year"] = [year],
            }
        );
        new DateQuestion(Partial: false) { Id = "d", Label = new("", "") }
            .Gather(typed, "d")!
            .Value.GetString()
            .ShouldBe(kept);
    }

    [Theory]
    [InlineData("", "3", "2026", "day")]
    [InlineData("27", "", "2026", "month")]
    [InlineData("27", "3", "", "year")]
    public void A_date_without_a_part_is_told_which(string day, string month, string year, string missing)
    {
        var question = new DateQuestion(Partial: false) { Id = "d", Label = new("", "") };
        var faults = new Faults();
        var typed = Typed.Answered(
            new()
            {
                ["d-day"] = [day],
                ["d-month"] = [month],
                ["d-year"] = [year],
            }
        );
        question.CheckGiven(question.Gather(typed, "d"), new(faults, ["d"], TheForm.Now));
        faults.Found.ShouldHaveSingleItem().Message.En.ShouldBe($"The date must include a {missing}");
    }

    [Theory]
    [InlineData("1987", true)]
    [InlineData("1987-03", true)]
    [InlineData("1987-03-21", true)]
    [InlineData("1987-13", false)]
    [InlineData("87", false)]
    public void A_partial_date_may_leave_out_day_and_month(string text, bool right)
    {
        var faults = new Faults();
        new DateQuestion(Partial: true) { Id = "d", Label = new("", "") }.Check(
            TheForm.Json($"\"{text}\""),
            new(faults, ["d"], TheForm.Now)
        );
        faults.Any.ShouldBe(!right);
    }

    [Theory]
    [InlineData("9:30", "09:30")]
    [InlineData("9.30pm", "21:30")]
    [InlineData("2130", "21:30")]
    [InlineData("9 am", "09:00")]
    [InlineData("12am", "00:00")]
    [InlineData("12pm", "12:00")]
    [InlineData("9yh", "21:00")]
    [InlineData("hanner nos", "00:00")]
    [InlineData("25:00", null)]
    [InlineData("13pm", null)]
    [InlineData("about nine", null)]
    public void A_time_is_read_as_people_write_it(string typed, string? kept) => TextFormat.Time.Read(typed).ShouldBe(kept);

    [Theory]
    [InlineData("490154203237518", "490154203237518")]
    [InlineData("49-015420-323751-8", "490154203237518")]
    [InlineData("490154203237517", null)]
    [InlineData("4901542032375101", "490154203237518")]
    [InlineData("1234", null)]
    public void An_IMEI_has_a_check_digit(string typed, string? kept) => TextFormat.Imei.Read(typed).ShouldBe(kept);

    [Theory]
    [InlineData("£1,250.50", "1250.5")]
    [InlineData("99", "99")]
    [InlineData("-5", null)]
    [InlineData("a lot", null)]
    public void An_amount_is_read_with_pound_sign_and_commas(string typed, string? kept) => TextFormat.Money.Read(typed).ShouldBe(kept);
}

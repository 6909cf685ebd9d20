using Bluelamp.Contact.Forms;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Web;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Forms;

public sealed class ReportCrimeFormTests
{
    private static Form Form => TheForm.ReportCrime.Value;

    [Fact]
    public void The_form_has_no_faults() => TheForm.Load(DefinitionFolder.Find(configured: null)).Problems.ShouldBeEmpty();

    [Fact]
    public void Every_text_of_the_form_is_said_differently_in_Welsh()
    {
        string[] same = ["Model", "0-9"];
        Texts().Where(t => string.Equals(t.En, t.Cy, StringComparison.Ordinal) && t.En.Length > 0 && !same.Contains(t.En)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "kind": "burglary", "burglary_building": "home" }""", "28I")]
    [InlineData("""{ "kind": "burglary", "burglary_building": "shed-or-garage" }""", "28M")]
    [InlineData("""{ "kind": "burglary", "burglary_building": "business" }""", "30C")]
    [InlineData("""{ "kind": "burglary", "burglary_building": "home", "burglary_entry": ["tricked"] }""", "28K")]
    [InlineData("""{ "kind": "theft", "theft_how": "with-force" }""", "34B")]
    [InlineData("""{ "kind": "theft", "theft_how": "from-person" }""", "39")]
    [InlineData("""{ "kind": "theft", "theft_how": "shop" }""", "46")]
    [InlineData("""{ "kind": "theft", "theft_how": "cycle" }""", "44")]
    [InlineData("""{ "kind": "theft", "theft_how": "delivery" }""", "49")]
    [InlineData("""{ "kind": "vehicle", "vehicle_what": "stolen" }""", "48")]
    [InlineData("""{ "kind": "vehicle", "vehicle_what": "tampered" }""", "126")]
    [InlineData("""{ "kind": "vehicle", "vehicle_what": "part-stolen" }""", "45")]
    [InlineData("""{ "kind": "damage", "damage_how": ["fire"] }""", "56B")]
    [InlineData("""{ "kind": "damage", "damage_how": ["vehicle"] }""", "58C")]
    [InlineData("""{ "kind": "damage", "damage_how": ["graffiti"] }""", "58D")]
    [InlineData("""{ "kind": "assault", "injuries": "treated" }""", "8N")]
    [InlineData("""{ "kind": "assault", "injuries": "none" }""", "105A")]
    [InlineData("""{ "kind": "hate", "hate_what": ["words"], "hate": ["race"] }""", "9B")]
    [InlineData("""{ "kind": "hate", "hate_what": ["damage"], "hate": ["religion"] }""", "58J")]
    [InlineData("""{ "kind": "hate", "hate_what": ["violence"], "hate": ["disability"], "injuries": "none" }""", "105A")]
    [InlineData("""{ "kind": "harassment" }""", "8L")]
    public void The_answers_suggest_the_offence_that_they_most_likely_amount_to(string answers, string offence) =>
        FormWalk.Of(Form, TheForm.Answers(answers)).Offence().ShouldBe(offence);

    [Fact]
    public void Every_offence_that_is_suggested_is_one_of_the_list()
    {
        var folder = Path.Combine(DefinitionFolder.Find(configured: null), "codes", "offence-codes.yaml");
        var list = File.ReadAllText(folder);
        Form.Offences.Length.ShouldBeGreaterThan(0);
        foreach (var offence in Form.Offences)
            list.ShouldContain($"code: '{offence.Offence}'");
    }

    [Fact]
    public void Every_page_of_the_form_is_asked_after_some_answers()
    {
        var random = new Random(2026);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (var walk = 0; walk < 3000 && reached.Count < Form.Pages.Length; walk++)
            reached.UnionWith(RandomWalk.Through(Form, random).Asked.Select(static p => p.Id));
        Form.Pages.Select(static p => p.Id).Except(reached).ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_is_answered_the_walk_ends_and_its_answers_are_right_as_a_whole()
    {
        var random = new Random(4711);
        for (var i = 0; i < 300; i++)
        {
            var walk = RandomWalk.Through(Form, random);
            walk.FirstUnanswered.ShouldBeNull();
            var (again, faults) = FormCheck.All(Form, TheForm.Json(walk.Answers.ToString()), TheForm.Now);
            faults.ShouldBeEmpty();
            again!.Asked.ShouldBe(walk.Asked);
        }
    }

    [Theory]
    [InlineData("en", "From 20 November 2026, 18:00", "To 22 November 2026, 11:30", "Yes")]
    [InlineData("cy", "O 20 Tachwedd 2026, 18:00", "Hyd 22 Tachwedd 2026, 11:30", "Do")]
    public void The_answers_are_read_back_as_people_say_them(string language, string from, string to, string taken)
    {
        var summary = FormSummary.Of(FormWalk.Of(Form, TheForm.Answers(TheForm.Burglary)), Languages.Parse(language));
        var said = summary.SelectMany(static s => s.Rows).ToLookup(static r => r.Page, static r => r.Lines);
        said["when"].ShouldHaveSingleItem().ShouldBe([from, to]);
        said["anything-taken"].ShouldHaveSingleItem().ShouldBe([taken]);
    }

    [Theory]
    [InlineData("happening-now")]
    [InlineData("in-danger")]
    [InlineData("still-near")]
    public void Danger_leads_to_999_before_anything_else(string danger)
    {
        var walk = FormWalk.Of(Form, TheForm.Answers($$"""{ "danger": "{{danger}}" }"""));
        walk.Next(walk.Page("danger")!)!.Id.ShouldBe("call-999");
    }

    [Fact]
    public void Without_danger_nobody_is_sent_to_999() =>
        FormWalk.Of(Form, TheForm.Answers("""{ "danger": "no" }""")).Page("call-999").ShouldBeNull();

    [Theory]
    [InlineData("burglary", "burglary-building")]
    [InlineData("theft", "theft-how")]
    [InlineData("vehicle", "stolen-vehicle")]
    [InlineData("damage", "damage-how")]
    [InlineData("assault", "injuries")]
    [InlineData("hate", "hate-what")]
    [InlineData("harassment", "harassment-often")]
    public void Each_kind_of_crime_has_questions_of_its_own(string kind, string page)
    {
        FormWalk.Of(Form, TheForm.Answers($$"""{ "danger": "no", "kind": "{{kind}}" }""")).Page(page).ShouldNotBeNull();
        FormWalk.Of(Form, TheForm.Answers("""{ "danger": "no" }""")).Page(page).ShouldBeNull();
    }

    [Fact]
    public void Who_stays_anonymous_is_not_asked_for_a_name_and_an_earlier_name_is_not_sent()
    {
        var walk = FormWalk.Of(Form, TheForm.Answers("""{ "anonymous": "anonymous", "you": { "forenames": "Siân" } }"""));
        walk.Page("name").ShouldBeNull();
        walk.Answers.Has("you").ShouldBeFalse();
    }

    [Fact]
    public void A_whole_burglary_is_accepted()
    {
        var (walk, faults) = FormCheck.All(Form, TheForm.Json(TheForm.Burglary), TheForm.Now);
        faults.ShouldBeEmpty();
        walk!.FirstUnanswered.ShouldBeNull();
    }

    [Fact]
    public void The_summary_reads_in_the_readers_language()
    {
        var (walk, _) = FormCheck.All(Form, TheForm.Json(TheForm.Burglary), TheForm.Now);
        Lines(walk!, Language.English).ShouldContain("Burglary");
        Lines(walk!, Language.Welsh).ShouldContain("Bwrgleriaeth");
        Lines(walk!, Language.Welsh).ShouldContain("O 20 Tachwedd 2026, 18:00");
    }

    private static string Lines(FormWalk walk, Language language) =>
        string.Join('\n', FormSummary.Of(walk, language).SelectMany(static s => s.Rows).SelectMany(static r => r.Lines));

    private static IEnumerable<Bilingual> Texts() =>
        Form
            .Pages.SelectMany(static p =>
                Of(p.Title)
                    .Append(p.Section)
                    .Concat(p.Content.SelectMany(static c => c.Items.Append(c.Text)))
                    .Concat(p.Questions.SelectMany(Texts))
            )
            .Concat(Form.Start.Concat(Form.Confirmation).SelectMany(static c => c.Items.Append(c.Text)));

    private static IEnumerable<Bilingual> Texts(Question question) =>
        Of(question.Label)
            .Concat(Of(question.Hint))
            .Concat(Of(question.Missing))
            .Concat(
                question switch
                {
                    ChoiceQuestion choice => choice.Options.SelectMany(static o => Of(o.Label).Concat(Of(o.Hint))),
                    ChoicesQuestion choices => choices.Options.SelectMany(static o => Of(o.Label).Concat(Of(o.Hint))),
                    GroupQuestion group => group.Parts.SelectMany(Texts),
                    ManyQuestion many => Texts(many.Item),
                    _ => [],
                }
            );

    private static IEnumerable<Bilingual> Of(Bilingual? text) => text is null ? [] : [text];
}

using Bluelamp.Contact.Forms;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Forms;

public sealed class FormKindTests
{
    private const string TwoPages = """
        pages:
          - id: first
            questions:
              - { id: a, type: yes-no, label: { en: A, cy: A }, missing: { en: M, cy: M } }
          - id: second
            when: "WHEN"
            questions:
              - { id: b, type: text, label: { en: B, cy: B }, optional: true }
        """;

    [Fact]
    public void A_condition_may_speak_of_questions_before_it() => With("a").Problems.ShouldBeEmpty();

    [Theory]
    [InlineData("b == ''")]
    [InlineData("nobody")]
    [InlineData("a == 'yes'")]
    [InlineData("a &&")]
    [InlineData("'text'")]
    public void A_condition_that_cannot_work_is_refused_at_its_line(string condition)
    {
        var problem = With(condition).Problems.ShouldHaveSingleItem();
        problem.Place.Line.ShouldBe(9);
    }

    [Theory]
    [InlineData("id: first", "id: check", "cannot be the id of a page")]
    [InlineData("id: second", "id: first", "Two pages")]
    [InlineData("id: b", "id: a", "another question 'a'")]
    [InlineData("id: b", "id: B-1", "cannot be the id of a question")]
    [InlineData(", optional: true", "", "must be answered")]
    [InlineData("cy: B", "xx: B", "cy")]
    [InlineData("type: text", "type: poem", "not known here")]
    public void A_slip_of_an_author_is_told_in_words(string right, string wrong, string told)
    {
        var text = TwoPages.Replace("WHEN", "a", StringComparison.Ordinal).Replace(right, wrong, StringComparison.Ordinal);
        TheForm.Of(text).Problems.Select(static p => p.Message).ShouldContain(m => m.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_is_skipped_until_its_condition_holds()
    {
        var form = With("a").Form!;
        FormWalk.Of(form, TheForm.Answers("""{ "a": false }""")).Page("second").ShouldBeNull();
        FormWalk.Of(form, TheForm.Answers("""{ "a": true }""")).Page("second").ShouldNotBeNull();
    }

    private static (Form? Form, IReadOnlyList<Bluelamp.Kernel.Definitions.Problem> Problems) With(string condition) =>
        TheForm.Of(TwoPages.Replace("WHEN", condition, StringComparison.Ordinal));
}

using Bluelamp.Evidence.Versions;
using Bluelamp.Kernel.Definitions;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>What is found in a document that may have to go, and how words are found again.</summary>
public sealed class SuggestionTests
{
    private const string Statement = """
        My name is Mair Gwaunlas and I live at 14 Bright Lamp Street, LL1 1AA. I was born on 3 May 1981.
        Call me on 07700 900123 or write to mair@lamp.example. GWAUNLAS is my married name.
        The car was AB12 CDE; the old one T123 ABC. He paid from 01-02-03 12345678 with card 4111 1111 1111 1111.
        My number is QQ 12 34 56 C, and his was AB 12 34 56 C. My brother lives at 3 Heol y Lamp. On 4 June 2026 it rained.
        """;

    private static readonly IDefinitionKind[] Kinds = [new NameRuleKind()];
    private static readonly PeopleNames People = new(
        DefinitionSet.Load(DefinitionFolder.Find(configured: null), Kinds, strict: false).Set.Latest<NameRule>(NameRuleKind.Id).Value
    );

    [Theory]
    [InlineData("I saw Mrs Quillfeather by the gate.", "Quillfeather")]
    [InlineData("PC 2107 Tomkinson-Vane came at once.", "Tomkinson-Vane")]
    [InlineData("Dr. J Xanthos gave it to me.", "J Xanthos")]
    [InlineData("Gwelais Parch Elidir Prytherch yno.", "Elidir Prytherch")]
    [InlineData("Name: Zebedee Crake\nAddress: none", "Zebedee Crake")]
    [InlineData("NAME: ZEBEDEE CRAKE", "ZEBEDEE CRAKE")]
    [InlineData("Signed Thaddeus Oakhollow", "Thaddeus Oakhollow")]
    [InlineData("Fy enw i yw Tudwal ap Rhisiart ac rwy'n byw yno.", "Tudwal ap Rhisiart")]
    [InlineData("Llofnodwyd gan: Morfudd Penhallt", "Morfudd Penhallt")]
    [InlineData("Then Rhiannon ran away.", "Rhiannon")]
    [InlineData("It was Siân ferch Ednyfed who called.", "Siân ferch Ednyfed")]
    [InlineData("It was seen by Perpetua Jones.", "Perpetua Jones")]
    [InlineData("I met Mark Fenwright at noon.", "Mark Fenwright")]
    [InlineData("with Ann\nOakhollow there", "Ann Oakhollow")]
    public void What_looks_like_a_name_is_suggested(string text, string name) =>
        Suggestions.In(text, [], People).ShouldContain(s => s.Reason == "name" && s.Text == name);

    [Fact]
    public void A_name_ends_with_its_paragraph()
    {
        var names = Suggestions.In("Statement of Ann Oakhollow\n\nOn 25 November I saw her.", [], People);
        names.ShouldContain(static s => s.Text == "Ann Oakhollow");
        names.ShouldNotContain(static s => s.Text.Contains("On"));
    }

    [Theory]
    [InlineData("The car stood in the High Street on Monday in May.")]
    [InlineData("Mark what he said. Will it rain? May I go?")]
    [InlineData("WITNESS STATEMENT")]
    [InlineData("The Hill was dark. In Wood they found it.")]
    [InlineData("Y car oedd wrth y Maes.")]
    public void What_is_no_name_is_not(string text) => Suggestions.In(text, [], People).ShouldNotContain(static s => s.Reason == "name");

    [Theory]
    [InlineData("contact", "07700 900123")]
    [InlineData("contact", "mair@lamp.example")]
    [InlineData("address", "14 Bright Lamp Street")]
    [InlineData("address", "LL1 1AA")]
    [InlineData("address", "3 Heol y Lamp")]
    [InlineData("birth", "3 May 1981")]
    [InlineData("plate", "AB12 CDE")]
    [InlineData("plate", "T123 ABC")]
    [InlineData("account", "01-02-03 12345678")]
    [InlineData("account", "4111 1111 1111 1111")]
    [InlineData("other", "AB 12 34 56 C")]
    public void What_usually_must_go_is_found(string reason, string text) =>
        Suggestions.In(Statement, [], People).ShouldContain(s => s.Reason == reason && s.Text == text);

    [Fact]
    public void What_is_known_of_the_case_is_found_with_how_often_and_where()
    {
        var found = Suggestions.In(Statement, [new("witness", "Gwaunlas"), new("name", "Nobody There")], People);
        found.ShouldNotContain(static s => s.Text == "Nobody There");
        var name = found.Single(static s => s.Reason is "witness");
        name.Times.ShouldBe(2, "in capital letters too");
        name.Around.ShouldStartWith("My name is Mair Gwaunlas and I live");
        found.ShouldNotContain(static s => s.Text.Contains("June"), "a day that is nobody's birthday stays");
    }

    [Theory]
    [InlineData("Ann met Anna and ANN, Ann's dog.", "ann", 3)]
    [InlineData("Mair\n   Evans came. Mair Evans left.", "mair evans", 2)]
    [InlineData("Siân and Sian", "sian", 2)]
    [InlineData("nothing", "", 0)]
    [InlineData("", "word", 0)]
    public void Words_are_found_as_people_mean_them(string text, string phrase, int times) =>
        Phrases.In(text, phrase).Count().ShouldBe(times);

    [Fact]
    public void What_is_found_lies_in_the_text()
    {
        Prop.ForAll<string, string>(
                static (text, phrase) =>
                    Phrases.In(text ?? "", phrase ?? "").All(f => f.Start >= 0 && f.Length > 0 && f.Start + f.Length <= text!.Length)
            )
            .QuickCheckThrowOnFailure();
        Prop.ForAll<string>(static text => Suggestions.In(text ?? "", [], People).All(static s => s.Times > 0)).QuickCheckThrowOnFailure();
    }
}

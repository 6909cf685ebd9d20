using Bluelamp.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.Search;

/// <summary>How a description that was typed while somebody spoke is read. All invented.</summary>
public sealed class PersonWordsTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);

    [Theory]
    [InlineData("Shan Jones, about 40, Heol Fawr", "Shan Jones, aged 35 to 45, of Heol Fawr")]
    [InlineData("Sian Jones 39", "Sian Jones, aged 37 to 41")]
    [InlineData("Sian Jones aged 39 years old of Llwynlamp", "Sian Jones, aged 37 to 41, of Llwynlamp")]
    [InlineData("woman called Siân Jones in her late 30s", "a woman called Siân Jones, aged 37 to 39")]
    [InlineData("Mr Jones, 40s", "a man called Jones, aged 40 to 49")]
    [InlineData("Rhys ap Hywel born 1985", "Rhys ap Hywel, born 1985")]
    [InlineData("Rhys ap Hywel dob 21/3/1985 LL99", "Rhys ap Hywel, born 1985-03-21, of LL99")]
    [InlineData("Rhys Hywel 1985-03-21 ll99 1aa", "Rhys Hywel, born 1985-03-21, of LL99 1AA")]
    [InlineData("Rhys ap Hywel born 1890 of Aberystwyth", "Rhys ap Hywel, of Aberystwyth")] // nobody alive
    [InlineData("Siân Jones, 12 Heol Fawr", "Siân Jones, of 12 Heol Fawr")]
    [InlineData("Siân Jones 12 Heol Fawr", "Siân Jones, of 12 Heol Fawr")]
    [InlineData("Siân Jones 07700 900123", "Siân Jones, +447700900123")]
    [InlineData("menyw o'r enw Siân Jones, tua 40 oed, o Lwynlamp", "a woman called Siân Jones, aged 35 to 45, of Lwynlamp")]
    [InlineData("Bowen, about 85, Cae Gwyn", "Bowen, aged 80 to 90, of Cae Gwyn")]
    [InlineData("Shan Davis about forty Heol y Bont", "Shan Davis, aged 35 to 45, of Heol y Bont")]
    [InlineData("mister Llywellin, 12a Cae Gwyn", "a man called Llywellin, of 12a Cae Gwyn")]
    [InlineData("Llywellin, twelve Cae Gwyn", "Llywellin, of 12 Cae Gwyn")]
    [InlineData("a man of about 30 called Geraint, High Street", "a man called Geraint, aged 25 to 35, of High Street")]
    [InlineData("woman from Cae Gwyn named Bowen, between 80 and 85", "a woman called Bowen, aged 80 to 85, of Cae Gwyn")]
    [InlineData("Gwen Parry 40-45 of LP4 3", "Gwen Parry, aged 40 to 45, of LP4 3")]
    [InlineData("Gwen Parry, mid-forties", "Gwen Parry, aged 44 to 46")]
    [InlineData("Gwen Parry eighty-five of Llwynlamp", "Gwen Parry, aged 83 to 87, of Llwynlamp")]
    [InlineData("Gwen Parry, thirty-something", "Gwen Parry, aged 30 to 39")]
    [InlineData("Gwen Parry, tua phedwar deg pump oed", "Gwen Parry, aged 40 to 50")]
    [InlineData("Gwen Parry, pump ar hugain oed", "Gwen Parry, aged 23 to 27")]
    [InlineData("Gwen Parry yn ei phedwardegau, Caernarfon", "Gwen Parry, aged 40 to 49, of Caernarfon")]
    [InlineData("Gwen Parry yng nghanol ei thridegau", "Gwen Parry, aged 34 to 36")]
    [InlineData("PARRY, Gwen, about 40", "Gwen PARRY, aged 35 to 45")]
    [InlineData("dyn Dafydd Huws yn Aberystwyth ganwyd 1970", "a man called Dafydd Huws, born 1970, of Aberystwyth")]
    public void A_description_is_read(string typed, string said) => PersonWords.Read(typed, Today)[0].Said.ShouldBe(said);

    [Theory]
    [InlineData("Shan Jones, about 40, Heol Fawr", true)]
    [InlineData("Rhys ap Hywel born 1985", true)]
    [InlineData("Siân Jones, 40 oed, o Lwynlamp", true)]
    [InlineData("Bryn Coch 12, Heol Fawr", false)]
    [InlineData("Bryn Coch 12 Old Street", false)]
    [InlineData("Bryn Coch, Heol Fawr", false)]
    public void What_tells_an_age_in_so_many_words_is_no_address(string typed, bool tells) =>
        PersonWords.Read(typed, Today)[0].TellsAge.ShouldBe(tells);

    [Theory]
    [InlineData("Siân Jones")]
    [InlineData("JONES, Sian")]
    [InlineData("LB07 SEO")]
    [InlineData("07700 900123")]
    [InlineData("98/2026/1")]
    [InlineData("LL99 1AA")]
    [InlineData("12 Heol Fawr")]
    [InlineData("about 40")]
    [InlineData("sian@example.com 40")]
    [InlineData("Siân Jones 40000000")]
    [InlineData("Siân Jones born 2090")]
    [InlineData("one two three four five six, about 40")]
    [InlineData(",")]
    public void What_is_a_name_or_no_person_is_no_description(string typed) => PersonWords.Read(typed, Today).ShouldBeEmpty();
}

using Bluelamp.Linkage.Cleaning;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Cleaning;

public sealed class CleanersTests
{
    [Theory]
    [InlineData("lower", "SIÂN", "siân")]
    [InlineData("unaccent", "Siân", "Sian")]
    [InlineData("unaccent", "Łukasz Sørensen", "Lukasz Sorensen")]
    [InlineData("spaces", "  Siân \t\u00A0 Rees ", "Siân Rees")]
    [InlineData("spaces", " \u200B ", null)]
    [InlineData("punctuation", "O'Brien", "OBrien")]
    [InlineData("punctuation", "O’Brien", "OBrien")]
    [InlineData("punctuation", "Smith-Jones", "Smith Jones")]
    [InlineData("punctuation", "St. John, J.R.", "St John J R")]
    [InlineData("punctuation", "(हिन्दी) 7!", "हिन्दी 7")]
    [InlineData("punctuation", "😀 !!", null)]
    [InlineData("titles", "Mr John Smith", "John Smith")]
    [InlineData("titles", "Y Parch. Dafydd Rees", "Dafydd Rees")]
    [InlineData("titles", "Sir Clough Mostyn, KC", "Clough Mostyn")]
    [InlineData("titles", "Dr. Siân Price PhD", "Siân Price")]
    [InlineData("titles", "Syr Owain", "Owain")]
    [InlineData("titles", "Lord", "Lord")]
    [InlineData("titles", "Mrs", null)]
    [InlineData("patronymic", "ap Rhys", "Rhys")]
    [InlineData("patronymic", "Dafydd ap Gwilym", "Dafydd Gwilym")]
    [InlineData("patronymic", "Gwenllian ferch Owain", "Gwenllian Owain")]
    [InlineData("patronymic", "Ab-Owen", "Owen")]
    [InlineData("patronymic", "ap", "ap")]
    [InlineData("digits", "AB 12-34 c", "1234")]
    [InlineData("digits", "٠٧٧", "077")]
    [InlineData("digits", "none", null)]
    [InlineData("null-if", " Unknown ", null)]
    [InlineData("null-if", "N/A", null)]
    [InlineData("null-if", " ", null)]
    [InlineData("null-if", "Null", "Null")]
    [InlineData("nickname", "Bob", "robert")]
    [InlineData("nickname", "Ted", "edmund/edward/theodore")]
    [InlineData("nickname", "Siân", "jane/sian")]
    [InlineData("nickname", "Wil Bartimaeus", "gwilym/william bartimaeus")]
    public void A_step_makes_values_comparable(string operation, string value, string? cleaned) =>
        Cleaners.Of(Step(operation))(value).ShouldBe(cleaned);

    [Theory]
    [InlineData("SW1A 1AA", "SW1A 1AA")]
    [InlineData("cf101ep", "CF10 1EP")]
    [InlineData("CF1O 1EP", "CF10 1EP")]
    [InlineData("CF10 IEP", "CF10 1EP")]
    [InlineData("c f l o 3 n p", "CF10 3NP")]
    [InlineData("0X1 2JD", "OX1 2JD")]
    [InlineData("al7 4ef", "AL7 4EF")]
    [InlineData("W1A 0AX", "W1A 0AX")]
    [InlineData("cf10", "cf10")]
    [InlineData("2250", "2250")]
    [InlineData("SW1A 1CC", "SW1A 1CC ")]
    public void A_postcode_is_written_as_Royal_Mail_writes_it_and_O_is_not_0(string value, string cleaned) =>
        Cleaners.Of(Step("postcode"))(value).ShouldBe(cleaned.Trim());

    [Theory]
    [InlineData("07700 900123", "+447700900123")]
    [InlineData("+44 (0)7700 900123", "+447700900123")]
    [InlineData("0044 7700 900 123", "+447700900123")]
    [InlineData("447700900123", "+447700900123")]
    [InlineData("7700900123", "+447700900123")]
    [InlineData("(029) 2018 0123 ext 4", "+442920180123")]
    [InlineData("tel: 020-7946-0123", "+442079460123")]
    [InlineData("+1 202 555 0123", "+12025550123")]
    [InlineData("999", null)]
    [InlineData("ask his mother", null)]
    [InlineData("07700 9001234567890123", null)]
    public void A_telephone_number_is_written_for_a_call_from_anywhere(string value, string? cleaned) =>
        Cleaners.Of(Step("phone") with { Unreadable = Unreadable.Empty })(value).ShouldBe(cleaned);

    [Fact]
    public void Another_country_may_be_the_one_that_goes_without_saying() =>
        Cleaners.Of(Step("phone") with { Country = "353" })("085 012 3456").ShouldBe("+353850123456");

    [Theory]
    [InlineData("Siân <SIAN.Rees@Example.org>", "sian.rees@example.org")]
    [InlineData("mailto:a@b.cymru.", "a@b.cymru")]
    [InlineData("a@googlemail.com", "a@gmail.com")]
    [InlineData("a@b", null)]
    [InlineData("@b.org", null)]
    [InlineData("a@b@c.org", null)]
    public void An_email_address_stands_alone_and_small(string value, string? cleaned) =>
        Cleaners.Of(Step("email") with { Unreadable = Unreadable.Empty })(value).ShouldBe(cleaned);

    [Fact]
    public void What_cannot_be_read_stays_or_counts_as_missing_as_declared()
    {
        Cleaners.Of(Step("date"))(" 31/02/1971 ").ShouldBe("31/02/1971");
        Cleaners.Of(Step("date") with { Unreadable = Unreadable.Empty })("31/02/1971").ShouldBeNull();
    }

    [Fact]
    public void Signs_within_a_word_are_used_as_declared() =>
        Cleaners
            .Of(Step("punctuation") with { Apostrophes = SignUse.Keep, Hyphens = SignUse.Remove })("O’Brien–Smith")
            .ShouldBe("O'BrienSmith");

    [Fact]
    public void Steps_follow_each_other_until_nothing_is_left()
    {
        var clean = Cleaners.Of([Step("titles"), Step("unaccent"), Step("lower"), Step("punctuation")]);
        clean("Dr Siân O'Neill-Rees").ShouldBe("sian oneill rees");
        clean("Mr").ShouldBeNull();
        clean("").ShouldBeNull();
        Cleaners.Of(Array.Empty<CleaningStep>())("as it is").ShouldBe("as it is");
    }

    [Fact]
    public void No_value_is_too_odd_to_clean()
    {
        foreach (var operation in Enum.GetValues<CleaningOperation>())
        {
            var clean = Cleaners.Of(new CleaningStep("any", operation));
            foreach (
                var odd in (string[])
                    [
                        "😀👩‍👩‍👧",
                        "שלום ‏مرحبا",
                        "a\uD800",
                        "\uDC00b\0\0",
                        "\0",
                        "",
                        " ",
                        new('9', 10_000),
                        new('x', 10_000),
                        "-\u0301-",
                        "12\uD835\uDFCE/١٢/٢٠٠١",
                    ]
            )
                _ = clean(odd);
            Prop.ForAll<string?>(text => clean(text ?? "")).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
            Prop.ForAll<char[]>(text => clean(new string([.. text.Select(static c => (char)(c * 331))])))
                .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
        }
    }

    [Theory]
    [InlineData("Bob", "Robert")]
    [InlineData("Ted", "Edward")]
    [InlineData("Ted", "Ed")]
    [InlineData("Siân", "Sian")]
    [InlineData("Wil", "William")]
    [InlineData("Wil", "Bill")]
    [InlineData("Ianto", "Evan")]
    [InlineData("Ianto", "Ieuan")]
    [InlineData("Dai", "Dafydd")]
    [InlineData("Dai", "Dave")]
    [InlineData("Peggy", "Margaret")]
    [InlineData("Mared", "Margaret")]
    [InlineData("Jack", "John")]
    [InlineData("Kate", "Catherine")]
    [InlineData("Cati", "Kath")]
    [InlineData("Twm", "Tom")]
    [InlineData("Guto", "Gruffydd")]
    public void Familiar_forms_of_one_name_meet(string one, string other) =>
        Nicknames.Of(one).Intersect(Nicknames.Of(other)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("Bob", "Bill")]
    [InlineData("Rhys", "Rhodri")]
    [InlineData("Owain", "Ieuan")]
    [InlineData("Megan", "Mari")]
    [InlineData("Zebedee", "Zeb")]
    public void Other_names_do_not(string one, string other) => Nicknames.Of(one).Intersect(Nicknames.Of(other)).ShouldBeEmpty();

    private static CleaningStep Step(string operation) =>
        new("any", Enum.Parse<CleaningOperation>(operation.Replace("-", "", StringComparison.Ordinal), ignoreCase: true));
}

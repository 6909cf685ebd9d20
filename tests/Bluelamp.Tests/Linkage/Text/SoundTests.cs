using Bluelamp.Linkage.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Text;

public sealed class SoundTests
{
    [Theory]
    [InlineData("Robert", "R163")]
    [InlineData("Rupert", "R163")]
    [InlineData("Tymczak", "T522")]
    [InlineData("Pfister", "P236")]
    [InlineData("Honeyman", "H555")]
    [InlineData("Ashcraft", "A261")]
    [InlineData(" siân ", "S500")]
    [InlineData("", "")]
    public void Soundex_is_that_of_the_national_archives(string name, string code) => Soundex.Code(name).ShouldBe(code);

    [Theory]
    [InlineData("Kentucky", "KNTK")]
    [InlineData("Knight", "NT")]
    [InlineData("Where", "WR")]
    [InlineData("Thumb", "0M")]
    [InlineData("Catherine Wright", "K0RN RT")]
    [InlineData("", "")]
    public void Metaphone_keeps_the_consonants_that_are_heard(string text, string code) => Metaphone.Code(text).ShouldBe(code);

    [Theory]
    [InlineData("Smith", "SM0", "XMT")]
    [InlineData("Schmidt", "XMT", "SMT")]
    [InlineData("Thomas", "TMS", "TMS")]
    [InlineData("Catherine", "K0RN", "KTRN")]
    [InlineData("Wright", "RT", "RT")]
    [InlineData("Xavier", "SF", "SFR")]
    [InlineData("Jose", "HS", "HS")]
    [InlineData("Filipowicz", "FLPT", "FLPF")]
    [InlineData("Arnow", "ARN", "ARNF")]
    [InlineData("Cabrillo", "KPRL", "KPR")]
    [InlineData("McHugh", "MK", "MK")]
    [InlineData("McClellan", "MKLL", "MKLL")]
    [InlineData("Bacci", "PX", "PX")]
    [InlineData("Czerny", "SRN", "XRN")]
    [InlineData("Edge", "AJ", "AJ")]
    [InlineData("Laugh", "LF", "LF")]
    [InlineData("Hugh", "H", "H")]
    [InlineData("Zhao", "J", "J")]
    [InlineData("François", "FRNS", "FRNS")]
    [InlineData("", "", "")]
    public void Double_metaphone_hears_a_name_in_two_ways(string name, string primary, string alternate) =>
        DoubleMetaphone.Codes(name).ShouldBe(new Sounds(primary, alternate));

    [Fact]
    public void Names_meet_where_any_of_their_sounds_is_the_same()
    {
        DoubleMetaphone.Codes("Smith").Meet(DoubleMetaphone.Codes("Schmidt")).ShouldBeTrue();
        DoubleMetaphone.Codes("Smith").Meet(DoubleMetaphone.Codes("Jones")).ShouldBeFalse();
        DoubleMetaphone.Codes("").Meet(DoubleMetaphone.Codes("")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Llewellyn", "Llywelyn")]
    [InlineData("Rhys", "Reece")]
    [InlineData("Rhys", "Rees")]
    [InlineData("Siân", "Sian")]
    [InlineData("Siân", "Sharn")]
    [InlineData("Siôn", "Shaun")]
    [InlineData("Siôn", "Sean")]
    [InlineData("ap Rhys", "Price")]
    [InlineData("ap Rhys", "Preece")]
    [InlineData("ap Hywel", "Powell")]
    [InlineData("ap Huw", "Pugh")]
    [InlineData("ab Owen", "Bowen")]
    [InlineData("ab Evan", "Bevan")]
    [InlineData("ap Richard", "Pritchard")]
    [InlineData("ap Harri", "Parry")]
    [InlineData("Dafydd", "David")]
    [InlineData("Bethan", "Bethann")]
    [InlineData("Evan", "Ifan")]
    [InlineData("Owen", "Owain")]
    [InlineData("Hywel", "Howell")]
    [InlineData("Huw", "Hugh")]
    [InlineData("Ceri", "Kerry")]
    [InlineData("Carys", "Karis")]
    [InlineData("Catrin", "Katherine")]
    [InlineData("Cadwaladr", "Cadwallader")]
    [InlineData("Ffion", "Fion")]
    [InlineData("Iestyn", "Yestin")]
    [InlineData("Stephen", "Steffan")]
    [InlineData("Philip", "Ffilip")]
    [InlineData("Megan", "Meghan")]
    [InlineData("Smith", "Smythe")]
    [InlineData("Geoffrey", "Jeffrey")]
    [InlineData("Christopher", "Kristofer")]
    [InlineData("O'Brien", "OBrian")]
    [InlineData("Susan", "Suzanne")]
    [InlineData("Lloyd-Jones", "Loyd Johns")]
    public void Welsh_and_English_spellings_of_one_sound_agree(string one, string other) =>
        NameSound.Code(one).ShouldBe(NameSound.Code(other));

    [Theory]
    [InlineData("Rhys", "Rhian")]
    [InlineData("Llewellyn", "Lloyd")]
    [InlineData("Siân", "Jan")]
    [InlineData("Siân", "Susan")]
    [InlineData("Dafydd", "Daniel")]
    [InlineData("Dylan", "Declan")]
    [InlineData("Gareth", "Gavin")]
    [InlineData("Geraint", "Grant Jones")]
    [InlineData("Price", "Rice")]
    [InlineData("Powell", "Howell")]
    [InlineData("Bevan", "Evan")]
    [InlineData("Bethan", "Megan")]
    [InlineData("Ffion", "Sion")]
    [InlineData("Owen", "Evan")]
    [InlineData("Huw", "Siw")]
    [InlineData("Carys", "Cerwyn")]
    [InlineData("Catrin", "Carolyn")]
    [InlineData("Morgan", "Megan")]
    [InlineData("Emyr", "Emlyn")]
    [InlineData("Jones", "James")]
    [InlineData("Иван", "Пётр")]
    public void Names_that_sound_apart_do_not(string one, string other) => NameSound.Code(one).ShouldNotBe(NameSound.Code(other));

    [Theory]
    [InlineData("Siân Llywelyn", "XN LLN")]
    [InlineData("Rhys ap Dafydd", "RS PTVT")]
    [InlineData("Bob ap", "BB AP")]
    [InlineData("12", "")]
    public void A_name_of_several_words_has_a_code_for_each(string name, string code) => NameSound.Code(name).ShouldBe(code);

    [Theory]
    [InlineData("Siân", "Sian")]
    [InlineData("ŁUKASZ Żółć", "LUKASZ Zolc")]
    [InlineData("Sørensen Straße Æsir", "Sorensen Strasse AEsir")]
    [InlineData("ŵŷ Ŵ", "wy W")]
    [InlineData("ﬁona Ｓｍｉｔｈ", "fiona Smith")]
    [InlineData("한국 が हिन्दी", "한국 が हिन्दी")]
    public void Accents_fall_off_and_letters_stay(string text, string plain) => Accents.Removed(text).ShouldBe(plain);

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_sign_for_it() => Accents.Removed("a\uD800b").ShouldBe("a\uFFFDb");

    [Fact]
    public void No_text_is_too_odd_to_have_a_sound()
    {
        Prop.ForAll<string?>(static text => Sound(text ?? "")).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
        Prop.ForAll<char[]>(static text => Sound(new string([.. text.Select(static c => (char)(c * 331))])))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
        Sound(string.Concat(Enumerable.Repeat("Llywelyn ap \uD83D\uDE00\uDC00\0'", 500)));
    }

    private static void Sound(string text)
    {
        Soundex.Code(text).Length.ShouldBeLessThanOrEqualTo(4);
        _ = Metaphone.Code(text);
        _ = DoubleMetaphone.Codes(text, 1000);
        _ = NameSound.Code(text);
    }

    [Fact]
    public void The_published_vectors_hold()
    {
        foreach (var row in Texts.Published("soundex.csv"))
            Soundex.Code(row[0]).ShouldBe(row[1], row[0]);
        foreach (var row in Texts.Published("metaphone.csv"))
            Metaphone.Code(row[0]).ShouldBe(row[1], row[0]);
    }
}

using Bluelamp.Kernel.Identifiers;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Identifiers;

public sealed class ContactPointTests
{
    [Theory]
    [InlineData("07700 900123", "+447700900123", "07700 900123")]
    [InlineData("+44 (0)7700 900-123", "+447700900123", "07700 900123")]
    [InlineData("0044 1632 960123", "+441632960123", "01632 960123")]
    [InlineData("020.7946.0123", "+442079460123", "020 7946 0123")]
    [InlineData("0121 496 0123", "+441214960123", "0121 496 0123")]
    [InlineData("+353 1 555 0123", "+35315550123", "+35315550123")]
    public void A_number_is_stored_in_one_form_however_it_is_written(string text, string stored, string national)
    {
        PhoneNumber.TryParse(text, out var number).ShouldBeTrue();
        number.ToString().ShouldBe(stored);
        number.ToNational().ShouldBe(national);
    }

    [Theory]
    [InlineData("")]
    [InlineData("999")]
    [InlineData("101")]
    [InlineData("960123")]
    [InlineData("0000000000")]
    [InlineData("+")]
    [InlineData("07700 9001234")]
    [InlineData("07700 900123 ext 4")]
    [InlineData("+1234567890123456")]
    [InlineData("++447700900123")]
    public void What_cannot_be_dialled_is_refused(string text) => PhoneNumber.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("07700900123", true)]
    [InlineData("07600900123", false)]
    [InlineData("01632960123", false)]
    [InlineData("+353871234567", false)]
    public void A_british_mobile_is_known_as_one(string text, bool mobile)
    {
        PhoneNumber.TryParse(text, out var number).ShouldBeTrue();
        number.IsUkMobile.ShouldBe(mobile);
    }

    [Theory]
    [InlineData(" Siân.Jones+Bank@Example.COM ", "Siân.Jones+Bank@example.com", "siân.jones+bank@example.com")]
    [InlineData("o'neill@mail.example.com", "o'neill@mail.example.com", "o'neill@mail.example.com")]
    public void An_address_keeps_what_was_given_and_lowers_only_its_domain(string text, string kept, string key)
    {
        EmailAddress.TryParse(text, out var address).ShouldBeTrue();
        address.ToString().ShouldBe(kept);
        address.Key.ShouldBe(key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("@example.com")]
    [InlineData("a@localhost")]
    [InlineData("a@@example.com")]
    [InlineData("a b@example.com")]
    [InlineData(".a@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("a@-example.com")]
    [InlineData("a@example..com")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    [InlineData("Ann <a@example.com>")]
    public void What_is_no_single_address_is_refused(string text) => EmailAddress.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void No_text_breaks_a_reader_and_what_is_read_reads_again_the_same() =>
        Prop.ForAll<string?>(static text =>
                (!PhoneNumber.TryParse(text, out var number) || (PhoneNumber.TryParse(number.ToString(), out var again) && again == number))
                && (
                    !EmailAddress.TryParse(text, out var address)
                    || (EmailAddress.TryParse(address.ToString(), out var same) && same == address)
                )
            )
            .QuickCheckThrowOnFailure();
}

using System.Text;
using Bluelamp.Kernel.Access;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Access;

public sealed class TotpTests
{
    private static readonly byte[] Rfc = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B, SHA-1; the last six of eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code) => Totp.Code(Rfc, Totp.StepAt(At(seconds))).ShouldBe(code);

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_phone_may_be_half_a_minute_early_or_late(int seconds, bool matches) =>
        Totp.Match(Rfc, Totp.Code(Rfc, Totp.StepAt(At(1_000_000_000 + seconds))), At(1_000_000_000)).HasValue.ShouldBe(matches);

    [Fact]
    public void A_code_may_be_typed_in_two_groups() => Totp.Match(Rfc, "287 082", At(59)).ShouldBe(1);

    /// <summary>RFC 4648, section 10, without padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A_key_in_letters_is_base_32(string text, string letters)
    {
        Base32.Encode(Encoding.ASCII.GetBytes(text)).ShouldBe(letters);
        Encoding.ASCII.GetString(Base32.Decode(letters.ToLowerInvariant())).ShouldBe(text);
    }

    [Fact]
    public void Any_key_survives_its_letters() =>
        Prop.ForAll<byte[]>(static bytes => Base32.Decode(Base32.Encode(bytes)).SequenceEqual(bytes)).QuickCheckThrowOnFailure();

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}

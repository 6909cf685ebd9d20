using Bluelamp.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.Crimes;

public sealed class CrimeReferenceTests
{
    [Theory]
    [InlineData(" 98/2026/0001234-")]
    [InlineData("9820260001234")]
    [InlineData("98 2026 0001234 ")]
    public void A_reference_is_read_however_it_is_written(string written)
    {
        var reference = CrimeReference.Of(98, 2026, 1234);
        CrimeReference.TryParse(written + reference.ToString()[^1], out var read).ShouldBeTrue();
        read.ShouldBe(reference);
    }

    /// <summary>ISO 7064's own worked example for MOD 11-2: 0794 has the check sign 0.</summary>
    [Fact]
    public void The_check_sign_is_that_of_the_standard() => CrimeReference.Of(0, 0, 794).ToString().ShouldEndWith("-0");

    [Fact]
    public void Every_single_wrong_digit_is_found()
    {
        var right = CrimeReference.Of(98, 2026, 1234567).ToString();
        for (var i = 0; i < right.Length; i++)
        {
            if (!char.IsAsciiDigit(right[i]))
                continue;
            for (var digit = '0'; digit <= '9'; digit++)
            {
                var wrong = right[..i] + digit + right[(i + 1)..];
                CrimeReference.TryParse(wrong, out _).ShouldBe(digit == right[i], wrong);
            }
        }
    }

    [Fact]
    public void Two_neighbours_swapped_are_found()
    {
        var right = CrimeReference.Of(98, 2026, 1234567).ToString();
        for (var i = 8; i < 14; i++)
            CrimeReference.TryParse(right[..i] + right[i + 1] + right[i] + right[(i + 2)..], out _).ShouldBeFalse();
    }
}

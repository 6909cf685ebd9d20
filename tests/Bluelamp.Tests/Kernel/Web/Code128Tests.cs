using Bluelamp.Kernel.Web;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Web;

/// <summary>What a scanner reads from the bars is what was meant.</summary>
public sealed class Code128Tests
{
    /// <summary>The example that is printed most often, in code set B.</summary>
    private const string Example =
        "11010010000 11101110110 10110111000 10110111000 10011100110 11001110010 11001011100 10001000110 11101000110 1100011101011";

    [Fact]
    public void A_known_text_has_the_bars_that_everybody_prints() => Dots(Code128.Widths("PJJ123C")).ShouldBe(Example.Replace(" ", ""));

    /// <summary>The inventors' own check of each sign: eleven wide, of which the bars are an even number; no sign is another one.</summary>
    [Fact]
    public void Every_sign_is_eleven_wide_with_an_even_number_of_black_and_no_two_are_alike()
    {
        var signs = Enumerable.Range(' ', '~' - ' ' + 1).Select(static c => Code128.Widths($"{(char)c}").Skip(6).Take(6).ToList()).ToList();
        signs.ShouldAllBe(static s => s.Sum() == 11 && (s[0] + s[2] + s[4]) % 2 == 0);
        signs.Select(static s => string.Concat(s)).Distinct().Count().ShouldBe(signs.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Tŷ/1")]
    [InlineData("A\n")]
    public void What_is_not_ascii_is_refused(string text)
    {
        Code128.CanSay(text).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => Code128.Widths(text));
    }

    private static string Dots(IEnumerable<int> widths) =>
        string.Concat(widths.Select(static (w, i) => new string(i % 2 == 0 ? '1' : '0', w)));
}

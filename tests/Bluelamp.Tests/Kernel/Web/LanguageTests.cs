using Bluelamp.Kernel.Web;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Web;

public sealed class LanguageTests
{
    private static readonly DateTimeOffset SummerEvening = new(2026, 8, 1, 19, 5, 0, TimeSpan.Zero);

    [Fact]
    public void A_moment_is_told_in_London_time_in_both_languages()
    {
        Language.English.DateAndTime(SummerEvening).ShouldBe("1 August 2026 at 20:05");
        Language.Welsh.DateAndTime(SummerEvening).ShouldBe("1 Awst 2026 am 20:05");
    }

    [Fact]
    public void A_local_time_in_the_hour_that_comes_twice_means_the_first() =>
        LocalTime.FromLondon(new(2026, 10, 25, 1, 30, 0)).ShouldBe(new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));

    [Fact]
    public void A_local_time_is_the_same_moment_there_and_back() =>
        LocalTime.FromLondon(SummerEvening.InLondon().DateTime).ShouldBe(SummerEvening);

    [Theory]
    [InlineData("cy", Language.Welsh)]
    [InlineData("CY", Language.Welsh)]
    [InlineData("en", Language.English)]
    [InlineData("fr", Language.English)]
    [InlineData(null, Language.English)]
    public void A_language_is_known_by_its_code_and_English_otherwise(string? code, Language language) =>
        Languages.Parse(code).ShouldBe(language);

    [Theory]
    [InlineData("29", "2", "2024", true)]
    [InlineData("29", "2", "2026", false)]
    [InlineData(" 7 ", "03", "2026", true)]
    [InlineData("7", "March", "2026", false)]
    [InlineData("", null, null, false)]
    public void A_typed_date_is_a_date_only_if_the_calendar_has_it(string? day, string? month, string? year, bool real) =>
        new TypedDate(day, month, year).ToDate().HasValue.ShouldBe(real);
}

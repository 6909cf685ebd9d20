using System.Globalization;
using Bluelamp.Linkage.Cleaning;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Cleaning;

public sealed class DatesTests
{
    [Theory]
    [InlineData("24/06/1971", "1971-06-24")]
    [InlineData("24.6.71", "1971-06-24")]
    [InlineData("1971-06-24", "1971-06-24")]
    [InlineData("1971/6/4", "1971-06-04")]
    [InlineData("19710624", "1971-06-24")]
    [InlineData("24061971", "1971-06-24")]
    [InlineData("240671", "1971-06-24")]
    [InlineData("1971-06-24T00:00:00Z", "1971-06-24")]
    [InlineData("24/06/1971 09:15", "1971-06-24")]
    [InlineData("24th June 1971", "1971-06-24")]
    [InlineData("June 24, 1971", "1971-06-24")]
    [InlineData("24-Jun-71", "1971-06-24")]
    [InlineData("Thursday 24 June 1971", "1971-06-24")]
    [InlineData("24ain o Fehefin 1971", "1971-06-24")]
    [InlineData("24 Mehefin 1971", "1971-06-24")]
    [InlineData("3ydd Chwefror 1971", "1971-02-03")]
    [InlineData("dydd Mawrth, 1 Mehefin 1971", "1971-06-01")]
    [InlineData("1 Mawrth 1971", "1971-03-01")]
    public void A_date_is_read_however_it_is_written(string text, string iso) => Dates.Iso(text, DateOrder.Dmy, 2026).ShouldBe(iso);

    [Theory]
    [InlineData("June 1971", "1971-06")]
    [InlineData("06/1971", "1971-06")]
    [InlineData("1971-06", "1971-06")]
    [InlineData("Jun '71", "1971-06")]
    [InlineData("1971", "1971")]
    [InlineData("c. 1971", "1971")]
    [InlineData("tua 1971", "1971")]
    [InlineData("1971-00-00", "1971")]
    [InlineData("1845-00-01", "1845")]
    [InlineData("00/06/1971", "1971-06")]
    [InlineData("xx/06/1971", "1971-06")]
    public void A_date_may_be_known_in_part(string text, string iso) => Dates.Iso(text, DateOrder.Dmy, 2026).ShouldBe(iso);

    [Theory]
    [InlineData("01/02/26", "2026-02-01")]
    [InlineData("01/02/27", "1927-02-01")]
    [InlineData("01/02/00", "2000-02-01")]
    public void A_year_of_two_digits_is_the_last_that_has_been(string text, string iso) =>
        Dates.Iso(text, DateOrder.Dmy, 2026).ShouldBe(iso);

    [Theory]
    [InlineData("02/03/1971", "1971-03-02", "1971-02-03")]
    [InlineData("25/03/1971", "1971-03-25", "1971-03-25")]
    [InlineData("03/25/1971", "1971-03-25", "1971-03-25")]
    [InlineData("1971-25-03", "1971-03-25", "1971-03-25")]
    public void The_declared_order_gives_way_where_it_cannot_be(string text, string british, string american)
    {
        Dates.Iso(text, DateOrder.Dmy, 2026).ShouldBe(british);
        Dates.Iso(text, DateOrder.Mdy, 2026).ShouldBe(american);
    }

    [Fact]
    public void A_year_may_come_first_in_two_digits_where_that_is_declared() =>
        Dates.Iso("71-06-24", DateOrder.Ymd, 2026).ShouldBe("1971-06-24");

    [Theory]
    [InlineData("15 March 44 BC", "-0043-03-15")]
    [InlineData("44 BC", "-0043")]
    [InlineData("1 CC", "0000")]
    [InlineData("29 February 5 BC", "-0004-02-29")]
    public void Years_before_Christ_are_counted_as_ISO_counts_them(string text, string iso) =>
        Dates.Iso(text, DateOrder.Dmy, 2026).ShouldBe(iso);

    [Theory]
    [InlineData("31/02/1971")]
    [InlineData("29/02/1971")]
    [InlineData("19551192")]
    [InlineData("1971-13-13")]
    [InlineData("00/00/0000")]
    [InlineData("24 June")]
    [InlineData("June")]
    [InlineData("next Tuesday")]
    [InlineData("12 High Street 1971")]
    [InlineData("1/2/3/4")]
    [InlineData("9999999999")]
    [InlineData("-")]
    [InlineData("")]
    public void What_was_never_a_day_is_no_date(string text) => Dates.Iso(text, DateOrder.Dmy, 2026).ShouldBeNull();

    [Fact]
    public void Every_day_is_read_back_from_each_way_of_writing_it() =>
        Prop.ForAll(
                Gen.Choose(0, 350_000).ToArbitrary(),
                static days =>
                {
                    var day = new DateOnly(1001, 1, 1).AddDays(days);
                    var iso = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                    foreach (
                        var format in (string[])
                            ["yyyy-MM-dd", "dd/MM/yyyy", "d.M.yyyy", "yyyyMMdd", "d MMMM yyyy", "MMM d, yyyy", "dddd d MMM yyyy"]
                    )
                        Dates.Iso(day.ToString(format, CultureInfo.InvariantCulture), DateOrder.Dmy, 2026).ShouldBe(iso, format);
                }
            )
            .QuickCheckThrowOnFailure();
}

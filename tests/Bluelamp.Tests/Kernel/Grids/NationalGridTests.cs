using System.Globalization;
using Bluelamp.Kernel.Grids;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Grids;

public sealed class NationalGridTests
{
    private static readonly NationalGrid ByHelmert = new(shifts: null);

    [Fact]
    public void The_worked_example_of_the_ordnance_survey_guide_is_met()
    {
        // OS, A guide to coordinate systems in Great Britain, annex C: 52°39′28.723″N 1°42′57.787″E, which a Helmert conversion puts here
        ByHelmert.TryToGrid(new(52.657979, 1.716052), out var grid).ShouldBeTrue();
        grid.MetresTo(new(651409.903, 313177.270)).ShouldBeLessThan(5);
    }

    [Fact]
    public void Without_the_shift_grid_no_published_point_is_more_than_five_metres_off() =>
        Forward().Max(static p => Off(ByHelmert, p)).ShouldBeLessThan(5);

    [Fact]
    public void With_the_shift_grid_every_published_point_is_met_within_a_millimetre()
    {
        var grid = new NationalGrid(Shifts());
        Forward().Max(p => Off(grid, p)).ShouldBeLessThan(0.001);
    }

    [Fact]
    public void With_the_shift_grid_every_published_point_is_met_backwards_within_a_millimetre()
    {
        var grid = new NationalGrid(Shifts());
        foreach (var point in Points(Inputs("OSGBtoETRS"), Results("OSGBtoETRS")))
        {
            var place = grid.ToLatLng(new(point.X, point.Y));
            place.Latitude.ShouldBe(point.AnswerX, 1e-8, point.Id);
            place.Longitude.ShouldBe(point.AnswerY, 1.5e-8, point.Id);
        }
    }

    [Fact]
    public void There_and_back_by_helmert_stays_within_a_centimetre() => ThereAndBack(ByHelmert);

    [Fact]
    public void There_and_back_by_the_shift_grid_stays_within_a_centimetre() => ThereAndBack(new(Shifts()));

    [Fact]
    public void No_number_breaks_a_conversion() =>
        Prop.ForAll<double, double>(
                static (a, b) =>
                {
                    ByHelmert.TryToGrid(new(a, b), out _);
                    ByHelmert.ToLatLng(new(a, b));
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(double.NaN, -3.2)]
    [InlineData(51.5, double.PositiveInfinity)]
    [InlineData(-3.2, 51.5)]
    [InlineData(0, 0)]
    [InlineData(48.85, 2.35)]
    public void What_lies_off_the_grid_is_refused(double latitude, double longitude) =>
        ByHelmert.TryToGrid(new(latitude, longitude), out _).ShouldBeFalse();

    [Fact]
    public void A_conversion_allocates_nothing()
    {
        ByHelmert.TryToGrid(new(51.48, -3.18), out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            ByHelmert.TryToGrid(new(51 + (i * 0.001), -3.18), out _);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    /// <summary>From the Outer Hebrides to Lowestoft and to Shetland; in the corners of the open sea OS's own series lose a centimetre.</summary>
    private static void ThereAndBack(NationalGrid grid)
    {
        var metres = Gen.Choose(60_000, 660_000).SelectMany(e => Gen.Choose(1, 1_220_000).Select(n => new GridRef(e, n)));
        Prop.ForAll(metres.ToArbitrary(), g => !grid.TryToGrid(grid.ToLatLng(g), out var back) || back.MetresTo(g) < 0.01)
            .QuickCheckThrowOnFailure();
    }

    private static double Off(NationalGrid grid, Point point)
    {
        grid.TryToGrid(new(point.X, point.Y), out var reached).ShouldBeTrue(point.Id);
        return reached.MetresTo(new(point.AnswerX, point.AnswerY));
    }

    private sealed record Point(string Id, double X, double Y, double AnswerX, double AnswerY);

    private static IEnumerable<Point> Forward() =>
        Points(Inputs("ETRStoOSGB"), Lines("Output_ETRStoOSGB").Select(static l => (l[0], l[1], l[2])));

    private static IEnumerable<Point> Points(
        IEnumerable<(string Id, string X, string Y)> inputs,
        IEnumerable<(string Id, string X, string Y)> answers
    )
    {
        var byId = answers.ToDictionary(static a => a.Id, StringComparer.Ordinal);
        return inputs.Select(i => new Point(i.Id, Number(i.X), Number(i.Y), Number(byId[i.Id].X), Number(byId[i.Id].Y)));
    }

    private static IEnumerable<(string Id, string X, string Y)> Inputs(string way) =>
        Lines("Input_" + way).Select(static l => (l[0], l[1], l[2]));

    /// <summary>The answers of a file that prints its rounds before each answer.</summary>
    private static IEnumerable<(string Id, string X, string Y)> Results(string way) =>
        Lines("Output_" + way).Where(static l => l[1] is "RESULT").Select(static l => (l[0], l[2], l[3]));

    private static IEnumerable<string[]> Lines(string file) =>
        File.ReadLines(SharedData.Path($"geodesy/OSTN15_OSGM15_Test{file}.txt"))
            .Skip(1)
            .Where(static l => l.Length > 0)
            .Select(static l => l.Split(','));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static ShiftGrid Shifts() => PackedShifts.Read();
}

using Bluelamp.Evidence.Versions;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>A redaction as text: what a person or the page's script writes, and what is said of a line that cannot be read.</summary>
public sealed class PlanTextTests
{
    [Fact]
    public void A_cover_that_moves_one_that_stands_and_a_mute_are_read()
    {
        var (plan, faults) = Read("fill face 2-9.5 10,20,15,30 4:40,20,15,30\n\n  blur address all 1,2,3,4\r\nmute name 12-14.25");
        faults.ShouldBeEmpty();
        plan!.Regions[0].Cover.ShouldBe(Cover.Fill);
        plan.Regions[0].During.ShouldBe(new Stretch(2, 9.5));
        plan.Regions[0].Boxes.ShouldBe([new Box(2, 10, 20, 15, 30), new Box(4, 40, 20, 15, 30)]);
        plan.Regions[1].During.ShouldBeNull();
        plan.Mutes.ShouldBe([new Mute("name", new(12, 14.25))]);
        plan.Reasons.ShouldBe(["address", "face", "name"]);
    }

    [Theory]
    [InlineData("cover face all 1,2,3,4", "Begin with fill, blur or mute")]
    [InlineData("fill", "the reason")]
    [InlineData("fill because all 1,2,3,4", "the reason")]
    [InlineData("fill face 9-2 1,2,3,4", "Say when")]
    [InlineData("fill face -1-2 1,2,3,4", "Say when")]
    [InlineData("mute name all", "Say when")]
    [InlineData("mute name 1-2 1,2,3,4", "ends after its seconds")]
    [InlineData("fill face all", "Say where")]
    [InlineData("fill face all 1,2,3", "four numbers")]
    [InlineData("fill face all 1,2,3,x", "four numbers")]
    [InlineData("fill face all 1,2,0,4", "between 0 and 100")]
    [InlineData("fill face all 1,2,101,4", "between 0 and 100")]
    [InlineData("fill face 1-9 3:1,2,3,4 2:1,2,3,4", "order of time")]
    public void A_line_that_cannot_be_read_is_named_with_what_to_do(string line, string says)
    {
        var (plan, faults) = Read($"fill face all 1,2,3,4\n{line}");
        plan.ShouldBeNull();
        var fault = faults.ShouldHaveSingleItem();
        fault.Line.ShouldBe(2);
        fault.Message.ShouldContain(says);
    }

    [Fact]
    public void What_is_written_reads_as_the_same_again()
    {
        var number = Gen.Choose(1, 99_999).Select(static n => n / 1000.0);
        var boxes = Gen.Choose(1, 5)
            .SelectMany(n =>
                Gen.ArrayOf(number, 4 * n)
                    .Select(sides => sides.Chunk(4).Select((s, i) => new Box(i * 1.5, s[0], s[1], s[2], s[3])).ToArray())
            );
        var region = boxes.SelectMany(
            static _ => Gen.Elements(Cover.Fill, Cover.Blur),
            static (b, c) => new Region(c, "face", new(0, 99.5), b)
        );
        var mute = number.Select(static n => new Mute("name", new(n, n + 1)));
        var plans = Gen.ArrayOf(region, 3).SelectMany(_ => Gen.ArrayOf(mute, 2), static (r, m) => VersionPlan.Redacted(r, m));
        Prop.ForAll(
                plans.ToArbitrary(),
                static plan => PlanText.Write(plan).Equals(PlanText.Write(Read(PlanText.Write(plan)).Plan!), StringComparison.Ordinal)
            )
            .QuickCheckThrowOnFailure();
        Prop.ForAll<string>(static any => Read(any ?? "").Plan is not null || Read(any ?? "").Faults.Count > 0).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("90.5", 90.5)]
    [InlineData(" 1:30.5 ", 90.5)]
    [InlineData("1:01:30", 3690.0)]
    [InlineData("", null)]
    [InlineData("1:2:3:4", null)]
    [InlineData("-3", null)]
    [InlineData("a:1", null)]
    [InlineData("75", 75.0)]
    [InlineData("90:05", 5405.0)]
    [InlineData("0:75", null)]
    [InlineData("1:60", null)]
    [InlineData("1:75:00", null)]
    public void Moments_are_read_as_people_write_them(string text, double? seconds) => Clock.Read(text).ShouldBe(seconds);

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(90.5, "1:30.5")]
    [InlineData(59.999, "1:00")]
    [InlineData(3599.5, "59:59.5")]
    [InlineData(25799.2, "7:09:59.2")]
    public void Moments_are_written_as_they_are_read(double seconds, string text)
    {
        Clock.Write(seconds).ShouldBe(text);
        Clock.Read(text)!.Value.ShouldBe(seconds, 0.005);
    }

    private static (VersionPlan? Plan, IReadOnlyList<PlanFault> Faults) Read(string text) =>
        PlanText.Read(text, static r => r is "face" or "address" or "name");
}

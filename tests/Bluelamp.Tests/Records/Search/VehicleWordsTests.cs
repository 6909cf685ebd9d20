using Bluelamp.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.Search;

/// <summary>How a vehicle that was described is read. All invented.</summary>
public sealed class VehicleWordsTests
{
    [Theory]
    [InlineData("LB07 SEQ", "a vehicle with a plate like LB07SEQ")]
    [InlineData("lb?7 seq", "a vehicle with a plate like LB?7SEQ")]
    [InlineData("blue Ford LB07", "a vehicle with LB07 on its plate, blue Ford")]
    [InlineData("LB07, glas, Ford Focus", "a vehicle with LB07 on its plate, glas Ford Focus")]
    [InlineData("LB07 SEQ silver", "a vehicle with LB07SEQ on its plate, silver")]
    public void A_plate_and_a_look_are_read(string typed, string said) => VehicleWords.Read(typed).ShouldNotBeNull().Said.ShouldBe(said);

    [Fact]
    public void Three_letters_after_a_part_of_a_plate_are_the_rest_of_it_or_a_make() =>
        VehicleWords
            .Read("LB07 KIA blue")
            .ShouldNotBeNull()
            .Ways.Select(static w => (w.Vrm, w.Make))
            .ShouldBe([("LB07KIA", null), ("LB07", "KIA"), ("LB07", null)]);

    [Theory]
    [InlineData("Siân Jones")]
    [InlineData("LL99 1AA")]
    [InlineData("12a Heol Fawr, Llwynlamp, LL99 1AA")]
    [InlineData("07700 900123")]
    [InlineData("98/2026/1")]
    [InlineData("sian7@example.com blue")]
    [InlineData("LB07")]
    public void What_is_no_vehicle_is_not_read_as_one(string typed) => VehicleWords.Read(typed).ShouldBeNull();
}

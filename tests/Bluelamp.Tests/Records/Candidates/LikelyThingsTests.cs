using Bluelamp.Kernel;
using Bluelamp.Records;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Candidates;

/// <summary>Things that may be the same, over a database. All invented.</summary>
public sealed class LikelyThingsTests
{
    private static readonly VehicleDetails Seen = new()
    {
        Vrm = "LB07 SEQ",
        Make = "Ford",
        Model = "Focus",
        Colour = "Blue",
    };

    private static readonly OrganisationDetails Shop = new("Siop Llanlamp Ltd");

    /// <summary>One happening of which everything was written down twice, once with a slip.</summary>
    private static CrimePlan Told { get; } =
        Plan(1) with
        {
            Vehicles = [new(LinkRole.VehicleSeen, Seen), new(LinkRole.VehicleUsed, Seen with { Vrm = "LBO7 5E0", Colour = "navy" })],
            Organisations = [new(LinkRole.Involved, Shop), new(LinkRole.Witness, Shop with { Name = "Siop Llanlamp" })],
            People =
            [
                new(Id<Nominal>.New(), IsNew: true, LinkRole.Victim, SianJones),
                new(
                    Id<Nominal>.New(),
                    IsNew: true,
                    LinkRole.Witness,
                    SianJones with
                    {
                        Phones = ["07700 900132"],
                        Address = HeolFawr with { Street = "Heol Vawr" },
                    }
                ),
            ],
        };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_of_one_thing_find_each_other_unless_they_are_closed_to_who_asks()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var likely = world.Get<LikelyThings>();
        (await world.Ledger.DecideAsync(Told.Steps(), RecordsWorld.Officer, Ct)).OrThrow();

        var misread = Vehicle.With(Ids, new() { Vrm = "LBO7 5E0" }, default).Value;
        var found = (await LikeAsync(ThingKinds.Vehicle, misread)).ShouldHaveSingleItem();
        found.Record.ShouldBe(Vehicle.With(Ids, Seen, default).Value);
        found.Look.ShouldBe("Blue Ford Focus");
        found.For[0].ShouldBe("number plate alike to the eye");
        found.Against.ShouldBeEmpty();

        (await LikeAsync(ThingKinds.Organisation, Organisation.At(Ids, Shop, HeolFawr, default).Value))
            .ShouldHaveSingleItem()
            .Name.ShouldBe("Siop Llanlamp");
        (await LikeAsync(ThingKinds.Place, Place.At(Ids, HeolFawr, default).Value)).ShouldHaveSingleItem().Name.ShouldContain("Heol Vawr");
        (await LikeAsync(ThingKinds.Phone, Communication.Of(Ids, CommunicationKind.Phone, "+447700900123").Value))
            .ShouldHaveSingleItem()
            .For.ShouldBe(["two digits swapped", "somebody of the same name uses the other"]);

        // Whoever remembers half a plate, and not the model.
        var half = ThingKinds.Vehicle.Of(
            new()
            {
                Vrm = "B07 S",
                Make = "Ford",
                Colour = "blue",
            }
        );
        (await likely.FindAsync(ThingKinds.Vehicle, [half], but: null, RecordsWorld.Officer, Ct))[0].Record.ShouldBe(found.Record);

        await world.CloseAsync(found.Record);
        (await LikeAsync(ThingKinds.Vehicle, misread)).ShouldBeEmpty();

        async Task<IReadOnlyList<LikelyThing>> LikeAsync(ThingKind kind, Guid record) =>
            await likely.LikeAsync(
                kind,
                record,
                await world.Ledger.StreamAsync(record, RecordsWorld.Officer, Ct),
                RecordsWorld.Officer,
                Ct
            );
    }
}

using Bluelamp.Kernel;
using Bluelamp.Records;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Crimes;

public sealed class CrimePlanTests : IAsyncLifetime
{
    private RecordsWorld _world = null!; // set before each test

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await RecordsWorld.CreateAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public void A_stream_stands_in_a_plan_once_however_often_it_is_spoken_of()
    {
        var brother = SianJones with { Forenames = "Rhys" };
        var plan = Plan() with { People = [New(LinkRole.Victim, SianJones), New(LinkRole.Witness, brother)] };
        var streams = plan.Steps().Select(static s => s.Stream).ToList();
        streams.ShouldBeUnique();
        streams.Count.ShouldBe(6, "crime, place, two people, their one phone, their one e-mail");
    }

    [Fact]
    public async Task One_action_records_the_crime_its_people_its_place_and_their_links()
    {
        var plan = Plan() with
        {
            People = [New(LinkRole.Victim, SianJones)],
            Vehicles = [new(LinkRole.VehicleSeen, new() { Vrm = "LB07 SEO", Colour = "blue" })],
            Property = [new("silver laptop", PropertyFate.Stolen, "SN 123")],
        };
        (await _world.Ledger.DecideAsync(plan.Steps(), RecordsWorld.Officer, Ct)).OrThrow();

        var links = await _world.Get<LinkList>().OfAsync(plan.Crime.Value, RecordsWorld.Officer, Ct);
        links.Select(static l => l.Role).ShouldBe([LinkRole.Scene, LinkRole.Victim, LinkRole.VehicleSeen], ignoreOrder: true);
        var sian = await _world.Get<LinkList>().OfAsync(plan.People[0].Nominal.Value, RecordsWorld.Officer, Ct);
        sian.Select(static l => l.Role).ShouldBe([LinkRole.Victim, LinkRole.Home, LinkRole.Phone, LinkRole.Email], ignoreOrder: true);
    }

    [Fact]
    public async Task A_known_person_gains_what_is_new_and_keeps_what_was_known()
    {
        var known = new PlannedPerson(Id<Nominal>.New(), IsNew: true, LinkRole.Victim, SianJones);
        (await _world.Ledger.DecideAsync((Plan(1) with { People = [known] }).Steps(), RecordsWorld.Officer, Ct)).OrThrow();
        var again = known with { IsNew = false, Said = SianJones with { Forenames = "Shan", Phones = ["01632 960001"] } };
        (await _world.Ledger.DecideAsync((Plan(2) with { People = [again] }).Steps(), RecordsWorld.Officer, Ct)).OrThrow();

        var picture = (await _world.Get<Persons>().FindAsync(known.Nominal, RecordsWorld.Officer, Ct))!.Picture;
        picture.Name.ShouldBe("Siân Jones");
        picture.Of("Name")!.Others.ShouldHaveSingleItem().Latest.Value.ShouldBe("Shan Jones");
        var links = await _world.Get<LinkList>().OfAsync(known.Nominal.Value, RecordsWorld.Officer, Ct);
        links.Count(static l => l.Role == LinkRole.Home).ShouldBe(1);
        links.Count(static l => l.Role == LinkRole.Phone).ShouldBe(2);
    }

    [Fact]
    public async Task The_same_address_written_otherwise_is_the_same_place()
    {
        var written = HeolFawr with { Street = "HEOL  FAWR", Postcode = "ll991aa", Easting = null, Northing = null };
        Place.At(Ids, written, Id<Place>.New()).ShouldBe(Place.At(Ids, HeolFawr, Id<Place>.New()));
        await _world.BurgleAsync(1);
        await _world.BurgleAsync(2);
        (await _world.Db.WorkingAsync<long>($"select count(*) from records.place", Ct))[0].ShouldBe(1);
    }

    [Fact]
    public async Task Both_timelines_show_a_link_and_a_page_shows_the_past()
    {
        var crime = await _world.BurgleAsync(1, (LinkRole.Victim, SianJones));
        var before = (await _world.Ledger.StreamAsync(crime.Value, RecordsWorld.Officer, Ct))[^1].At;
        var scene = (await _world.Get<LinkList>().OfAsync(crime.Value, RecordsWorld.Officer, Ct)).Single(static l =>
            l.Role == LinkRole.Victim
        );
        (
            await _world.Ledger.DecideAsync(
                new Id<AnyRecord>(crime.Value),
                new UnlinkRecords(scene.Link, "Wrong person."),
                RecordsWorld.Officer,
                Ct
            )
        ).OrThrow();

        var timeline = await _world.Ledger.TimelineAsync(scene.Other, RecordsWorld.Officer, Ct, of: [typeof(Linked), typeof(Unlinked)]);
        timeline.Count(static t => t.Entry.Event is Unlinked).ShouldBe(1);
        (await _world.Get<LinkList>().OfAsync(scene.Other, RecordsWorld.Officer, Ct)).ShouldNotContain(l => l.Role == LinkRole.Victim);
        (await _world.Get<LinkList>().OfAsync(scene.Other, RecordsWorld.Officer, Ct, before)).ShouldContain(l => l.Role == LinkRole.Victim);
    }

    [Fact]
    public async Task Numbers_are_given_out_once()
    {
        var numbers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => _world.Get<CrimeNumbers>().NextAsync(RecordsWorld.Officer, Ct))
        );
        numbers.ShouldBeUnique();
    }

    [Fact]
    public async Task Every_view_of_the_records_can_be_made_again_from_the_ledger()
    {
        await _world.BurgleAsync(1, (LinkRole.Victim, SianJones));
        var before = await LinesAsync();
        await _world.Get<Rebuild>().RunAsync(tables: null, progress: null, Ct);
        (await LinesAsync()).ShouldBe(before);
    }

    private Task<List<string>> LinesAsync() =>
        _world.Db.WorkingAsync<string>(
            $"""
            select c::text from records.crime c union all select n::text from records.nominal n union all
            select n::text from records.nominal_name n union all select p::text from records.place p union all
            select m::text from records.communication m union all select l::text from records.link l order by 1
            """,
            Ct
        );

    private static PlannedPerson New(LinkRole role, PersonDetails said) => new(Id<Nominal>.New(), IsNew: true, role, said);
}

using Bluelamp.Kernel;
using Bluelamp.Records;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Candidates;

public sealed class CandidateTests : IAsyncLifetime
{
    private RecordsWorld _world = null!; // set before each test

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await RecordsWorld.CreateAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Everything_alike_is_a_strong_candidate_with_its_reasons()
    {
        await _world.BurgleAsync(1, (LinkRole.Victim, SianJones));
        var found = (await FindAsync(SianJones)).ShouldHaveSingleItem();
        found.IsStrong.ShouldBeTrue();
        found.Probability.ShouldBeGreaterThan(0.99);
        found.Name.ShouldBe("Siân Jones");
        found.Reasons.ShouldBe(
            [
                "same e-mail",
                "same phone",
                "same date of birth",
                "same postcode",
                "same forename",
                "same address",
                "same surname in the same place",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Another_date_of_birth_speaks_against()
    {
        await _world.BurgleAsync(1, (LinkRole.Victim, SianJones));
        var found = (await FindAsync(SianJones with { Born = Date("1955-01-02") })).ShouldHaveSingleItem();
        found.IsStrong.ShouldBeFalse();
        found.Reasons.ShouldContain("different date of birth");
    }

    [Fact]
    public async Task What_one_appearance_says_against_is_told_though_another_is_more_alike()
    {
        var (gareth, name) = (Id<Nominal>.New(), new PersonDetails { Forenames = "Gareth", Surname = "Baker" });
        var first = name with { Address = HeolFawr };
        var then = name with { Born = Date("1969-04-11") };
        await SayAsync(gareth, new CreateNominal(gareth, first, Source.Officer, Confidence.Believed, []));
        await SayAsync(gareth, new DescribePerson(gareth, then, Source.Officer, Confidence.Believed, []));

        (await FindAsync(first)).ShouldHaveSingleItem().Contradicted.ShouldBeFalse();
        var found = (await FindAsync(first with { Born = Date("1986-10-02") })).ShouldHaveSingleItem();
        found.Contradicted.ShouldBeTrue();
        found.Reasons.ShouldContain("different date of birth");
        found.Reasons.ShouldContain("same address");
    }

    [Fact]
    public async Task A_phone_alone_is_enough_to_be_shown()
    {
        await _world.BurgleAsync(1, (LinkRole.Victim, SianJones));
        (await FindAsync(new() { Phones = ["+447700900123"] })).ShouldHaveSingleItem().Reasons.ShouldBe(["same phone"]);
    }

    [Fact]
    public async Task Somebody_closed_is_nobody()
    {
        var crime = await _world.BurgleAsync(1, (LinkRole.Victim, SianJones));
        var sian = (await _world.Get<LinkList>().OfAsync(crime.Value, RecordsWorld.Officer, Ct)).Single(static l =>
            l.Role == LinkRole.Victim
        );
        await _world.CloseAsync(sian.Other);
        (await FindAsync(SianJones)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_said_finds_nobody() => (await FindAsync(new())).ShouldBeEmpty();

    [Fact]
    public async Task The_history_of_a_report_counts_repeats_and_markers_in_date()
    {
        var crime = await _world.BurgleAsync(1, (LinkRole.Victim, SianJones));
        var sian = (await _world.Get<LinkList>().OfAsync(crime.Value, RecordsWorld.Officer, Ct)).Single(static l =>
            l.Role == LinkRole.Victim
        );
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var marker = new AddMarker(
            new(RecordKind.Nominal, new(sian.Other)),
            Id<Marker>.New(),
            MarkerList.Vulnerability,
            "AGE",
            "Lives alone.",
            Source.Officer,
            today,
            today.AddMonths(6)
        );
        (await _world.Ledger.DecideAsync(new Id<Markers>(sian.Other), marker, RecordsWorld.Officer, Ct)).OrThrow();

        var question = new HistoryQuestion([new(LinkRole.Victim, SianJones)], HeolFawr, ["28E"]);
        var facts = await _world.Get<PriorHistory>().OfAsync(question, RecordsWorld.Officer, TimeProvider.System.GetUtcNow(), Ct);
        facts.RepeatVictimCount12m.ShouldBe(1);
        facts.RepeatPlaceCount12m.ShouldBe(1);
        facts.NearbySimilar30d.ShouldBe(1);
        facts.VictimVulnerabilityMarkers.ShouldBe(["AGE"]);
        facts.SuspectWarningMarkers.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_known_of_a_person_counts_their_roles()
    {
        var crime = await _world.BurgleAsync(1, (LinkRole.Victim, SianJones));
        var sian = (await _world.Get<LinkList>().OfAsync(crime.Value, RecordsWorld.Officer, Ct)).Single(static l =>
            l.Role == LinkRole.Victim
        );
        var known = (await _world.Get<WhatIsKnown>().OfPeopleAsync([sian.Other], RecordsWorld.Officer, Ct)).ShouldHaveSingleItem();
        known.AsVictim.ShouldBe(1);
        known.Latest.ShouldHaveSingleItem().ShouldEndWith("(victim)");
    }

    private async Task SayAsync<TCommand>(Id<Nominal> of, TCommand said)
        where TCommand : ICommand<Nominal> => (await _world.Ledger.DecideAsync(of, said, RecordsWorld.Officer, Ct)).OrThrow();

    private Task<IReadOnlyList<Candidate>> FindAsync(PersonDetails said) =>
        _world.Get<ICandidates>().FindAsync(said, RecordsWorld.Officer, Ct);
}

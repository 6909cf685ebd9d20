using Bluelamp.Kernel;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Identity;

/// <summary>Lists, search and timelines follow who is who, forth and back. Shan was recorded after Siân, whose date of birth nobody had said.</summary>
public sealed class JoinedViewsTests : IAsyncLifetime
{
    private static readonly PersonDetails Undated = SianJones with { Born = null, Phones = [], Emails = [], Address = null };
    private static readonly PersonDetails ShanSaid = SianJones with { Forenames = "Shan", Surname = "Jonesey" };
    private RecordsWorld _world = null!; // set before each test
    private Id<Crime> _first;
    private Id<Crime> _second;
    private Id<Nominal> _sian;
    private Id<Nominal> _shan;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Viewer Officer => RecordsWorld.Officer;

    public async ValueTask InitializeAsync()
    {
        _world = await RecordsWorld.CreateAsync();
        _first = await _world.BurgleAsync(1, (LinkRole.Victim, Undated));
        _second = await _world.BurgleAsync(2, (LinkRole.Victim, ShanSaid));
        (_sian, _shan) = (await VictimAsync(_first), await VictimAsync(_second));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Search_finds_the_survivor_by_every_name_with_what_both_said()
    {
        await JoinAsync();
        var hit = (await SearchAsync("Shan Jonesey")).ShouldHaveSingleItem();
        hit.Record.ShouldBe(_sian.Value);
        hit.Title.ShouldBe("Siân Jones");
        hit.Details.ShouldBe("born 1987-03-21, 12 Heol Fawr, Llwynlamp, LL99 1AA");
        (await SearchAsync("Siân Jones")).ShouldHaveSingleItem().Record.ShouldBe(_sian.Value);
    }

    [Fact]
    public async Task A_report_meets_the_survivor_as_its_candidate()
    {
        await JoinAsync();
        var found = await _world.Get<ICandidates>().FindAsync(ShanSaid, Officer, Ct);
        var best = found.ShouldHaveSingleItem();
        best.Nominal.ShouldBe(_sian);
        best.Name.ShouldBe("Siân Jones");
    }

    [Fact]
    public async Task Links_markers_and_history_of_both_show_under_the_survivor()
    {
        var marker = await MarkAsync(_shan);
        await JoinAsync();
        var links = await _world.Get<LinkList>().OfAsync(_sian.Value, Officer, Ct);
        links.Where(static l => l.OtherKind is RecordKind.Crime).Select(static l => l.Other).ShouldBe([_second.Value, _first.Value]);
        (await VictimAsync(_second)).ShouldBe(_sian);
        (await MarkersAsync(_sian)).ShouldHaveSingleItem().Marker.ShouldBe(marker);
        var known = (await _world.Get<WhatIsKnown>().OfPeopleAsync([_sian.Value], Officer, Ct)).ShouldHaveSingleItem();
        known.AsVictim.ShouldBe(2);
        known.Born.ShouldBe("1987-03-21");
        (await NameAsync(_shan)).ShouldBe(("Siân Jones", $"records/nominals/{_sian}"));
    }

    [Fact]
    public async Task What_is_said_later_of_the_old_id_is_said_of_the_survivor()
    {
        await JoinAsync();
        var late = new DescribePerson(_shan, new() { Forenames = "Shannon", Surname = "Jones" }, Report, Confidence.Believed, []);
        (await _world.Ledger.DecideAsync(_shan, late, Officer, Ct)).OrThrow();
        (await SearchAsync("Shannon Jones")).ShouldContain(h => h.Record == _sian.Value);
        (await PersonAsync(_sian)).Appearances.Length.ShouldBe(3);
    }

    [Fact]
    public async Task The_timeline_of_the_survivor_tells_both_lives()
    {
        await JoinAsync();
        var person = await PersonAsync(_sian);
        var told = await _world.Ledger.TimelineAsync(person.Timeline, Officer, Ct);
        told.Select(static t => t.Entry.Event).OfType<Linked>().Count(static l => l.Role is LinkRole.Victim).ShouldBe(2);
        told.Select(static t => t.Entry.Event).OfType<PersonDescribed>().Count().ShouldBe(2);
        person.Decisions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task As_at_a_moment_before_it_they_were_two()
    {
        var before = (await _world.Ledger.StreamAsync(_shan.Value, Officer, Ct))[^1].At;
        await JoinAsync();
        (await _world.Get<Persons>().WhoAsync(_shan, Officer, Ct)).ShouldBe(_sian);
        (await _world.Get<Persons>().WhoAsync(_shan, Officer, Ct, before)).ShouldBe(_shan);
        (await _world.Get<LinkList>().OfAsync(_sian.Value, Officer, Ct, before)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_it_is_undone_everything_is_as_before_and_a_rebuild_says_the_same()
    {
        await MarkAsync(_shan);
        var before = await SeenAsync();
        var join = await JoinAsync();
        (await SeenAsync()).ShouldNotBe(before);
        await SameAfterRebuildAsync();
        var undo = new UndoIdentityDecision(Id<IdentityDecision>.New(), join.Decision, _sian, _shan, "Twins.");
        (await _world.Ledger.DecideAsync(undo.Steps(), Officer, Ct)).OrThrow();
        (await SeenAsync()).ShouldBe(before);
        await SameAfterRebuildAsync();
    }

    [Fact]
    public async Task What_is_closed_stays_closed_when_it_is_joined()
    {
        await JoinAsync();
        await _world.CloseAsync(_shan.Value);
        (await SearchAsync("Shan Jonesey")).ShouldAllBe(static h => string.IsNullOrEmpty(h.Details));
        var person = await PersonAsync(_sian);
        person.Picture.Of("Date of birth").ShouldBeNull("it was said in the closed record only");
        person.Appearances.ShouldHaveSingleItem();
        (await _world.Get<LinkList>().OfAsync(_second.Value, Officer, Ct)).ShouldNotContain(static l => l.Role == LinkRole.Victim);
        (await _world.Get<LinkList>().OfAsync(_sian.Value, Officer, Ct)).ShouldNotContain(l => l.Other == _second.Value);
        (await _world.Get<WhatIsKnown>().OfPeopleAsync([_sian.Value], Officer, Ct)).ShouldHaveSingleItem().AsVictim.ShouldBe(1);
    }

    /// <summary>What an officer sees of both, in words.</summary>
    private async Task<string> SeenAsync()
    {
        var lines = new List<string>();
        foreach (var nominal in new[] { _sian, _shan })
        {
            var person = await PersonAsync(nominal);
            lines.AddRange(person.Picture.Facts.Select(f => $"{nominal} {f.Label} {f.Current.Value} {f.Said.Length}"));
            var links = await _world.Get<LinkList>().OfAsync(nominal.Value, Officer, Ct);
            lines.AddRange(links.Select(l => $"{nominal} {l.Role} {l.Other}"));
            lines.AddRange((await MarkersAsync(nominal)).Select(m => $"{nominal} {m.Code}"));
            lines.Add($"{nominal} is called {await NameAsync(nominal)}");
        }

        lines.AddRange((await SearchAsync("Jones")).Select(static h => $"{h.Record} {h.Title} {h.Details}"));
        lines.Add($"{await VictimAsync(_second)}");
        return string.Join('\n', lines);
    }

    private async Task SameAfterRebuildAsync()
    {
        var (seen, rows) = (await SeenAsync(), await RowsAsync());
        await _world.Get<Rebuild>().RunAsync(tables: null, progress: null, Ct);
        (await RowsAsync()).ShouldBe(rows);
        (await SeenAsync()).ShouldBe(seen);
    }

    private async Task<string> RowsAsync()
    {
        var tables = _world.Get<Rebuild>().Tables.Where(static t => t.StartsWith("records.", StringComparison.Ordinal));
        return string.Join('\n', await Task.WhenAll(tables.Select(_world.Database.Source.RowsAsync)));
    }

    private async Task<JoinNominals> JoinAsync()
    {
        var join = new JoinNominals(Id<IdentityDecision>.New(), _sian, _shan, "Same date of birth and phone.");
        (await _world.Ledger.DecideAsync(join.Steps(), Officer, Ct)).OrThrow();
        return join;
    }

    private async Task<Id<Marker>> MarkAsync(Id<Nominal> nominal)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var (self, marker) = (RecordRef.Of(nominal), Id<Marker>.New());
        var add = new AddMarker(self, marker, MarkerList.Vulnerability, "AGE", "Lives alone.", Source.Officer, today, today.AddMonths(6));
        (await _world.Ledger.DecideAsync(new Id<Markers>(nominal.Value), add, Officer, Ct)).OrThrow();
        return marker;
    }

    private Task<List<MarkerLine>> MarkersAsync(Id<Nominal> nominal) =>
        _world.Get<MarkerLines>().OfAsync([nominal.Value], MarkerList.Vulnerability, Officer, Ct);

    private async Task<(string? Name, string? Href)> NameAsync(Id<Nominal> nominal)
    {
        var names = await _world.Get<RecordNames>().OfAsync([nominal.Value], Officer, Ct);
        return (names[nominal.Value].Name, names[nominal.Value].Href);
    }

    private async Task<Person> PersonAsync(Id<Nominal> nominal) =>
        await _world.Get<Persons>().OfAsync(nominal, await _world.Ledger.StreamAsync(nominal.Value, Officer, Ct), Officer, Ct);

    private async Task<Id<Nominal>> VictimAsync(Id<Crime> crime) =>
        new((await _world.Get<LinkList>().OfAsync(crime.Value, Officer, Ct)).Single(static l => l.Role == LinkRole.Victim).Other);

    private async Task<IReadOnlyList<SearchHit>> SearchAsync(string typed)
    {
        var found = await _world.Get<SearchBox>().FindAsync(SearchText.Of(typed)!, Officer, Ct);
        return found.FirstOrDefault(static r => r.Title is "People")?.Group.Hits ?? [];
    }
}

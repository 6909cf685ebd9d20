using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Review;

/// <summary>Nobody is joined without a person unless the definition says from which probability; and never somebody with a warning.</summary>
public sealed class AutomaticJoinTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("never", false, false)]
    [InlineData("0.99", false, true)]
    [InlineData("0.99", true, false)]
    public async Task Two_records_of_one_person_are_joined_only_where_the_definition_allows_it(string automatic, bool warned, bool joined)
    {
        using var folder = new TemporaryFolder();
        await AllowAsync(folder, automatic);
        await using var world = await RecordsWorld.CreateAsync(folder[""]);
        var (first, second) = (await SianAsync(world, 1), await SianAsync(world, 2));
        if (warned)
            await WarnAsync(world, first);

        var described = (await world.Ledger.StreamAsync(second, RecordsWorld.Officer, Ct)).Single(static e => e.Event is PersonDescribed);
        await world.All<IReaction>().Single(static r => r.Name is "records.propose-pairs").ReactAsync(described, Ct);

        var who = await world.Get<Persons>().WhoAsync(new(second), RecordsWorld.Officer, Ct);
        (who.Value == first).ShouldBe(joined);
        var pairs = await world.Db.WorkingAsync<double>($"select probability from records.person_pair", Ct);
        pairs.Count.ShouldBe(joined ? 0 : 1, "who is not joined is proposed");
    }

    /// <summary>What somebody decided of two stands: nothing that is said of either later joins them without a person.</summary>
    [Theory]
    [InlineData("judged to be two")]
    [InlineData("taken back")]
    [InlineData("split")]
    [InlineData("second person wanted")]
    [InlineData("refused by the second person")]
    public async Task What_people_decided_of_two_stands(string decided)
    {
        using var folder = new TemporaryFolder();
        await AllowAsync(folder, "0.99");
        await using var world = await RecordsWorld.CreateAsync(folder[""]);
        var (first, second) = (new Id<Nominal>(await SianAsync(world, 1)), new Id<Nominal>(await SianAsync(world, 2)));
        await (
            decided switch
            {
                "judged to be two" => JudgeAsync(world, first, second, PairVerdict.Different),
                "taken back" => TakeBackAsync(world, first, second),
                "split" => SplitAsync(world, first, second),
                "second person wanted" => AskAsync(world, first, second),
                _ => RefuseAsync(world, first, second),
            }
        );

        await ReactAsync(world, second);

        (await world.Get<Persons>().WhoAsync(second, RecordsWorld.Officer, Ct)).ShouldBe(second);
    }

    /// <summary>A record that says no date of birth hides none that another record of the same person says.</summary>
    [Fact]
    public async Task Nobody_is_joined_to_somebody_of_whom_another_date_of_birth_was_said()
    {
        using var folder = new TemporaryFolder();
        await AllowAsync(folder, "0.99");
        await using var world = await RecordsWorld.CreateAsync(folder[""]);
        var first = new Id<Nominal>(await SianAsync(world, 1));
        var born = new Id<Nominal>(await SianAsync(world, 2, SianJones with { Born = Date("1961-07-02") }));
        var unborn = new Id<Nominal>(await SianAsync(world, 3, SianJones with { Born = null }));
        var join = new JoinNominals(Id<IdentityDecision>.New(), born, unborn, "said so");
        (await world.Ledger.DecideAsync(join.Steps(), RecordsWorld.Officer, Ct)).OrThrow();

        await ReactAsync(world, unborn);

        (await world.Get<Persons>().WhoAsync(unborn, RecordsWorld.Officer, Ct)).ShouldBe(born);
        (await world.Get<Persons>().WhoAsync(born, RecordsWorld.Officer, Ct)).ShouldBe(born);
        (await world.Get<Persons>().WhoAsync(first, RecordsWorld.Officer, Ct)).ShouldBe(first);
    }

    /// <summary>A third record of them, joined to one, does not bring the other along.</summary>
    [Fact]
    public async Task What_people_decided_of_one_name_stands_for_the_others()
    {
        using var folder = new TemporaryFolder();
        await AllowAsync(folder, "0.99");
        await using var world = await RecordsWorld.CreateAsync(folder[""]);
        var (first, second) = (new Id<Nominal>(await SianAsync(world, 1)), new Id<Nominal>(await SianAsync(world, 2)));
        var third = new Id<Nominal>(await SianAsync(world, 3));
        await JudgeAsync(world, second, third, PairVerdict.Different);
        await ReactAsync(world, second);
        (await world.Get<Persons>().WhoAsync(second, RecordsWorld.Officer, Ct)).ShouldBe(first, "of these two nobody decided anything");

        await ReactAsync(world, third);

        (await world.Get<Persons>().WhoAsync(third, RecordsWorld.Officer, Ct)).ShouldBe(third);
    }

    private static async Task ReactAsync(RecordsWorld world, Id<Nominal> nominal)
    {
        var described = (await world.Ledger.StreamAsync(nominal.Value, RecordsWorld.Officer, Ct)).First(static e =>
            e.Event is PersonDescribed
        );
        await world.All<IReaction>().Single(static r => r.Name is "records.propose-pairs").ReactAsync(described, Ct);
    }

    private static async Task JudgeAsync(RecordsWorld world, Id<Nominal> one, Id<Nominal> other, PairVerdict verdict)
    {
        var pair = PersonPair.Of(Burglary.Ids, one, other);
        var proposal = new PairProposed(pair, one, other, new(12, 0.999, "person", 3, "hash"), ["same name"], 0);
        (await world.Ledger.DecideAsync(pair, new ProposePair(proposal), RecordsWorld.Officer, Ct)).OrThrow();
        (await world.Ledger.DecideAsync(pair, new JudgePair(verdict, "twins"), RecordsWorld.Officer, Ct)).OrThrow();
    }

    private static async Task TakeBackAsync(RecordsWorld world, Id<Nominal> one, Id<Nominal> other)
    {
        var join = new JoinNominals(Id<IdentityDecision>.New(), one, other, "same name");
        (await world.Ledger.DecideAsync(join.Steps(), RecordsWorld.Officer, Ct)).OrThrow();
        var undo = new UndoIdentityDecision(Id<IdentityDecision>.New(), join.Decision, one, other, "twins");
        (await world.Ledger.DecideAsync(undo.Steps(), RecordsWorld.Officer, Ct)).OrThrow();
    }

    private static async Task SplitAsync(RecordsWorld world, Id<Nominal> one, Id<Nominal> other)
    {
        var join = new JoinNominals(Id<IdentityDecision>.New(), one, other, "same name");
        (await world.Ledger.DecideAsync(join.Steps(), RecordsWorld.Officer, Ct)).OrThrow();
        var joined = (await world.Get<Persons>().FindAsync(one, RecordsWorld.Officer, Ct))!; // it was joined just now
        var leaving = joined.Appearances.Select(static a => a.Appearance).Where(a => a.Home == other).ToHashSet();
        (await world.Get<IdentityDesk>().SplitAsync(joined, leaving, other, "twins", seen: null, RecordsWorld.Officer, Ct)).OrThrow();
    }

    private static async Task<JoinNominals> AskAsync(RecordsWorld world, Id<Nominal> one, Id<Nominal> other)
    {
        var join = new JoinNominals(Id<IdentityDecision>.New(), one, other, "same name", Guarded: true);
        (await world.Ledger.DecideAsync(join.Steps(), RecordsWorld.Officer, Ct)).OrThrow();
        return join;
    }

    private static async Task RefuseAsync(RecordsWorld world, Id<Nominal> one, Id<Nominal> other)
    {
        var join = await AskAsync(world, one, other);
        var refuse = new RefuseJoin(join.Decision, one, other, "twins");
        (await world.Ledger.DecideAsync(refuse.Steps(), RecordsWorld.Officer, Ct)).OrThrow();
    }

    /// <summary>The product's definitions, but that two are joined without a person from a probability on.</summary>
    private static async Task AllowAsync(TemporaryFolder folder, string automatic)
    {
        var own = DefinitionFolder.Find(configured: null);
        foreach (var file in Directory.GetFiles(own, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = folder[Path.GetRelativePath(own, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!); // a file in the folder
            var text = await File.ReadAllTextAsync(file, Ct);
            await File.WriteAllTextAsync(copy, text.Replace("automatic: never", $"automatic: {automatic}", StringComparison.Ordinal), Ct);
        }
    }

    private static async Task<Guid> SianAsync(RecordsWorld world, int serial, PersonDetails? said = null)
    {
        var crime = await world.BurgleAsync(serial, (LinkRole.Victim, said ?? SianJones));
        var links = await world.Get<LinkList>().OfAsync(crime.Value, RecordsWorld.Officer, Ct);
        return links.Single(static l => l.Role == LinkRole.Victim).Other;
    }

    private static async Task WarnAsync(RecordsWorld world, Guid nominal)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var marker = new AddMarker(
            new(RecordKind.Nominal, new(nominal)),
            Id<Marker>.New(),
            MarkerList.Warning,
            "VI",
            "Bit an officer.",
            Source.Officer,
            today,
            today.AddMonths(6)
        );
        (await world.Ledger.DecideAsync(new Id<Markers>(nominal), marker, RecordsWorld.Officer, Ct)).OrThrow();
    }
}

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
        var own = DefinitionFolder.Find(configured: null);
        foreach (var file in Directory.GetFiles(own, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = folder[Path.GetRelativePath(own, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!); // a file in the folder
            var text = await File.ReadAllTextAsync(file, Ct);
            await File.WriteAllTextAsync(copy, text.Replace("automatic: never", $"automatic: {automatic}", StringComparison.Ordinal), Ct);
        }
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

    private static async Task<Guid> SianAsync(RecordsWorld world, int serial)
    {
        var crime = await world.BurgleAsync(serial, (LinkRole.Victim, SianJones));
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

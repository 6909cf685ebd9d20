using System.Diagnostics;
using System.Text;
using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Bundles of many exhibits and of long chains: few questions to the database, and bounded memory.</summary>
public sealed class BundleProofTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Long_chains_are_proven_some_at_a_time_and_short_ones_all_at_once()
    {
        using var asked = new ProofsAsked();
        var few = await ExportAsync([await TakeAsync("a.txt"), await TakeAsync("b.txt"), await TakeAsync("c.txt")]);
        few.Wrong().ShouldBeEmpty();
        asked.Count.ShouldBe(1);

        var exhibits = new List<Id<Exhibit>>();
        foreach (var name in new[] { "one.txt", "two.txt", "three.txt" })
        {
            exhibits.Add(await TakeAsync(name));
            var views = Enumerable.Repeat<IEvent>(new ExhibitViewed(exhibits[^1]), 900).ToArray();
            (await Host.Get<ILedger>().DecideAsync(new Id<Told>(exhibits[^1].Value), new Tell(views), Police, Ct)).OrThrow();
        }

        var many = await ExportAsync(exhibits);
        many.Wrong().ShouldBeEmpty();
        asked.Count.ShouldBe(3, "2,000 entries are in memory together at most");
        var report = BundleVerifier.Run(many, expected: null, SilentProgress.Instance, Ct);
        (report.Items, report.Entries).ShouldBe((3, 3 * 902));
        foreach (var heading in new[] { "1. one.txt", "2. two.txt", "3. three.txt" })
            many.Text("index.html").ShouldContain($"<h2>{heading}</h2>");
        Directory.EnumerateFiles(Host.Get<ContentStore>().Incoming).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_of_which_a_part_was_erased_is_not_proven_and_the_others_are()
    {
        var (whole, erased) = (await TakeAsync("whole.txt"), await TakeAsync("erased.txt"));
        var order = new DisposalOrder("Information manager", "MoPI group 3", "Period ended");
        await Host.Get<Sealer>().SealAllAsync(Ct);
        (await Host.Get<Disposer>().DisposeAsync(erased.Value, versions: null, order, Police, Ct)).OrThrow();
        var proofs = Host.Get<StreamProofs>();
        await Eventually.TrueAsync(async () => // the host's own sealer may be at it, and has not said so yet
        {
            await Host.Get<Sealer>().SealAllAsync(Ct);
            return await proofs.HeadAsync(Police, Ct) is { } sealedNow
                && (await proofs.OfAsync([new(whole.Value, 1)], sealedNow, Police, Ct)).Count == 1;
        });
        var head = (await proofs.HeadAsync(Police, Ct)).ShouldNotBeNull();
        var proven = await proofs.OfAsync([new(whole.Value, 1), new(erased.Value, 1), new(Guid.CreateVersion7(), 1)], head, Police, Ct);
        proven.Keys.ShouldBe([whole.Value]);
        proven[whole.Value].ShouldHaveSingleItem().Canonical.ShouldContain("whole.txt");
        (await proofs.OfAsync([new(whole.Value, 2)], head, Police, Ct)).ShouldBeEmpty("it has one entry");
        (await proofs.LengthsAsync([whole.Value, erased.Value], Police, Ct)).ShouldBe(
            new Dictionary<Guid, int> { [whole.Value] = 1, [erased.Value] = 2 },
            ignoreOrder: true
        );
    }

    private Task<Id<Exhibit>> TakeAsync(string name) => Host.TakeInAsync(Encoding.UTF8.GetBytes($"the bytes of {name}"), name);

    private async Task<MemoryBundle> ExportAsync(List<Id<Exhibit>> exhibits)
    {
        var begun = await Host.Get<Bundler>().BeginAsync(exhibits, Guid.CreateVersion7(), "the prosecutor", Police, Ct);
        var bundle = new MemoryBundle();
        await Host.Get<Bundler>().WriteAsync(begun.OrThrow(), bundle, Police, SilentProgress.Instance, Ct);
        return bundle;
    }

    /// <summary>
    /// How often this test asked the database for entries to prove, by the text of the question. A listener hears the whole
    /// process, and so other tests that run beside this one: only what belongs to this test's own trace counts.
    /// </summary>
    private sealed class ProofsAsked : IDisposable
    {
        private readonly Activity _own = new Activity("proofs asked").SetIdFormat(ActivityIdFormat.W3C).Start();
        private readonly ActivityListener _listener;
        private int _count;

        public ProofsAsked()
        {
            _listener = new()
            {
                ShouldListenTo = static source => source.Name is "Npgsql",
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = Stopped,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public int Count => _count;

        public void Dispose()
        {
            _listener.Dispose();
            _own.Dispose();
        }

        private void Stopped(Activity activity)
        {
            if (
                activity.TraceId == _own.TraceId
                && (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string text
                && text.Contains("p (stream, version)")
            )
                Interlocked.Increment(ref _count);
        }
    }
}

using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;
using SandboxLimits = Bluelamp.Evidence.Media.SandboxLimits;

namespace Bluelamp.Tests.Evidence;

/// <summary>Several programs make derivatives at once: each once, and pictures whatever films take.</summary>
public sealed class MediaLanesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_are_made_while_films_take_all_of_their_lanes_and_each_is_made_once()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        await using var host = await TestHost.StartAsync(settings: """{ "Media": { "Workers": 4, "MemoryMegabytes": 40000 } }""");
        var lanes = host.Get<Lanes>();
        lanes.PlacesOf(Lane.Look).ShouldBe(4);
        var held = new List<IDisposable>();
        for (var i = 0; i < lanes.PlacesOf(Lane.Film); i++)
            held.Add(await lanes.EnterAsync(SandboxLimits.Film, Ct));
        var film = await MediaWorks.FilmAsync(Ct);
        var picture = await MediaWorks.PictureAsync(Ct);
        var (films, pictures) = (new List<Id<Exhibit>>(), new List<Id<Exhibit>>());
        for (var i = 0; i < 6; i++)
        {
            films.Add(await host.TakeInAsync([.. film, (byte)i], $"{i}.avi"));
            pictures.Add(await host.TakeInAsync([.. picture, (byte)i], $"{i}.jpg"));
        }

        foreach (var exhibit in pictures)
            (await KindsAsync(host, exhibit, 2)).ShouldBe([DerivativeKind.Poster, DerivativeKind.Web], ignoreOrder: true);
        foreach (var exhibit in films)
            (await KindsAsync(host, exhibit, 1)).ShouldBe([DerivativeKind.Poster]);
        held.ForEach(static place => place.Dispose());
        foreach (var exhibit in films)
            (await KindsAsync(host, exhibit, 3)).ShouldBe(
                [DerivativeKind.Poster, DerivativeKind.Proxy, DerivativeKind.Filmstrip],
                ignoreOrder: true
            );
    }

    /// <summary>The kinds that were made of an exhibit, once there are so many.</summary>
    private static async Task<List<DerivativeKind>> KindsAsync(TestHost host, Id<Exhibit> exhibit, int count)
    {
        List<DerivativeKind> kinds = [];
        await Eventually.TrueAsync(async () =>
        {
            var entries = await host.Get<ILedger>().StreamAsync(exhibit.Value, Viewer.System(host.Get<ForceProfile>().Code), Ct);
            kinds = [.. entries.Select(static e => e.Event).OfType<DerivativeMade>().Select(static m => m.Kind)];
            return kinds.Count >= count;
        });
        return kinds;
    }
}

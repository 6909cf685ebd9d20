using System.Collections.Concurrent;
using Bluelamp.Demo.Evidence;
using Bluelamp.Demo.World;
using Bluelamp.Evidence.Captions;
using Bluelamp.Evidence.Moments;
using Bluelamp.Evidence.Retention;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Evidence;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Demo;

/// <summary>What the demo says of its recordings, said once: a demo that is opened again leaves what its visitors changed.</summary>
public sealed class DemoRemarksTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly ConcurrentDictionary<string, Guid> _named = new(StringComparer.Ordinal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    private DemoRemarks Remarks => Host.Get<DemoRemarks>();

    private Viewer Investigator => Cast.Of(Host.Get<ForceProfile>().Code).Investigator;

    [Fact]
    public async Task A_film_is_noted_and_held_once_and_a_hold_that_was_lifted_stays_lifted()
    {
        var film = await Host.RecordingAsync("recorder.avi");
        await Remarks.OnFilmAsync(film, Named, Ct);
        var said = await Host.EventsOfAsync(film.Value);
        said.OfType<MomentNoted>().Count().ShouldBe(2);
        var hold = said.OfType<ExhibitHeld>().ShouldHaveSingleItem().Hold;

        var lift = new LiftHold(film, hold, "It was answered.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Keeping>(film.Value), lift, Investigator, Ct)).OrThrow();
        var before = (await Host.EventsOfAsync(film.Value)).Count;
        await Remarks.OnFilmAsync(film, Named, Ct);
        (await Host.EventsOfAsync(film.Value)).Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_sound_has_captions_in_both_languages_once()
    {
        var sound = await Host.RecordingAsync("alarm.wav");
        await Remarks.OfSoundAsync(sound, Ct);
        await Remarks.OfSoundAsync(sound, Ct);
        (await Host.Get<CaptionList>().OfAsync(sound, Investigator, Ct))
            .Select(static c => (c.Language, c.Version))
            .ShouldBe([("cy", 1), ("en", 1)], ignoreOrder: true);
    }

    private Guid Named(string what) => _named.GetOrAdd(what, static _ => Guid.CreateVersion7());
}

using Bluelamp.Demo.World;
using Bluelamp.Evidence.Captions;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Moments;
using Bluelamp.Evidence.Retention;
using Bluelamp.Evidence.Versions;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Demo.Evidence;

/// <summary>What the investigator says of the recordings that came: notes on moments, captions in both languages, and a hold. What is there already stays.</summary>
public sealed class DemoRemarks(
    MomentNotes notes,
    CaptionList captions,
    CaptionKeeper keeper,
    ILedger ledger,
    ForceProfile force,
    TimeProvider time
)
{
    /// <summary>A recording can be spoken of once it was looked at, which takes seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private Viewer Investigator => Cast.Of(force.Code).Investigator;

    /// <summary>On the film of the shop's recorder.</summary>
    public async Task OnFilmAsync(Id<Exhibit> film, Func<string, Guid> named, CancellationToken ct)
    {
        if (await PlayingAsync(film, ct) is not { } told || told.Any(static e => e.Event is MomentNoted or ExhibitHeld))
            return; // also what somebody took back since
        (double From, double? Until, string Words)[] seen =
        [
            (1, 3.5, "A car goes past slowly, from left to right. Nobody gets out."),
            (5, null, "The road is empty again."),
        ];
        foreach (var (i, (from, until, words)) in seen.Index())
            (await notes.WriteAsync(film, new(named($"note {i}")), from, until, words, Investigator, ct)).OrThrow();
        var hold = new HoldExhibit(
            film,
            new(named("hold")),
            HoldReason.Complaint,
            "The shop’s owner complains of how long the disc was kept."
        );
        (await ledger.DecideAsync(new Id<Keeping>(film.Value), hold, Investigator, ct)).OrThrow();
    }

    /// <summary>Of the sound of its alarm.</summary>
    public async Task OfSoundAsync(Id<Exhibit> sound, CancellationToken ct)
    {
        if (await PlayingAsync(sound, ct) is null || (await captions.OfAsync(sound, Investigator, ct)).Count > 0)
            return;
        foreach (var (language, words) in new[] { ("en", "[An alarm, three tones a second]"), ("cy", "[Larwm, tri thôn yr eiliad]") })
            (await keeper.WriteAsync(sound, language, after: 0, [new(0, 8, words)], file: null, Investigator, ct)).OrThrow();
    }

    /// <summary>Waits until it is known that something plays. Answers what was told of it; nothing when it is gone, or nobody finds out.</summary>
    private async Task<IReadOnlyList<Entry>?> PlayingAsync(Id<Exhibit> exhibit, CancellationToken ct)
    {
        for (var until = time.GetUtcNow() + Patience; time.GetUtcNow() < until; await Task.Delay(500, ct))
        {
            var entries = await ledger.StreamAsync(exhibit.Value, Investigator, ct);
            var original = entries.Aggregate(Original.Empty, static (state, e) => state.Apply(e.Event));
            if (original.Gone || original.Plays)
                return original.Gone ? null : entries;
        }

        return null;
    }
}

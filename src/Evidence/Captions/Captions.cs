using System.Collections.Immutable;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Moments;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Versions;

namespace Bluelamp.Evidence.Captions;

/// <summary>Somebody wrote captions of a recording: a derivative made by a person. The text lies in the store; earlier versions stay.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="Version">Of this language: 1, then one more each time.</param>
/// <param name="Cues">How many captions.</param>
/// <param name="Input">The bytes that were heard.</param>
/// <param name="Output">The captions as a WebVTT file.</param>
/// <param name="File">The file that they were taken from, as it came; nothing when they were written here.</param>
[EventType("evidence.captions-written.v1")]
public sealed record CaptionsWritten(
    Id<Exhibit> Exhibit,
    string Language,
    int Version,
    int Cues,
    ContentHash Input,
    ContentHash Output,
    long Bytes,
    ContentHash? File
) : IEvent;

/// <summary>An exhibit, as far as captions of it need it.</summary>
/// <param name="Latest">By language.</param>
/// <param name="Withdrawn">The languages whose latest captions are withdrawn.</param>
public sealed record Captioned(Original Of, ImmutableDictionary<string, CaptionsWritten> Latest, ImmutableHashSet<string> Withdrawn)
    : IState<Captioned>
{
    public static Captioned Empty { get; } =
        new(
            Original.Empty,
            ImmutableDictionary.Create<string, CaptionsWritten>(StringComparer.Ordinal),
            ImmutableHashSet.Create<string>(StringComparer.Ordinal)
        );

    public Captioned Apply(IEvent e) =>
        e switch
        {
            CaptionsWritten w => this with { Latest = Latest.SetItem(w.Language, w), Withdrawn = Withdrawn.Remove(w.Language) },
            CaptionsWithdrawn w => this with { Withdrawn = Withdrawn.Add(w.Language) },
            _ => this with { Of = Of.Apply(e) },
        };
}

/// <summary>Keep captions of a recording. The text is in the store before this is said. Said twice, the second time changes nothing.</summary>
/// <param name="Language">Nothing when what was typed is no language.</param>
/// <param name="After">The version that they were made from; 0 for none, and where what there was is withdrawn.</param>
public sealed record WriteCaptions(
    Id<Exhibit> Exhibit,
    string? Language,
    int After,
    int Cues,
    ContentHash Output,
    long Bytes,
    ContentHash? File
) : ICommand<Captioned>
{
    public Decision Decide(Captioned state, By by) =>
        state switch
        {
            { Of.Content: null } or { Of.Gone: true } => new NoSuchRecord(),
            { Of.Plays: false } => new NothingPlays(),
            _ when Language is null => new NoSuchLanguage(),
            _ when state.Latest.TryGetValue(Language, out var latest) => Next(state, latest),
            _ => [Written(state, 1)],
        };

    private Decision Next(Captioned state, CaptionsWritten latest) =>
        state.Withdrawn.Contains(latest.Language)
            ? After == 0
                ? [Written(state, latest.Version + 1)]
                : new CaptionsAreWithdrawn()
            : latest.Output == Output
                ? []
                : latest.Version != After
                    ? new CaptionsChanged(latest)
                    : [Written(state, latest.Version + 1)];

    private CaptionsWritten Written(Captioned state, int version) =>
        new(Exhibit, Language!, version, Cues, state.Of.Content!.Sha256, Output, Bytes, File); // refused above without either
}

public sealed record NoSuchLanguage()
    : Refusal.Invalid("no-such-language", "Choose the language, or enter its tag, such as pl for Polish or pt-BR.", "language");

public sealed record CaptionsChanged(CaptionsWritten Latest)
    : Refusal.Conflict(
        "captions-changed",
        $"There is version {Latest.Version} of the captions in {CaptionLanguage.Title(Latest.Language)}, which you had not before you. "
            + "Open it in another tab, and put into it what you wrote here."
    );

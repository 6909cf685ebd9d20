using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Versions;

/// <summary>Ask for a version of an exhibit.</summary>
/// <param name="Version">The exhibit that it will be. Said twice, the second time changes nothing.</param>
public sealed record OrderVersion(Id<Exhibit> Exhibit, Id<Exhibit> Version, string Name, VersionPlan Plan) : ICommand<Original>
{
    /// <summary>Seconds by which what is played may be longer than the original says that it is; its length is shown in whole seconds.</summary>
    private const double Slack = 0.5;

    public Decision Decide(Original state, By by) =>
        state switch
        {
            { Content: null } or { Gone: true } => new NoSuchRecord(),
            _ when state.Orders.ContainsKey(Version) => [],
            { Found: null, HasWords: false } => new CannotBeShown(),
            _ when string.IsNullOrWhiteSpace(Name) => new VersionNameMissing(),
            _ when Name.Length > VersionPlan.LongestName => new VersionNameTooLong(),
            _ when Plan.Kind is VersionKind.Clip => Clip(state),
            { HasWords: true } => Document(state),
            _ => Redaction(state),
        };

    private Decision Clip(Original state) =>
        Plan.Part switch
        {
            _ when !state.Plays => new NothingToCut(),
            not { From: >= 0 } => new ClipHasNoBeginning(),
            { } part when part.Until <= part.From || part.From >= state.Found!.DurationSeconds => new ClipEndsBeforeItBegins(), // it plays
            { } part when part.Until > state.Found!.DurationSeconds + Slack => new ClipEndsAfterItsRecording(
                state.Found.DurationSeconds ?? 0
            ),
            _ => Ordered,
        };

    private Decision Redaction(Original state) =>
        Plan switch
        {
            { Regions.Count: 0, Mutes.Count: 0 } => new NothingToRedact(),
            { Regions.Count: > 0 } when !state.HasPicture => new NoPictureToCover(),
            { Mutes.Count: > 0 } when !state.HasSound => new NoSoundToMute(),
            _ => Ordered,
        };

    private Decision Document(Original state) =>
        Plan switch
        {
            { Phrases: null or { Count: 0 }, Regions.Count: 0 } => new NoWordsChosen(),
            { Phrases: { } phrases } when phrases.Any(static p => p.Text.Length is < Phrase.Shortest or > Phrase.Longest) =>
                new NoSuchPhrase(),
            { Regions.Count: > 0 } when !state.IsPdf => new NoPictureToCover(),
            _ => Ordered,
        };

    private Decision Ordered => [new VersionOrdered(Exhibit, Version, Name.Trim(), Plan)];
}

/// <summary>Say what became of an order: <see cref="VersionMade"/> or <see cref="VersionFailed"/>. Once.</summary>
internal sealed record SayVersion(Id<Exhibit> Version, IEvent Outcome) : ICommand<Original>
{
    public Decision Decide(Original state, By by) =>
        state.Gone || !state.Orders.TryGetValue(Version, out var over) ? new NoSuchRecord()
        : over ? new VersionIsThere()
        : [Outcome];
}

public sealed record CannotBeShown()
    : Refusal.Conflict("cannot-be-shown", "This file cannot be shown here yet, so nothing can be made of it. Look again in a while.");

public sealed record VersionIsThere() : Refusal.Conflict("version-is-there", "It was made already.");

public sealed record VersionNameMissing() : Refusal.Invalid("version-name-missing", "Give it a name.", "name");

public sealed record VersionNameTooLong()
    : Refusal.Invalid("version-name-too-long", $"A name holds {VersionPlan.LongestName} characters.", "name");

public sealed record NothingToCut() : Refusal.Invalid("nothing-to-cut", "Only films and sounds can be cut.", "from");

public sealed record ClipHasNoBeginning() : Refusal.Invalid("clip-has-no-beginning", "Say where the clip begins.", "from");

public sealed record ClipEndsBeforeItBegins()
    : Refusal.Invalid("clip-ends-before-it-begins", "The clip must begin before it ends, and before the recording is over.", "until");

public sealed record ClipEndsAfterItsRecording(double Seconds)
    : Refusal.Invalid(
        "clip-ends-after-its-recording",
        $"The recording is over at {Clock.Write(Seconds)}. End the clip there or before.",
        "until"
    );

public sealed record NothingToRedact() : Refusal.Invalid("nothing-to-redact", "Say what must not be seen or heard.", "plan");

public sealed record NoWordsChosen() : Refusal.Invalid("no-words-chosen", "Choose or write what must not be read.", "chosen");

public sealed record NoSuchPhrase()
    : Refusal.Invalid("no-such-phrase", $"What must not be read has {Phrase.Shortest} to {Phrase.Longest} characters.", "words");

public sealed record NoPictureToCover()
    : Refusal.Invalid("no-picture-to-cover", "There is no picture in it: only stretches of sound can be muted.", "plan");

public sealed record NoSoundToMute()
    : Refusal.Invalid("no-sound-to-mute", "There is no sound in it: only places in the picture can be covered.", "plan");

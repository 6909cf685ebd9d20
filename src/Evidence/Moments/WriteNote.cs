using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Versions;

namespace Bluelamp.Evidence.Moments;

/// <summary>Say on an exhibit that there is a note on a moment of it. Said twice, the second time changes nothing.</summary>
/// <param name="From">Seconds from the beginning; nothing when what was typed is no moment.</param>
/// <param name="Until">The end of a stretch; nothing for a moment alone.</param>
public sealed record SayNoted(Id<Exhibit> Exhibit, Id<MomentNote> Note, double? From, double? Until) : ICommand<Noted>
{
    /// <summary>Notes on one exhibit.</summary>
    public const int Most = 500;

    /// <summary>Seconds by which what is played may be longer than the original says that it is.</summary>
    private const double Slack = 0.5;

    public Decision Decide(Noted state, By by) =>
        state switch
        {
            { Of.Content: null } or { Of.Gone: true } => new NoSuchRecord(),
            _ when state.Notes.Contains(Note) => [],
            { Of.Plays: false } => new NothingPlays(),
            _ when From is not >= 0 => new NoSuchMoment(),
            _ when Until is { } until && until <= From => new MomentsRunBackwards(),
            { Of.Found.DurationSeconds: { } seconds } when (Until ?? From) > seconds + Slack => new AfterItsEnd(seconds, Until is null),
            { Notes.Count: >= Most } => new TooManyNotes(),
            _ => [new MomentNoted(Exhibit, Note, From.Value, Until)],
        };
}

/// <summary>Write the words of a note.</summary>
public sealed record WriteNote(Id<MomentNote> Note, Id<Exhibit> Exhibit, double? From, double? Until, string Words) : ICommand<MomentNote>
{
    /// <summary>Characters.</summary>
    public const int Longest = 2_000;

    public Decision Decide(MomentNote state, By by) =>
        state switch
        {
            { Other: true } => new NoSuchRecord(),
            { Exhibit: not null } => [],
            _ when Kept.Length == 0 => new MomentNoteIsEmpty(),
            _ when Kept.Length > Longest => new MomentNoteTooLong(),
            _ => [new NoteWritten(Note, Exhibit.Value, From ?? 0, Until, Kept)], // a moment that is none is refused on the exhibit
        };

    /// <summary>Without signs that nobody can see.</summary>
    private string Kept => string.Concat(Words.Where(static c => !char.IsControl(c) || c is '\n' or '\t')).Trim();
}

/// <summary>Say on an exhibit that a note on it was struck out.</summary>
public sealed record SayStruck(Id<Exhibit> Exhibit, Id<MomentNote> Note) : ICommand<Noted>
{
    public Decision Decide(Noted state, By by) =>
        !state.Of.Gone && state.Notes.Contains(Note) ? [new MomentNoteStruck(Exhibit, Note)] : new NoSuchRecord();
}

/// <summary>Strike a note out. It stays to be read, with who did it and why; nobody changes its words.</summary>
public sealed record StrikeNote(Id<MomentNote> Note, Id<Exhibit> Exhibit, string Reason) : ICommand<MomentNote>
{
    /// <summary>Characters.</summary>
    public const int LongestReason = 500;

    public Decision Decide(MomentNote state, By by) =>
        state switch
        {
            { Other: true } => new NoSuchRecord(),
            _ when state.Exhibit != Exhibit.Value => new NoSuchRecord(),
            { Struck: true } => new NoteIsStruck(),
            _ when string.IsNullOrWhiteSpace(Reason) => new StrikingReasonMissing(),
            _ when Reason.Trim().Length > LongestReason => new StrikingReasonTooLong(),
            _ => [new NoteStruck(Note, Reason.Trim())],
        };
}

/// <summary>Notes on moments: on the exhibit and on the note, both or neither.</summary>
public sealed class MomentNotes(ILedger ledger)
{
    /// <summary>Writes a note. The same said twice is one note.</summary>
    /// <param name="from">Seconds from the beginning; nothing when what was typed is no moment.</param>
    public Task<Result<Appended>> WriteAsync(
        Id<Exhibit> exhibit,
        Id<MomentNote> note,
        double? from,
        double? until,
        string words,
        Viewer viewer,
        CancellationToken ct
    ) =>
        note.Value == exhibit.Value
            ? Task.FromResult<Result<Appended>>(new NoSuchRecord())
            : ledger.DecideAsync(
                [
                    Step.For(new Id<Noted>(exhibit.Value), new SayNoted(exhibit, note, from, until)),
                    Step.For(note, new WriteNote(note, exhibit, from, until, words)),
                ],
                viewer,
                ct
            );

    public Task<Result<Appended>> StrikeAsync(
        Id<Exhibit> exhibit,
        Id<MomentNote> note,
        string reason,
        Viewer viewer,
        CancellationToken ct
    ) =>
        note.Value == exhibit.Value
            ? Task.FromResult<Result<Appended>>(new NoSuchRecord())
            : ledger.DecideAsync(
                [
                    Step.For(new Id<Noted>(exhibit.Value), new SayStruck(exhibit, note)),
                    Step.For(note, new StrikeNote(note, exhibit, reason)),
                ],
                viewer,
                ct
            );
}

public sealed record NothingPlays()
    : Refusal.Conflict("nothing-plays", "Only films and sounds that play here have moments. Add a note to the whole exhibit instead.");

public sealed record NoSuchMoment()
    : Refusal.Invalid("no-such-moment", "Enter a moment of the recording in minutes and seconds, such as 1:30.5.", "from");

public sealed record MomentsRunBackwards()
    : Refusal.Invalid("moments-run-backwards", "The end must come after the beginning. Leave it empty for one moment.", "until");

public sealed record AfterItsEnd(double Seconds, bool Begins)
    : Refusal.Invalid("after-its-end", $"The recording is over at {Clock.Write(Seconds)}.", Begins ? "from" : "until");

public sealed record TooManyNotes()
    : Refusal.Conflict("too-many-notes", $"There are {SayNoted.Most} notes on this recording already. Write one on a clip of it instead.");

public sealed record MomentNoteIsEmpty() : Refusal.Invalid("moment-note-is-empty", "Write what is to be seen or heard.", "words");

public sealed record MomentNoteTooLong()
    : Refusal.Invalid("moment-note-too-long", $"A note holds {WriteNote.Longest} characters.", "words");

public sealed record NoteIsStruck() : Refusal.Conflict("note-is-struck", "It is struck out already. Nothing is left to do.");

public sealed record StrikingReasonMissing() : Refusal.Invalid("striking-reason-missing", "Say why it is struck out.", "reason");

public sealed record StrikingReasonTooLong()
    : Refusal.Invalid("striking-reason-too-long", $"Say it in {StrikeNote.LongestReason} characters.", "reason");

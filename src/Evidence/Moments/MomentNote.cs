using System.Collections.Immutable;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Versions;

namespace Bluelamp.Evidence.Moments;

/// <summary>Somebody wrote a note on a moment of a recording, or on a stretch of it. Its words stand on a stream of their own (<see cref="NoteWritten"/>).</summary>
/// <param name="From">Seconds from the beginning.</param>
/// <param name="Until">The end of a stretch; nothing for a moment alone.</param>
[EventType("evidence.moment-noted.v1")]
public sealed record MomentNoted(Id<Exhibit> Exhibit, Id<MomentNote> Note, double From, double? Until) : IEvent;

/// <summary>A note on a moment was struck out. Why stands with its words.</summary>
[EventType("evidence.moment-note-struck.v1")]
public sealed record MomentNoteStruck(Id<Exhibit> Exhibit, Id<MomentNote> Note) : IEvent;

/// <summary>The words of a note, on the note's own stream: they stay with staff when the exhibit's chain of custody leaves.</summary>
/// <param name="Exhibit">Named, not touched: the exhibit's own stream tells that there is a note.</param>
[EventType("evidence.note-written.v1")]
public sealed record NoteWritten(Id<MomentNote> Note, Guid Exhibit, double From, double? Until, string Words) : IEvent;

/// <summary>Why a note was struck out. Its words stay.</summary>
[EventType("evidence.note-struck.v1")]
public sealed record NoteStruck(Id<MomentNote> Note, string Reason) : IEvent;

/// <summary>A note, as far as decisions need it.</summary>
/// <param name="Exhibit">What it is a note on; nothing when there is none.</param>
/// <param name="Other">The stream is another record's.</param>
public sealed record MomentNote(Guid? Exhibit, bool Struck, bool Other) : IState<MomentNote>
{
    public static MomentNote Empty { get; } = new(Exhibit: null, Struck: false, Other: false);

    public MomentNote Apply(IEvent e) =>
        e switch
        {
            NoteWritten written => this with { Exhibit = written.Exhibit },
            NoteStruck => this with { Struck = true },
            _ => this with { Other = true },
        };
}

/// <summary>An exhibit, as far as notes on its moments need it.</summary>
/// <param name="Notes">Also those that were struck out.</param>
public sealed record Noted(Original Of, ImmutableHashSet<Id<MomentNote>> Notes) : IState<Noted>
{
    public static Noted Empty { get; } = new(Original.Empty, []);

    public Noted Apply(IEvent e) => new(Of.Apply(e), e is MomentNoted noted ? Notes.Add(noted.Note) : Notes);
}

namespace Bluelamp.Records;

/// <summary>Somebody wrote a note on a record.</summary>
[EventType("records.note-attached.v1")]
public sealed record NoteAttached(RecordRef Record, string Text) : IEvent;

/// <summary>Write a note on any record. It cannot be changed afterwards, only followed by another.</summary>
public sealed record AttachNote(RecordRef Record, string Text) : ICommand<AnyRecord>
{
    public const int Longest = 4_000;

    public Decision Decide(AnyRecord state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            _ when string.IsNullOrWhiteSpace(Text) => new NoteIsEmpty(),
            _ when Text.Length > Longest => new NoteTooLong(),
            _ => [new NoteAttached(Record, Text.Trim())],
        };
}

public sealed record NoteIsEmpty() : Refusal.Invalid("note-is-empty", "Write the note first.", "text");

public sealed record NoteTooLong() : Refusal.Invalid("note-too-long", $"A note holds {AttachNote.Longest} characters. Write two.", "text");

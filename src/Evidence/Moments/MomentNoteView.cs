using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Moments;

/// <summary>Keeps <c>evidence.moment_note</c>: the notes on moments of recordings.</summary>
public sealed class MomentNoteView : IView
{
    public string Table => "evidence.moment_note";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.moment_note where force = {force} and note = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            NoteWritten e => $"""
                insert into evidence.moment_note (force, note, exhibit, from_seconds, until_seconds, words, written_at, written_by)
                values ({entry.Force}, {e.Note}, {e.Exhibit}, {e.From}, {e.Until}, {e.Words}, {entry.At}, {entry.Actor})
                """,
            NoteStruck e => $"""
                update evidence.moment_note set struck_at = {entry.At}, struck_by = {entry.Actor}, struck_why = {e.Reason}
                 where force = {entry.Force} and note = {e.Note}
                """,
            _ => null,
        };
}

/// <summary>Notes go with the exhibit that they are on.</summary>
internal sealed class MomentNoteCompanions : ICompanions
{
    public Sql Streams(short force, Guid record) =>
        $"select n.note from evidence.moment_note n where n.force = {force} and n.exhibit = {record}";
}

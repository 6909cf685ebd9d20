using Bluelamp.Evidence.Versions;

namespace Bluelamp.Evidence.Moments;

/// <summary>What the entries on notes mean. It never says the words of a note: what it says leaves with the chain of custody.</summary>
public sealed class MomentWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Notes on moments"] = [typeof(MomentNoted), typeof(MomentNoteStruck)],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            MomentNoted { Until: { } until } e => new("Note written", $"On {e.Exhibit}, {Clock.Write(e.From)} to {Clock.Write(until)}"),
            MomentNoted e => new("Note written", $"On {e.Exhibit}, at {Clock.Write(e.From)}"),
            MomentNoteStruck e => new("Note struck out", $"On {e.Exhibit}"),
            NoteWritten e => new("Words of a note", $"At {Clock.Write(e.From)}"),
            NoteStruck => new("Note struck out"),
            _ => null,
        };
}

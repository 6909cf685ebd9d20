namespace Bluelamp.Evidence.Moving;

/// <summary>What the entries of moves mean, in plain words.</summary>
internal sealed class MovingWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal) { ["Moves of the bytes"] = [typeof(ExhibitMoved)] };

    public EntryWords? Say(Entry entry) =>
        entry.Event is ExhibitMoved e
            ? new(
                "Bytes moved",
                $"{e.Exhibit}: the stored bytes went from {e.From} to {e.To}, were read back there and have SHA-256 {e.Sha256.ToString()}."
            )
            : null;
}

namespace Bluelamp.Evidence.Likeness;

/// <summary>What hashing means in the chain of custody.</summary>
public sealed class LikenessWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal) { ["Hashes of frames"] = [typeof(FramesHashed)] };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            FramesHashed { Frames: [] } e => new("Frames not hashed", $"{e.Exhibit} shows nothing by which it could be compared."),
            FramesHashed e => new(
                "Frames hashed",
                $"How {e.Exhibit} looks, by {e.Method} and {e.Tool} {e.Version}, to find what looks alike."
            ),
            _ => null,
        };
}

namespace Bluelamp.Evidence.Worn;

/// <summary>Body-worn video in the chain of custody of an exhibit.</summary>
internal sealed class BodyWornWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal) { ["Evidence"] = [typeof(BodyWornReceived)] };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            BodyWornReceived e => new(
                "Received from a body-worn camera",
                $"{e.Exhibit}, worn by {e.Wearer.WornBy ?? "nobody knows whom"}, camera {e.Wearer.Device ?? "not named"}"
            ),
            _ => null,
        };
}

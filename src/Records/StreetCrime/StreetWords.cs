namespace Bluelamp.Records.StreetCrime;

/// <summary>What the entries of published open data mean, in plain words.</summary>
internal sealed class StreetWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal) { ["Open data"] = [typeof(StreetBatchLoaded)] };

    public EntryWords? Say(Entry entry) =>
        entry.Event is StreetBatchLoaded b
            ? new(
                "Published crime loaded",
                $"{b.File}: {b.Added} rows added, {b.Updated} revised, {b.Unchanged} unchanged, {b.Rejected} rejected."
            )
            : null;
}

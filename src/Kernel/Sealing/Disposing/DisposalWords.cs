namespace Bluelamp.Kernel.Sealing;

/// <summary>What the entries of sealing and disposal mean, in words.</summary>
internal sealed class DisposalWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal) { ["Disposals"] = [typeof(EntriesDisposed)] };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            EntriesDisposed e => new(
                "Content lawfully disposed of",
                $"{e.Entries.Length} entries, by {e.Authority}, under {e.Rule}: {e.Reason}"
            ),
            SealKeyRotated e => new("Sealing key replaced", $"{e.Log}: {e.Key}"),
            _ => null,
        };
}

namespace Bluelamp.Evidence.Scanning;

/// <summary>What a scan means in the chain of custody.</summary>
public sealed class ScanWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Scans and quarantine"] = [typeof(ExhibitScanned), typeof(ExhibitReleased)],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            ExhibitScanned { Finding: { } finding } e => new("Put in quarantine", $"{e.Exhibit}: {e.Scanner} found {finding}"),
            ExhibitScanned { Unable: { } why } e => new("Could not be scanned whole", $"{e.Exhibit}, {e.Scanner}: {why}"),
            ExhibitScanned e => new("Scanned: nothing harmful found", $"{e.Exhibit}, {e.Scanner}"),
            ExhibitReleased e => new("Released from quarantine", $"{e.Exhibit}: {e.Reason}"),
            _ => null,
        };
}

namespace Bluelamp.Evidence.Versions;

/// <summary>What the entries on versions mean, in plain words.</summary>
public sealed class VersionWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Clips and redaction"] = [typeof(VersionOrdered), typeof(VersionMade), typeof(VersionFailed), typeof(MadeFrom)],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            VersionOrdered e => new($"{e.Plan.Kind.Label()} asked for", $"Of {e.Exhibit}: {e.Name}"),
            VersionMade e => new("Version made", $"{e.Version} of {e.Exhibit}, SHA-256 {e.Output.ToString()}"),
            VersionFailed e => new("Version could not be made", $"Of {e.Exhibit}. {e.Reason}"),
            MadeFrom e => new(
                $"{e.Kind.Label()} made",
                $"{e.Exhibit} from {e.Original} by {e.Tool} {e.Version}, SHA-256 of the original {e.Input.ToString()}, of this {e.Output.ToString()}"
            ),
            _ => null,
        };
}

namespace Bluelamp.Evidence.Captions;

/// <summary>What the entries on captions mean, in plain words.</summary>
public sealed class CaptionWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Captions"] = [typeof(CaptionsWritten), typeof(CaptionsWithdrawn)],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            CaptionsWritten e => new(
                "Captions written",
                $"Of {e.Exhibit} in {CaptionLanguage.Title(e.Language)}, version {e.Version}, {(e.File is null ? "by hand" : "from a file")}, SHA-256 {e.Output.ToString()}"
            ),
            CaptionsWithdrawn e => new("Captions withdrawn", $"Of {e.Exhibit} in {CaptionLanguage.Title(e.Language)}, as {e.Why.Label()}"),
            _ => null,
        };
}

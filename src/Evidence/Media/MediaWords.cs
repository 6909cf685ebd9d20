namespace Bluelamp.Evidence.Media;

/// <summary>What the entries on derivatives mean, in plain words.</summary>
public sealed class MediaWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Derivatives"] = [typeof(ExhibitExamined), typeof(DerivativeMade), typeof(DerivativeFailed)],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            ExhibitExamined { Readable: true } e => new("Examined", $"{e.Exhibit} can be played or shown."),
            ExhibitExamined e => new("Examined", $"{e.Exhibit} cannot be played or shown here."),
            DerivativeMade e => new($"{e.Kind} made", $"From {e.Exhibit} by {e.Tool} {e.Version}, SHA-256 {e.Output.ToString()}."),
            DerivativeFailed e => new($"{e.Kind} could not be made", $"From {e.Exhibit}. {e.Reason}"),
            _ => null,
        };
}

namespace Bluelamp.Records;

/// <summary>Where a fact comes from. Every fact and every link has one.</summary>
/// <param name="Record">The report, crime, exhibit or person that it comes from, when that is a record of ours.</param>
/// <param name="Words">As a reader needs it: <c>report K7QM-2XRT</c>, <c>the victim</c>.</param>
public sealed record Source(SourceKind Kind, string Words, Id<AnyRecord>? Record = null)
{
    /// <summary>What an officer or member of staff knows at first hand.</summary>
    public static Source Officer { get; } = new(SourceKind.Officer, "police");
}

/// <summary>What kind of thing a <see cref="Source"/> is.</summary>
public enum SourceKind
{
    Report,
    Crime,
    Person,
    Officer,
    OtherSystem,
    Exhibit,
}

/// <summary>How sure we are of a fact or a link.</summary>
public enum Confidence
{
    Confirmed,
    Believed,
    Unknown,
}

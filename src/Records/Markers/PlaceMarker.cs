namespace Bluelamp.Records;

/// <summary>Place a marker on a record.</summary>
public sealed record AddMarker(
    RecordRef Record,
    Id<Marker> Marker,
    MarkerList List,
    string Code,
    string Words,
    Source Source,
    DateOnly EvidenceOn,
    DateOnly ReviewBy
) : ICommand<Markers>
{
    /// <summary>A marker that nobody looks at for longer is not kept up to date (DPA 2018 s38).</summary>
    public const int LongestMonths = 24;

    public Decision Decide(Markers state, By by)
    {
        var today = DateOnly.FromDateTime(by.At.UtcDateTime);
        return 0 switch
        {
            _ when !state.Known => new NoSuchRecord(),
            _ when state.Standing.Values.Any(m => m.List == List && string.Equals(m.Code, Code, StringComparison.Ordinal)) =>
                new MarkerStands(),
            _ when string.IsNullOrWhiteSpace(Code) => new MarkerCodeMissing(),
            _ when string.IsNullOrWhiteSpace(Words) => new MarkerWordsMissing(),
            _ when EvidenceOn > today => new EvidenceInTheFuture(),
            _ when ReviewBy <= today || ReviewBy > today.AddMonths(LongestMonths) => new ReviewOutOfReach(),
            _ => [new MarkerAdded(Record, Marker, List, Code, Words.Trim(), Source, EvidenceOn, ReviewBy)],
        };
    }
}

/// <summary>Keep a marker after looking at it again.</summary>
public sealed record ReviewMarker(RecordRef Record, Id<Marker> Marker, DateOnly ReviewBy, string Reason) : ICommand<Markers>
{
    public Decision Decide(Markers state, By by)
    {
        var today = DateOnly.FromDateTime(by.At.UtcDateTime);
        return 0 switch
        {
            _ when !state.Standing.ContainsKey(Marker) => new NoSuchMarker(),
            _ when ReviewBy <= today || ReviewBy > today.AddMonths(AddMarker.LongestMonths) => new ReviewOutOfReach(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new MarkerReviewed(Record, Marker, ReviewBy, Reason.Trim())],
        };
    }
}

/// <summary>Take a marker off, with the reason.</summary>
public sealed record EndMarker(RecordRef Record, Id<Marker> Marker, string Reason) : ICommand<Markers>
{
    public Decision Decide(Markers state, By by) =>
        0 switch
        {
            _ when !state.Standing.ContainsKey(Marker) => new NoSuchMarker(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new MarkerEnded(Record, Marker, Reason.Trim())],
        };
}

public sealed record MarkerStands() : Refusal.Conflict("marker-stands", "This record has that marker already. Review it instead.");

public sealed record MarkerCodeMissing() : Refusal.Invalid("marker-code-missing", "Choose a marker.", "code");

public sealed record MarkerWordsMissing() : Refusal.Invalid("marker-words-missing", "Say what it rests on.", "words");

public sealed record EvidenceInTheFuture()
    : Refusal.Invalid("evidence-in-the-future", "The evidence cannot be later than today.", "evidenceOn");

public sealed record ReviewOutOfReach()
    : Refusal.Invalid(
        "review-out-of-reach",
        $"Enter a day for the review: later than today, and within {AddMarker.LongestMonths} months.",
        "reviewBy"
    );

public sealed record NoSuchMarker() : Refusal.NotFound("no-such-marker", "That marker is gone already. Nothing is left to do.");

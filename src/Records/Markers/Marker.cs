using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>Two lists that are never mixed: what is a danger to officers, and what makes a person vulnerable.</summary>
public enum MarkerList
{
    Warning,
    Vulnerability,
}

/// <summary>A marker on a record; only ever an id and its events.</summary>
public sealed record Marker;

/// <summary>A marker was placed. It is no proof of anything, and it must be reviewed.</summary>
/// <param name="Code">Of <c>definitions/codes/warning-markers</c> or <c>vulnerability-markers</c>.</param>
/// <param name="EvidenceOn">The day of what it rests on.</param>
/// <param name="ReviewBy">From the day after, it is shown greyed.</param>
[EventType("records.marker-added.v1")]
public sealed record MarkerAdded(
    RecordRef Record,
    Id<Marker> Marker,
    MarkerList List,
    string Code,
    string Words,
    Source Source,
    DateOnly EvidenceOn,
    DateOnly ReviewBy
) : IEvent;

/// <summary>Somebody looked at a marker again and kept it.</summary>
[EventType("records.marker-reviewed.v1")]
public sealed record MarkerReviewed(RecordRef Record, Id<Marker> Marker, DateOnly ReviewBy, string Reason) : IEvent;

/// <summary>A marker was taken off; the timeline keeps it.</summary>
[EventType("records.marker-ended.v1")]
public sealed record MarkerEnded(RecordRef Record, Id<Marker> Marker, string Reason) : IEvent;

/// <summary>The markers of a record.</summary>
public sealed record Markers(bool Known, ImmutableDictionary<Id<Marker>, MarkerAdded> Standing) : IState<Markers>
{
    public static Markers Empty { get; } = new(Known: false, ImmutableDictionary<Id<Marker>, MarkerAdded>.Empty);

    public Markers Apply(IEvent e) =>
        e switch
        {
            MarkerAdded added => this with { Known = true, Standing = Standing.SetItem(added.Marker, added) },
            MarkerEnded ended => this with { Standing = Standing.Remove(ended.Marker) },
            _ => this with { Known = true },
        };
}

using System.Globalization;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Records;

/// <summary>What part of a timeline a page shows, as its address says it.</summary>
/// <param name="AsAt">The record as it was known at this moment; <c>null</c> for now.</param>
/// <param name="Kind">Only entries of this kind of <see cref="IEntryWords.Kinds"/>.</param>
/// <param name="Before">Continue after this place.</param>
public sealed record TimelineQuestion(DateTimeOffset? AsAt, string? Kind, TimelinePlace? Before)
{
    /// <summary>Reads the query of an address; what cannot be read is left out.</summary>
    public static TimelineQuestion Of(string? asAt, string? kind, string? before) =>
        new(Moment(asAt), string.IsNullOrEmpty(kind) ? null : kind, Place(before));

    /// <summary>The moment as <c>&lt;input type="datetime-local"&gt;</c> holds it.</summary>
    public string? AsAtTyped => AsAt?.AsTyped();

    /// <summary>The query of the moment at which the record was first known, when this one is before it.</summary>
    public string At(DateTimeOffset first) =>
        $"?asat={Uri.EscapeDataString(first.AsTyped())}&unknown={Uri.EscapeDataString(AsAtTyped ?? "")}";

    /// <summary>The query of the next page.</summary>
    public string After(TimelinePlace place) =>
        $"?asat={Uri.EscapeDataString(AsAtTyped ?? "")}&kind={Uri.EscapeDataString(Kind ?? "")}"
        + string.Create(CultureInfo.InvariantCulture, $"&before={place.At.UtcTicks}-{place.Position}");

    /// <summary>The whole of the minute that was typed: what was written at 14:05:30 was known at 14:05. A day without a time is the whole of it.</summary>
    public static DateTimeOffset? Moment(string? typed) =>
        (LocalTime.Typed(typed) ?? LocalTime.Typed($"{typed}T23:59"))?.AddMinutes(1).AddMicroseconds(-1);

    private static TimelinePlace? Place(string? text) =>
        text?.Split('-') is [var ticks, var position]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTimeOffset.MaxValue.UtcTicks
        && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new(new DateTimeOffset(at, TimeSpan.Zero), place)
            : null;
}

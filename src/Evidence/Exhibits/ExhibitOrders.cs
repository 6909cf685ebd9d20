using System.Globalization;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>The groups into which an order of exhibits falls, as pages name them.</summary>
internal static class ExhibitOrders
{
    public static string Label(this ExhibitOrder order) =>
        order switch
        {
            ExhibitOrder.Time => "By time",
            ExhibitOrder.Place => "By place",
            _ => "Newest first",
        };

    /// <summary>Names the group of a line; nothing for an order without groups.</summary>
    public static Func<ExhibitLine, string>? Group(this ExhibitOrder order, Language language) =>
        order is ExhibitOrder.Newest ? null : line => order.GroupOf(line.HappenedAt, line.HappenedWhere, language)!;

    /// <summary>The group of a time and a place: the hour, or the place.</summary>
    public static string? GroupOf(this ExhibitOrder order, DateTimeOffset at, string where, Language language) =>
        order switch
        {
            ExhibitOrder.Time when at >= ExhibitLine.TimeUnknown => "Time not known",
            ExhibitOrder.Time => Hour(at, language),
            ExhibitOrder.Place => where.Length == 0 ? "Place not known" : where,
            _ => null,
        };

    private static string Hour(DateTimeOffset at, Language language)
    {
        var hour = at.InLondon().Hour;
        return string.Create(CultureInfo.InvariantCulture, $"{language.Date(at)}, {hour:00}:00 to {(hour + 1) % 24:00}:00");
    }
}

using System.Globalization;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Records.StreetCrime;

/// <summary>What the filters of published crimes and of published searches have in common.</summary>
internal static class StreetFilter
{
    /// <summary>The first day of a month such as <c>2021-03</c>; nothing when it is not given or no month.</summary>
    public static DateOnly? FirstDay(string? month) =>
        DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The column holds this text; nothing when none is given.</summary>
    public static Sql? Word(Sql column, string? text, Viewer viewer) =>
        Has(text) is { } given
            ? (Sql)$"{column} = (select w.word from records.street_word w where w.force = {viewer.Force} and w.text = {given})"
            : null;

    /// <summary>The row lies in an area: an LSOA code, or how its name begins; nothing when none is given.</summary>
    public static Sql? Area(Sql alias, string? text) =>
        Has(text) is { } area
            ? (Sql)
                $"""
                    {alias}.place in (select a.place from records.street_place a
                                       where a.force = {alias}.force and (a.lsoa = {area} or a.lsoa_name ilike {Like.Of(area) + "%"}))
                    """
            : null;

    /// <summary>Months to choose from, by their names.</summary>
    public static Choice[] Choices(IEnumerable<DateOnly> months, CultureInfo culture) =>
        [.. months.Select(m => new Choice(m.ToString("yyyy-MM", CultureInfo.InvariantCulture), m.ToString("MMMM yyyy", culture)))];

    public static Choice[] Choices(IEnumerable<string> texts) => [.. texts.Select(static t => new Choice(t, t))];

    private static string? Has(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

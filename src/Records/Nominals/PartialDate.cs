using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bluelamp.Records;

/// <summary>A date of which perhaps only the year, or year and month, is known. Written as ISO 8601: <c>1987</c>, <c>1987-03</c>, <c>1987-03-21</c>.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct PartialDate
{
    private PartialDate(int year, int? month, int? day) => (Year, Month, Day) = (year, month, day);

    public int Year { get; }

    public int? Month { get; }

    public int? Day { get; }

    public bool IsExact => Day is not null;

    /// <summary>The first day that it can mean.</summary>
    public DateOnly First => new(Year, Month ?? 1, Day ?? 1);

    /// <summary>The last day that it can mean.</summary>
    public DateOnly Last => new(Year, Month ?? 12, Day ?? DateTime.DaysInMonth(Year, Month ?? 12));

    public static PartialDate Of(DateOnly date) => new(date.Year, date.Month, date.Day);

    public static bool TryParse(ReadOnlySpan<char> text, out PartialDate date)
    {
        date = default;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            date = Of(day);
        else if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            date = new(month.Year, month.Month, day: null);
        else if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0)
            date = new(year, month: null, day: null);
        else
            return false;
        return true;
    }

    public override string ToString() =>
        (Month, Day) switch
        {
            (null, _) => $"{Year:D4}",
            (_, null) => $"{Year:D4}-{Month:D2}",
            _ => $"{Year:D4}-{Month:D2}-{Day:D2}",
        };

    private sealed class Json : JsonConverter<PartialDate>
    {
        public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var date) ? date : throw new JsonException("This is no date, month or year.");

        public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}

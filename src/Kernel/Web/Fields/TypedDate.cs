using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Web;

/// <summary>A date as somebody typed it in three boxes; shown again as it was when it is wrong.</summary>
public sealed record TypedDate(string? Day, string? Month, string? Year)
{
    public static TypedDate From(IFormCollection form, string name) =>
        new(form[$"{name}-day"], form[$"{name}-month"], form[$"{name}-year"]);

    public static TypedDate Of(DateOnly? date) =>
        new(
            date?.ToString("%d", CultureInfo.InvariantCulture),
            date?.ToString("%M", CultureInfo.InvariantCulture),
            date?.ToString("yyyy", CultureInfo.InvariantCulture)
        );

    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    /// <summary>The date, or null when the parts make none.</summary>
    public DateOnly? ToDate() =>
        DateOnly.TryParseExact(
            $"{Day?.Trim()}/{Month?.Trim()}/{Year?.Trim()}",
            "d/M/yyyy",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;
}

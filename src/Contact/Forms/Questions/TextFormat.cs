using System.Globalization;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Forms;

/// <summary>A kind of text with a form of its own: how it is read into its normal form, how it is shown, what to say when it is wrong.</summary>
public sealed record TextFormat(string Code, Bilingual Wrong)
{
    /// <summary>The normal form, or nothing when the text is wrong.</summary>
    public required Func<string, string?> Read { get; init; }

    public Func<string, string> Show { get; init; } = static text => text;

    /// <summary>The <c>format</c> of JSON Schema, where there is one.</summary>
    public string? JsonFormat { get; init; }

    /// <summary>The <c>type</c> of the field.</summary>
    public string FieldType { get; init; } = "text";

    /// <summary>A width class of govuk-frontend.</summary>
    public string? Width { get; init; }

    public string? InputMode { get; init; }

    /// <summary>In expressions it is a number, 0.0 when there is none.</summary>
    public bool IsNumber { get; init; }

    public static TextFormat Any { get; } = new("not-text", new("Enter text", "Rhowch destun")) { Read = static text => text };

    public static TextFormat Phone { get; } =
        new(
            "not-a-phone-number",
            new("Enter a phone number, like 01632 960 001 or 07700 900 982", "Rhowch rif ffôn, fel 01632 960 001 neu 07700 900 982")
        )
        {
            Read = static text => PhoneNumber.TryParse(text, out var phone) ? phone.ToString() : null,
            Show = static text => PhoneNumber.TryParse(text, out var phone) ? phone.ToNational() : text,
            FieldType = "tel",
            Width = "govuk-input--width-20",
        };

    public static TextFormat Email { get; } =
        new(
            "not-an-email-address",
            new(
                "Enter an email address in the correct format, like name@example.com",
                "Rhowch gyfeiriad e-bost yn y fformat cywir, fel enw@example.com"
            )
        )
        {
            Read = static text => EmailAddress.TryParse(text, out var email) ? email.ToString() : null,
            FieldType = "email",
            JsonFormat = "email",
        };

    public static TextFormat Postcode { get; } =
        new("not-a-postcode", new("Enter a full UK postcode, like LL1 1AA", "Rhowch god post llawn yn y DU, fel LL1 1AA"))
        {
            Read = static text => Kernel.Identifiers.Postcode.TryParse(text, out var postcode) ? postcode.ToString() : null,
            Width = "govuk-input--width-10",
        };

    /// <summary>A whole registration mark, or as many of its signs as somebody remembers.</summary>
    public static TextFormat Plate { get; } =
        new(
            "not-a-number-plate",
            new(
                "Enter the number plate, or the part that you remember, with letters and numbers only",
                "Rhowch y plât rhif, neu'r rhan rydych yn ei chofio, gyda llythrennau a rhifau yn unig"
            )
        )
        {
            Read = static text => Vrm.TryParse(text, out var vrm) ? vrm.ToString() : null,
            Show = static text => Vrm.TryParse(text, out var vrm) ? vrm.ToPlate() : text,
            Width = "govuk-input--width-10",
        };

    /// <summary>Fifteen digits of which the last is a Luhn check (3GPP TS 23.003); a sixteen-digit IMEISV is cut to its first fourteen.</summary>
    public static TextFormat Imei { get; } =
        new(
            "not-an-imei",
            new("Enter the IMEI: 15 numbers. Dial *#06# on a phone to see it", "Rhowch yr IMEI: 15 rhif. Deialwch *#06# ar ffôn i'w weld")
        )
        {
            Read = Luhn.Imei,
            Width = "govuk-input--width-20",
            InputMode = "numeric",
        };

    /// <summary>An amount in pounds; pence are kept.</summary>
    public static TextFormat Money { get; } =
        new("not-an-amount", new("Enter an amount in pounds, like 250 or 99.50", "Rhowch swm mewn punnoedd, fel 250 neu 99.50"))
        {
            Read = static text =>
                decimal.TryParse(
                    text.Replace("£", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Trim(),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var pounds
                ) && pounds is >= 0 and < 1_000_000_000
                    ? decimal.Round(pounds, 2).ToString("0.##", CultureInfo.InvariantCulture)
                    : null,
            Show = static text => "£" + text,
            Width = "govuk-input--width-10",
            InputMode = "decimal",
            IsNumber = true,
        };

    public static TextFormat Time { get; } =
        new("not-a-time", new("Enter a time, like 9:30 or 21:30", "Rhowch amser, fel 9:30 neu 21:30"))
        {
            Read = static text => ClockTime.Read(text) is { } time ? time.ToString("HH:mm", CultureInfo.InvariantCulture) : null,
            Width = "govuk-input--width-5",
        };

    public static TextFormat Latitude { get; } = Degrees(49, 61.5);

    public static TextFormat Longitude { get; } = Degrees(-9.5, 2.5);

    private static TextFormat Degrees(double from, double to) =>
        new("not-on-the-map", new("Choose a place in Great Britain on the map", "Dewiswch le ym Mhrydain Fawr ar y map"))
        {
            Read = text =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && degrees >= from && degrees <= to
                    ? Math.Round(degrees, 6).ToString("0.######", CultureInfo.InvariantCulture)
                    : null,
        };
}

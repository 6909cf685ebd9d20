using System.Globalization;

namespace Bluelamp.Kernel.Web;

/// <summary>Moments as people in Britain read them: stored in UTC, shown in Europe/London, on the 24-hour clock of police work.</summary>
public static class LocalTime
{
    private const string Box = "yyyy-MM-dd'T'HH:mm";
    private const string BoxWithSeconds = "yyyy-MM-dd'T'HH:mm:ss";
    private static readonly string[] Boxes = [Box, BoxWithSeconds];
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateTimeOffset InLondon(this DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, London);

    /// <summary>The moment of a local date and time. In the hour that comes twice in October, the first.</summary>
    public static DateTimeOffset FromLondon(DateTime local)
    {
        var offset = London.IsAmbiguousTime(local) ? London.GetAmbiguousTimeOffsets(local).Max() : London.GetUtcOffset(local);
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset).ToUniversalTime();
    }

    /// <summary>Whether clocks in Britain ever showed it: in the hour that is left out in March they did not.</summary>
    public static bool Exists(DateTime local) => !London.IsInvalidTime(DateTime.SpecifyKind(local, DateTimeKind.Unspecified));

    /// <summary>The moment that a box of <c>&lt;input type="datetime-local"&gt;</c> holds; nothing when it holds none of this or the last century.</summary>
    public static DateTimeOffset? Typed(string? box) =>
        DateTime.TryParseExact(box, Boxes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        && local.Year is > 1900 and < 9999
            ? FromLondon(local)
            : null;

    /// <summary>A moment as such a box holds it.</summary>
    public static string AsTyped(this DateTimeOffset at) => at.InLondon().ToString(Box, CultureInfo.InvariantCulture);

    /// <summary>The same with its seconds, for a box with a <c>step</c> of one.</summary>
    public static string AsTypedSeconds(this DateTimeOffset at) => at.InLondon().ToString(BoxWithSeconds, CultureInfo.InvariantCulture);

    extension(Language language)
    {
        /// <summary><c>22 November 2026</c>, <c>22 Tachwedd 2026</c>.</summary>
        public string Date(DateTimeOffset at) => at.InLondon().ToString("d MMMM yyyy", language.Culture);

        public string Date(DateOnly date) => date.ToString("d MMMM yyyy", language.Culture);

        /// <summary><c>22 November 2026 at 15:41</c>, <c>22 Tachwedd 2026 am 15:41</c>.</summary>
        public string DateAndTime(DateTimeOffset at) => $"{language.Date(at)} {language.Say("at", "am")} {language.Time(at)}";

        public string Time(DateTimeOffset at) => at.InLondon().ToString("HH:mm", language.Culture);

        /// <summary>Short, for dense lists: <c>22 Nov 15:41</c>.</summary>
        public string Brief(DateTimeOffset at) => at.InLondon().ToString("d MMM HH:mm", language.Culture);
    }
}

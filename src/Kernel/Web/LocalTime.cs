namespace Bluelamp.Kernel.Web;

/// <summary>Moments as people in Britain read them: stored in UTC, shown in Europe/London, on the 24-hour clock of police work.</summary>
public static class LocalTime
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateTimeOffset InLondon(this DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, London);

    /// <summary>The moment of a local date and time. In the hour that comes twice in October, the first.</summary>
    public static DateTimeOffset FromLondon(DateTime local)
    {
        var offset = London.IsAmbiguousTime(local) ? London.GetAmbiguousTimeOffsets(local).Max() : London.GetUtcOffset(local);
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset).ToUniversalTime();
    }

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

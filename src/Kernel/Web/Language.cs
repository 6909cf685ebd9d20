using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Web;

/// <summary>The language of a page. Everything said to the public is said in both (Welsh Language (Wales) Measure 2011).</summary>
public enum Language
{
    English,
    Welsh,
}

public static class Languages
{
    /// <summary>Addresses of Welsh pages begin with this; the middleware of the site moves it to the path base.</summary>
    public const string WelshPrefix = "/cy";

    private static readonly CultureInfo Welsh = CultureInfo.GetCultureInfo("cy-GB");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    extension(Language language)
    {
        /// <summary>The code for <c>lang</c> attributes and stored reports: <c>en</c> or <c>cy</c>.</summary>
        public string Code => language.Say("en", "cy");

        public CultureInfo Culture => language is Language.Welsh ? Welsh : English;

        /// <summary>The one of two texts that is in this language. Both stand in the markup, so that neither is forgotten.</summary>
        public string Say(string en, string cy) => language is Language.Welsh ? cy : en;
    }

    public static string In(this Bilingual text, Language language) => language.Say(text.En, text.Cy);

    /// <summary>The language with this code; English for any other.</summary>
    public static Language Parse(string? code) =>
        string.Equals(code, "cy", StringComparison.OrdinalIgnoreCase) ? Language.Welsh : Language.English;

    /// <summary>The language that a program asks to be answered in, by <c>Accept-Language</c>: Welsh where that is wanted more than English.</summary>
    public static Language AskedBy(HttpRequest request)
    {
        var wanted = request
            .GetTypedHeaders()
            .AcceptLanguage.Where(static l => l.Quality is null or > 0)
            .OrderByDescending(static l => l.Quality ?? 1)
            .Select(static l => l.Value.Value?.Split('-')[0])
            .FirstOrDefault(static l => l is "en" or "cy");
        return Parse(wanted);
    }
}

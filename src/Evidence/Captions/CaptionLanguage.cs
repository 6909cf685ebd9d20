using System.Globalization;
using System.Text.RegularExpressions;

namespace Bluelamp.Evidence.Captions;

/// <summary>Languages of captions by their tags (BCP 47): a language, perhaps a script and a region, such as <c>cy</c>, <c>pl</c>, <c>zh-Hant</c>, <c>pt-BR</c>.</summary>
public static partial class CaptionLanguage
{
    /// <summary>The tag in its usual spelling; nothing when it is none.</summary>
    public static string? Read(string? typed)
    {
        var parts = Form().Match(typed?.Trim() ?? "");
        if (!parts.Success)
            return null;
        var script = parts.Groups["script"].Value.ToLowerInvariant();
        return parts.Groups["language"].Value.ToLowerInvariant()
            + (script.Length == 0 ? "" : $"-{char.ToUpperInvariant(script[0])}{script[1..]}")
            + (parts.Groups["region"] is { Success: true } region ? $"-{region.Value.ToUpperInvariant()}" : "");
    }

    /// <summary>What English calls it: <c>Welsh</c>, <c>Polish</c>; the tag itself where that is not known.</summary>
    public static string Title(string tag) => Named(tag)?.EnglishName ?? tag;

    /// <summary>What it calls itself: <c>Cymraeg</c>, <c>polski</c>; the tag itself where that is not known.</summary>
    public static string OwnTitle(string tag) => Named(tag)?.NativeName ?? tag;

    private static CultureInfo? Named(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        "^(?<language>[a-z]{2,3})(-(?<script>[a-z]{4}))?(-(?<region>[a-z]{2}|[0-9]{3}))?\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Form();
}

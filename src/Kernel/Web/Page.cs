using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Web;

/// <summary>What every page has at hand: its language, its request, addresses. <c>@inherits Page</c> at the top of a page.</summary>
public abstract class Page : ComponentBase
{
    [CascadingParameter]
    public Language Language { get; set; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    /// <summary>Ends when the reader goes away.</summary>
    protected CancellationToken Ct => Http.RequestAborted;

    /// <inheritdoc cref="Languages.extension(Language).Say(string, string)"/>
    protected string Say(string en, string cy) => Language.Say(en, cy);

    /// <summary>What was typed, without blanks around it; nothing when nothing was.</summary>
    protected static string? Blank(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    /// <summary>
    /// The address of this page with another query or fragment. Pages have a <c>base</c> address that holds the language, so that a bare
    /// <c>#part</c> or <c>?page=2</c> would point at the home page.
    /// </summary>
    protected string Here(string queryOrFragment) => Navigation.Here(queryOrFragment);
}

public static class Addresses
{
    /// <inheritdoc cref="Page.Here"/>
    public static string Here(this NavigationManager navigation, string queryOrFragment)
    {
        var relative = navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0];
        var kept = queryOrFragment.StartsWith('?') ? relative.Split('?')[0] : relative;
        return kept.Length == 0 ? "./" + queryOrFragment : kept + queryOrFragment;
    }

    /// <summary>
    /// The address if it stays on this site, else <paramref name="otherwise"/>. A redirect may only go where this allows:
    /// <c>//evil.example</c>, <c>/\evil.example</c> and <c>javascript:</c> leave it.
    /// </summary>
    public static string OnThisSite(string? address, string otherwise = "/") =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : otherwise;
}

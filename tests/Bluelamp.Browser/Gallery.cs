using System.Text.Json;
using Bluelamp.Host.Site;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Browser;

/// <summary>A page made by a test, at an address of the site, under the site's own policy and with its own styles and scripts: for the elements by themselves.</summary>
public static class Gallery
{
    public static async Task ShowAsync(this Visit visit, BrowserFixture browser, string body, Face face = Face.Desk)
    {
        var assets = browser.Host.Get<Assets>();
        var home = await visit.Page.APIRequest.GetAsync(browser.Host.Address.AbsoluteUri);
        var name = face.ToString().ToLowerInvariant();
        var html = $"""
            <!DOCTYPE html>
            <html lang="en" class="govuk-template" data-face="{name}">
            <head><title>Gallery</title><base href="/"><link rel="stylesheet" href="{assets.Url($"{name}.css")}">
            <script type="module" src="{assets.Url($"{name}.js")}"></script></head>
            <body class="govuk-template__body"><main class="bl-desk" id="main-content"><h1 class="govuk-heading-l">Gallery</h1>{body}</main></body>
            </html>
            """;
        await visit.Page.RouteAsync(
            "**/gallery",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        ContentType = "text/html; charset=utf-8",
                        Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = home.Headers["content-security-policy"] },
                        Body = html,
                    }
                )
        );
        await visit.GoAsync("/gallery");
    }

    public static Task AnswerAsync(this Visit visit, string address, object json) =>
        visit.Page.RouteAsync(
            $"**{address}",
            route => route.FulfillAsync(new() { ContentType = "application/geo+json", Body = JsonSerializer.Serialize(json) })
        );
}

using Xunit;

namespace Bluelamp.Browser;

/// <summary>Every public page that opens by its address alone, in both languages. A new page is one line here.</summary>
public static class PublicPages
{
    private static readonly string[] Addresses =
    [
        "/",
        "/accessibility",
        "/privacy",
        "/cookies",
        "/report-crime",
        "/follow",
        "/follow/code",
        "/sign-in",
        "/no-such-page",
        "/error/403",
        "/error/429",
        "/error/500",
    ];

    public static TheoryData<string> All => [.. Addresses.SelectMany(static a => new[] { a, $"/cy{a}" })];

    public static TheoryData<string> English => [.. Addresses];
}

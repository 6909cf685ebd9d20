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

    /// <summary>Pages that show a map, which is larger than any of them.</summary>
    private static readonly string[] WithMap = ["/cameras/offer"];

    public static TheoryData<string> All => [.. Addresses.Concat(WithMap).SelectMany(static a => new[] { a, $"/cy{a}" })];

    /// <summary>In English, those without a map.</summary>
    public static TheoryData<string> WithoutMap => [.. Addresses];
}

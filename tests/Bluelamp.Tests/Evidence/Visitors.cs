using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>What a member of the public does at a door.</summary>
internal static class Visitors
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Comes in by a door, as everybody may who is not refused.</summary>
    public static async Task EnterAsync(
        this HttpClient visitor,
        string code,
        string description = "A red car went by",
        string place = "",
        string sender = "Mair, 07700 900123"
    ) => (await visitor.BeginAsync(code, description, place, sender)).ShouldBe("", "no page: the way in is free");

    /// <summary>Asks to come in by a door.</summary>
    /// <returns>What the page says; nothing when the way in is free.</returns>
    public static async Task<string> BeginAsync(
        this HttpClient visitor,
        string code,
        string description = "A red car went by",
        string place = "",
        string sender = "Mair, 07700 900123"
    )
    {
        var start = await Documents.ReadAsync(await visitor.GetAsync($"/upload/{code}", Ct));
        using var begun = await visitor.SubmitAsync(
            start,
            $"/upload/{code}",
            "begin",
            ("Description", description),
            ("Place", place),
            ("Sender", sender),
            ("Agreed", "yes")
        );
        return begun.Headers.Location?.ToString().EndsWith("/files", StringComparison.Ordinal) is true
            ? ""
            : $"{begun.StatusCode} {(await Documents.ReadAsync(begun)).Body?.TextContent}";
    }

    /// <summary>A sender with the token of a page of the door.</summary>
    public static async Task<TusSender> TusAsync(this HttpClient visitor, string code, string page = "/files") =>
        new(visitor, await Documents.ReadAsync(await visitor.GetAsync($"/upload/{code}{page}", Ct)), $"/upload/{code}/tus");
}

namespace Bluelamp.Evidence.Versions;

/// <summary>The words of the element that draws a redaction.</summary>
internal static class RedactTexts
{
    public static IReadOnlyDictionary<string, string> Desk { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["draw"] =
                "Drag over the picture to cover something. Choose a cover to move it: drag it, or use the arrow keys; with Shift they change its size.",
            ["glide"] = "Moved at another moment, it glides there.",
            ["none"] = "Nothing is covered yet.",
            ["add"] = "Add a cover",
            ["mute"] = "Mute from here",
            ["region"] = "Cover",
            ["silence"] = "No sound",
            ["cover"] = "How",
            ["fill"] = "Black",
            ["blur"] = "Blur",
            ["reason"] = "Why",
            ["from"] = "From",
            ["until"] = "To",
            ["here"] = "Now",
            ["always"] = "All the time",
            ["frames"] = "Moves through",
            ["drop"] = "Forget this position",
            ["remove"] = "Remove",
            ["play"] = "Play or stop",
            ["back"] = "Back one frame",
            ["on"] = "On one frame",
            ["seek"] = "Moment of the film",
        };
}

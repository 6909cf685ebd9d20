namespace Bluelamp.Evidence.Versions;

/// <summary>What a version is to its original.</summary>
public enum VersionKind
{
    /// <summary>A part of a recording, from one moment to another.</summary>
    Clip,

    /// <summary>The whole, without what somebody must not see or hear.</summary>
    Redacted,
}

/// <summary>How a place in a picture is made unseen.</summary>
public enum Cover
{
    /// <summary>By black: nothing of it is left.</summary>
    Fill,

    /// <summary>By a blur: that something was there, and how it moved, can still be seen.</summary>
    Blur,
}

/// <summary>A stretch of a recording, in seconds from its beginning.</summary>
public sealed record Stretch(double From, double Until);

/// <summary>A place in a picture, upright as it is shown, in hundredths of its width and height.</summary>
/// <param name="At">From when on, in seconds of the recording; between two boxes it moves evenly from one to the next.</param>
public sealed record Box(double At, double Left, double Top, double Width, double Height);

/// <summary>Something in a picture that must not be seen.</summary>
/// <param name="Reason">A code of <c>redaction-reasons</c>.</param>
/// <param name="During">Nothing: all the time.</param>
/// <param name="Boxes">Where it is: the key frames, in order of time.</param>
/// <param name="Page">Of a document, from 1 on.</param>
public sealed record Region(Cover Cover, string Reason, Stretch? During, IReadOnlyList<Box> Boxes, int Page = 1);

/// <summary>Something in a sound that must not be heard.</summary>
/// <param name="Reason">A code of <c>redaction-reasons</c>.</param>
public sealed record Mute(string Reason, Stretch During);

/// <summary>Words of a document that must not be read, wherever they stand in it.</summary>
/// <param name="Reason">A code of <c>redaction-reasons</c>.</param>
public sealed record Phrase(string Reason, string Text)
{
    /// <summary>Characters at least and at most.</summary>
    public const int Shortest = 2;
    public const int Longest = 200;
}

/// <summary>What a person decided that a version shows and does not show.</summary>
/// <param name="Part">The part that a clip is of.</param>
/// <param name="Phrases">Of a document.</param>
public sealed record VersionPlan(
    VersionKind Kind,
    Stretch? Part,
    IReadOnlyList<Region> Regions,
    IReadOnlyList<Mute> Mutes,
    IReadOnlyList<Phrase>? Phrases = null
)
{
    /// <summary>Characters of a name.</summary>
    public const int LongestName = 100;

    /// <summary>Regions, and stretches without sound, at most.</summary>
    public const int MostLines = 100;

    /// <summary>Key frames of one region at most.</summary>
    public const int MostBoxes = 200;

    public static VersionPlan Clip(double from, double until) => new(VersionKind.Clip, new(from, until), [], []);

    public static VersionPlan Redacted(IReadOnlyList<Region> regions, IReadOnlyList<Mute> mutes) =>
        new(VersionKind.Redacted, Part: null, regions, mutes);

    /// <summary>Of a document: words, and places on its pages.</summary>
    public static VersionPlan Document(IReadOnlyList<Phrase> phrases, IReadOnlyList<Region> regions) =>
        new(VersionKind.Redacted, Part: null, regions, [], phrases);

    /// <summary>Why something is left out: each code once, in order.</summary>
    public IReadOnlyList<string> Reasons =>
        [
            .. Regions
                .Select(static r => r.Reason)
                .Concat(Mutes.Select(static m => m.Reason))
                .Concat((Phrases ?? []).Select(static p => p.Reason))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}

public static class VersionKinds
{
    public static string Label(this VersionKind kind) => kind is VersionKind.Clip ? "Clip" : "Redacted copy";
}

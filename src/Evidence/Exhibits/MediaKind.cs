namespace Bluelamp.Evidence.Exhibits;

/// <summary>What a person can do with an exhibit: watch, listen, look, read, or hold.</summary>
public enum MediaKind
{
    Video,
    Audio,
    Image,
    Document,

    /// <summary>Bytes that nothing here can show; they can be downloaded.</summary>
    Other,

    /// <summary>A thing, which lies in a store.</summary>
    Thing,
}

public static class MediaKinds
{
    /// <summary>The kind of a media type that the bytes show; of nothing, a thing.</summary>
    public static MediaKind Of(string? type) =>
        type switch
        {
            null => MediaKind.Thing,
            _ when type.StartsWith("video/", StringComparison.Ordinal) => MediaKind.Video,
            _ when type.StartsWith("audio/", StringComparison.Ordinal) => MediaKind.Audio,
            "image/svg+xml" => MediaKind.Other, // can hold scripts
            _ when type.StartsWith("image/", StringComparison.Ordinal) => MediaKind.Image,
            "application/pdf" or "text/plain" => MediaKind.Document,
            _ => MediaKind.Other,
        };

    public static string Label(this MediaKind kind) =>
        kind switch
        {
            MediaKind.Other => "File",
            MediaKind.Thing => "Object",
            _ => kind.ToString(),
        };
}

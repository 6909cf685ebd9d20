using Bluelamp.Evidence.Media;

namespace Bluelamp.Evidence.Likeness;

/// <summary>The frames of an exhibit that are hashed, and how they are read from a derivative of it.</summary>
internal static class Frames
{
    /// <summary>Of a film: at a quarter, in the middle, at three quarters. Its first and last moments are often of a hand or a pocket.</summary>
    public static readonly int[] OfFilm = [2, 5, 7];

    /// <summary>Turns a poster into one frame of grey dots, a filmstrip into all of its frames side by side.</summary>
    public static string[] Grey(bool isPicture) =>
        [
            "-vf",
            $"scale={(isPicture ? PerceptualHash.Side : PerceptualHash.Side * Recipes.Moments)}:{PerceptualHash.Side}:flags=area+bitexact,format=gray",
            "-frames:v",
            "1",
            "-f",
            "rawvideo",
        ];

    /// <summary>The hashes of what <see cref="Grey"/> made.</summary>
    public static IReadOnlyList<FrameHash> Hash(ReadOnlySpan<byte> grey, bool isPicture)
    {
        var hashes = new List<FrameHash>();
        var width = isPicture ? PerceptualHash.Side : PerceptualHash.Side * Recipes.Moments;
        Span<byte> frame = stackalloc byte[PerceptualHash.Side * PerceptualHash.Side];
        foreach (var number in isPicture ? [0] : OfFilm)
        {
            for (var row = 0; row < PerceptualHash.Side; row++)
                grey.Slice((row * width) + (number * PerceptualHash.Side), PerceptualHash.Side)
                    .CopyTo(frame[(row * PerceptualHash.Side)..]);
            if (PerceptualHash.Of(frame) is { } bits)
                hashes.Add(FrameHash.Of(number, bits));
        }

        return hashes;
    }
}

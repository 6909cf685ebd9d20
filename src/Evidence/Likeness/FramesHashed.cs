using System.Globalization;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Likeness;

/// <summary>How one frame looks, as 64 bits: those of frames that look alike differ in few.</summary>
/// <param name="Frame">Which: 0 of a picture, the place in the filmstrip of a film.</param>
/// <param name="Bits">16 hexadecimal digits.</param>
public sealed record FrameHash(int Frame, string Bits)
{
    /// <summary>The bits as PostgreSQL keeps them.</summary>
    public long AsNumber() => unchecked((long)ulong.Parse(Bits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    public static FrameHash Of(int frame, ulong bits) => new(frame, bits.ToString("x16", CultureInfo.InvariantCulture));
}

/// <summary>
/// The frames of an exhibit were hashed by how they look, from a derivative of it. The same tool, arguments and method give the same bits. It says nothing of
/// what is seen, and proves nothing: it finds what people may want to compare.
/// </summary>
/// <param name="Method">How bits were made of grey dots: <see cref="PerceptualHash.Method"/>.</param>
/// <param name="Arguments">With <c>{input}</c> and <c>{output}</c> for the files.</param>
/// <param name="Input">The derivative that was read.</param>
/// <param name="Frames">Those that show something; a dark or plain one has none.</param>
[EventType("evidence.frames-hashed.v1")]
public sealed record FramesHashed(
    Id<Exhibit> Exhibit,
    string Method,
    string Tool,
    string Version,
    IReadOnlyList<string> Arguments,
    ContentHash Input,
    IReadOnlyList<FrameHash> Frames
) : IEvent;

/// <summary>An exhibit, as far as hashing its frames needs it.</summary>
/// <param name="Type">The media type of its bytes.</param>
public sealed record Hashed(string? Type, bool IsHashed, bool Gone) : IState<Hashed>
{
    public static Hashed Empty { get; } = new(Type: null, IsHashed: false, Gone: false);

    public bool IsPicture => Type?.StartsWith("image/", StringComparison.Ordinal) is true;

    public Hashed Apply(IEvent e) =>
        e switch
        {
            ExhibitReceived { Content: { } content } => this with { Type = content.Type },
            FramesHashed => this with { IsHashed = true },
            Disposed => this with { Gone = true },
            _ => this,
        };
}

/// <summary>Say how the frames look. Once.</summary>
public sealed record SayHashed(FramesHashed Frames) : ICommand<Hashed>
{
    public Decision Decide(Hashed state, By by) => state.Type is null || state.Gone || state.IsHashed ? [] : [Frames];
}

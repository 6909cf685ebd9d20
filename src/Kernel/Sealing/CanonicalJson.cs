using System.Buffers;
using System.Text.Json;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// The one spelling of a JSON value (RFC 8785): no white space, members sorted by the UTF-16 code units of their names, the shortest escapes,
/// numbers as ECMAScript writes them. PostgreSQL's jsonb re-orders members and re-writes numbers; the canonical form stays the same.
/// </summary>
/// <remarks>
/// Of members with the same name the last one counts, as in jsonb. Text that is not JSON, holds half a surrogate pair or bytes that are not
/// UTF-8, or is nested deeper than <see cref="MaxDepth"/> is refused with a <see cref="JsonException"/>.
/// </remarks>
public static class CanonicalJson
{
    /// <summary>The deepest nesting that is read. PostgreSQL and our own readers go deeper, so nothing that was stored is refused here.</summary>
    public const int MaxDepth = 512;

    /// <summary>A writer that one huge value has grown is not kept.</summary>
    private const int KeptCapacity = 1 << 20;

    [ThreadStatic]
    private static CanonicalWriter? _idle;

    /// <summary>Writes <paramref name="utf8Json"/> exactly as RFC 8785 says: a number is the nearest double.</summary>
    public static void Write(ReadOnlySpan<byte> utf8Json, IBufferWriter<byte> output) => Write(utf8Json, output, exact: false);

    /// <summary>
    /// As <see cref="Write(ReadOnlySpan{byte},IBufferWriter{byte})"/>, but a number with more digits than a double keeps every digit: what is
    /// sealed may not have two values.
    /// </summary>
    public static void WriteExact(ReadOnlySpan<byte> utf8Json, IBufferWriter<byte> output) => Write(utf8Json, output, exact: true);

    private static void Write(ReadOnlySpan<byte> utf8Json, IBufferWriter<byte> output, bool exact)
    {
        var writer = Rent();
        writer.Value(utf8Json, exact);
        output.Write(writer.Written);
        Return(writer);
    }

    internal static CanonicalWriter Rent()
    {
        var writer = _idle ?? new CanonicalWriter();
        _idle = null;
        writer.Clear();
        return writer;
    }

    internal static void Return(CanonicalWriter writer) => _idle = writer.Capacity <= KeptCapacity ? writer : null;
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bluelamp.Records;

/// <summary>
/// The id of an appearance: what one source said of a person, once. It follows from where it was written, so that entries older than this id have theirs
/// too, and it never changes, whoever the person turns out to be.
/// </summary>
/// <param name="Home">The nominal on whose stream it stands.</param>
/// <param name="Version">Its place there.</param>
public readonly record struct Appearance(Id<Nominal> Home, int Version) : IParsable<Appearance>
{
    public static Appearance Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var appearance) ? appearance : throw new FormatException("This is no appearance.");

    /// <summary>Reads <c>HOME.VERSION</c>, as forms hold it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Appearance result)
    {
        result = default;
        if (s?.Split('.') is not [var home, var version])
            return false;
        if (!Id<Nominal>.TryParse(home, provider, out var nominal))
            return false;
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            return false;
        result = new(nominal, place);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Home}.{Version}");
}

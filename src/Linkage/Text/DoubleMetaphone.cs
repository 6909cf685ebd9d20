namespace Bluelamp.Linkage.Text;

/// <summary>How a name sounds, in at most two ways; <see cref="Alternate"/> is the same as <see cref="Primary"/> where there is one only.</summary>
public readonly record struct Sounds(string Primary, string Alternate)
{
    /// <summary>Whether any sound of the one is a sound of the other.</summary>
    public bool Meet(Sounds other) =>
        Is(Primary, other.Primary) || Is(Primary, other.Alternate) || Is(Alternate, other.Primary) || Is(Alternate, other.Alternate);

    private static bool Is(string sound, string other) => sound.Length > 0 && string.Equals(sound, other, StringComparison.Ordinal);
}

/// <summary>
/// How a name sounds to English ears, with a second way for names of Slavic, Germanic, Romance and other origin (L. Philips, <i>The Double Metaphone
/// search algorithm</i>, C/C++ Users Journal, June 2000): Schmidt is <c>XMT</c> or <c>SMT</c>, and so meets Smith.
/// </summary>
public static class DoubleMetaphone
{
    /// <summary>The codes of a name, of at most <paramref name="length"/> letters each, four as published.</summary>
    public static Sounds Codes(string name, int length = 4)
    {
        var reader = new SoundReader(Accents.Removed(name.Replace('ç', 's').Replace('Ç', 'S')).ToUpperInvariant().TrimEnd());
        while (!reader.AtEnd && !reader.HasSaid(length))
            reader.ReadSound();
        return reader.Sounds(length);
    }
}

namespace Bluelamp.Kernel.Identifiers;

/// <summary>
/// An e-mail address: the part before the @ as it was given (it is evidence: nothing is stripped), the domain in lower case.
/// </summary>
public readonly record struct EmailAddress
{
    private const int MostCharacters = 254;
    private const int MostLocal = 64;
    private const int MostLabel = 63;
    private readonly string? _text;

    private EmailAddress(string text) => _text = text;

    /// <summary>What to search and match by: all lower case, as no provider in use tells cases apart.</summary>
    public string Key => ToString().ToLowerInvariant();

    /// <summary>Reads one address, without a display name; lengths after RFC 5321 §4.5.3.1. Quoted local parts are refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EmailAddress address)
    {
        address = default;
        text = text.Trim();
        var at = text.IndexOf('@');
        if (at < 1 || at > MostLocal || text.Length > MostCharacters)
            return false;
        var local = text[..at];
        var domain = text[(at + 1)..];
        if (!IsLocal(local) || !IsDomain(domain))
            return false;
        address = new($"{local}@{domain.ToString().ToLowerInvariant()}");
        return true;
    }

    public override string ToString() => _text ?? throw new InvalidOperationException("This address was never read.");

    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        var last = '.';
        foreach (var c in local)
        {
            if (c is '.' ? last is '.' : !IsLocalSign(c))
                return false;
            last = c;
        }

        return last is not '.';
    }

    private static bool IsLocalSign(char c) => char.IsLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var labels = 0;
        foreach (var range in domain.Split('.'))
        {
            if (!IsLabel(domain[range]))
                return false;
            labels++;
        }

        return labels >= 2;
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > MostLabel || label[0] is '-' || label[^1] is '-')
            return false;
        foreach (var c in label)
        {
            if (c is not '-' && !char.IsLetterOrDigit(c))
                return false;
        }

        return true;
    }
}

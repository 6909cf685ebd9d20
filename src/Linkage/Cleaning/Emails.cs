namespace Bluelamp.Linkage.Cleaning;

/// <summary>E-mail addresses as they are compared.</summary>
internal static class Emails
{
    /// <summary>The address in small letters, without a name, brackets or <c>mailto:</c> around it; nothing where it is no address.</summary>
    public static string? Canonical(string text)
    {
        var address = text.Trim();
        if (address.EndsWith('>') && address.LastIndexOf('<') is >= 0 and var open)
            address = address[(open + 1)..^1];
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            address = address[7..];
        address = string.Concat(address.Where(static sign => !char.IsWhiteSpace(sign))).TrimEnd('.', ',', ';').ToLowerInvariant();
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var domain = address[(at + 1)..];
        if (
            at < 1
            || domain.Contains('@', StringComparison.Ordinal)
            || domain.StartsWith('.')
            || !domain.Contains('.', StringComparison.Ordinal)
        )
            return null;
        return domain is "googlemail.com" ? $"{address[..at]}@gmail.com" : address;
    }
}

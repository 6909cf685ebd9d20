using System.Security.Cryptography;
using System.Text;

namespace Bluelamp.Contact.Drafts;

/// <summary>The code by which a saved draft is opened on any device, once: sixteen signs without look-alikes, some 72 bits.</summary>
internal readonly record struct ResumeCode
{
    private const string Signs = "34679ACDEFGHJKMNPQRTWXY";
    private const int Length = 16;
    private readonly string _signs;

    private ResumeCode(string signs) => _signs = signs;

    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(_signs));

    public static ResumeCode New() => new(RandomNumberGenerator.GetString(Signs, Length));

    public static bool TryParse(string? text, out ResumeCode code)
    {
        var signs = string.Concat((text ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        code = new(signs);
        return signs.Length == Length && signs.All(static c => Signs.Contains(c, StringComparison.Ordinal));
    }

    public override string ToString() => string.Join('-', _signs.Chunk(4).Select(static g => new string(g)));
}

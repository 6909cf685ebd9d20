using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// What a force's key says of files that leave: the SHA-256 of the list of their sums, and whose list it is. The words of its first line keep it from being
/// taken for a checkpoint or a handover.
/// </summary>
/// <param name="Of">The id of what the files are together.</param>
/// <param name="Sha256">Of the list, 64 hexadecimal digits in small letters.</param>
public sealed record SignedSums(Guid Of, string Sha256)
{
    private const string First = "Bluelamp signs the sums of the files of ";
    private const string Second = "SHA-256 ";
    private const int Digits = 64;

    /// <summary>The text of the note, two lines.</summary>
    public string Text => $"{First}{Of}\n{Second}{Sha256}\n";

    /// <summary>Reads the text of a note, in its one spelling.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SignedSums? sums)
    {
        sums = null;
        if (text.Split('\n') is not [var first, var second, ""] || !first.StartsWith(First, StringComparison.Ordinal))
            return false;
        if (!Guid.TryParse(first[First.Length..], out var of) || second.Length != Second.Length + Digits)
            return false;
        var read = new SignedSums(of, second[Second.Length..]);
        sums = string.Equals(read.Text, text, StringComparison.Ordinal) && read.Sha256.All(char.IsAsciiHexDigitLower) ? read : null;
        return sums is not null;
    }
}

/// <summary>Signs sums with the key that signs a force's ledger, and nothing else.</summary>
public sealed class SumsSigner
{
    private readonly NoteSigner _signer;

    internal SumsSigner(NoteSigner signer) => _signer = signer;

    public NoteKey Key => _signer.Key;

    public SignedNote Sign(SignedSums sums) => SignedNote.Sign(sums.Text, _signer);
}

/// <summary>Where to have sums signed.</summary>
public sealed class SumsDesk(NpgsqlDataSource source, SealKeys keys)
{
    /// <summary>A signer for the viewer's force, with the key that is in force now.</summary>
    /// <exception cref="WrongSealKeyException">The private key is not at hand.</exception>
    public async Task<SumsSigner> SignerAsync(Viewer viewer, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return new(await keys.SignerAsync(new(viewer.Force, SealedLog.Ledger), connection, ct));
    }
}

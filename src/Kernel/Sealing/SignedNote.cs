using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// A text with signatures under it (C2SP signed-note): the text, a blank line, and a line <c>— name base64(key id ‖ signature)</c> for each signature.
/// Signatures by unknown keys are ignored; one by a known key that does not hold spoils the note.
/// </summary>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>The most signatures that are read, so that a hostile note costs little. The format asks for at least 16.</summary>
    public const int MaxSignatures = 100;

    private const string SignatureStart = "— ";

    public static SignedNote Sign(string text, params ReadOnlySpan<NoteSigner> signers)
    {
        if (!IsText(text))
            throw new ArgumentException("A note ends with a line break and has no control characters.", nameof(text));
        var bytes = Encoding.UTF8.GetBytes(text);
        var signatures = new List<NoteSignature>();
        foreach (var signer in signers)
            signatures.Add(new NoteSignature(signer.Key.Name, signer.Key.Id, signer.Sign(bytes)));
        return new SignedNote(text, signatures);
    }

    public static bool TryParse(string note, [NotNullWhen(true)] out SignedNote? parsed)
    {
        parsed = null;
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !note.EndsWith('\n') || !IsText(note[..(split + 1)]))
            return false;
        var lines = note[(split + 2)..].Split('\n')[..^1];
        if (lines.Length is 0 or > MaxSignatures)
            return false;
        var signatures = new List<NoteSignature>();
        foreach (var line in lines)
        {
            if (!TryParseLine(line, out var signature))
                return false;
            signatures.Add(signature);
        }
        var read = new SignedNote(note[..(split + 1)], signatures);
        parsed = string.Equals(read.ToString(), note, StringComparison.Ordinal) ? read : null; // base64 has spare bits
        return parsed is not null;
    }

    /// <summary>Which of <paramref name="keys"/> signed the text; none when a signature of one of them does not hold.</summary>
    public IReadOnlyList<NoteKey> SignedBy(IEnumerable<NoteKey> keys)
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        var signed = new List<NoteKey>();
        foreach (var key in keys)
        {
            foreach (var signature in Signatures.Where(s => s.KeyId == key.Id && string.Equals(s.Name, key.Name, StringComparison.Ordinal)))
            {
                if (!Ed25519.Verify(key.PublicKey.Span, bytes, signature.Bytes.Span))
                    return [];
                if (!signed.Contains(key))
                    signed.Add(key);
            }
        }
        return signed;
    }

    public override string ToString() => $"{Text}\n{string.Concat(Signatures)}";

    private static bool TryParseLine(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (
            !line.StartsWith(SignatureStart, StringComparison.Ordinal)
            || line[SignatureStart.Length..].Split(' ') is not [var name, var base64]
        )
            return false;
        var bytes = new byte[base64.Length];
        if (name.Length == 0 || !Convert.TryFromBase64String(base64, bytes, out var length) || length < 5)
            return false;
        signature = new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(4, length - 4));
        return true;
    }

    private static bool IsText(string text) => text.EndsWith('\n') && !text.Any(static c => c < ' ' && c != '\n');
}

/// <summary>One signature of a note.</summary>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    public override string ToString()
    {
        Span<byte> id = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, KeyId);
        return $"— {Name} {Convert.ToBase64String([.. id, .. Bytes.Span])}\n";
    }
}

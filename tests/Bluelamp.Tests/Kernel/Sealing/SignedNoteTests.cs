using System.Text;
using Bluelamp.Kernel.Sealing;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

public sealed class SignedNoteTests
{
    /// <summary>The published example of the note format (Go's golang.org/x/mod/sumdb/note).</summary>
    private const string Published = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """;

    private const string PublishedKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static readonly NoteSigner Ours = Signer("bluelamp/99/ledger", 1);

    [Fact]
    public void The_published_example_verifies()
    {
        NoteKey.TryParse(PublishedKey, out var key).ShouldBeTrue();
        Parse(Published).SignedBy([key]).ShouldBe([key]);
        Parse(Published).ToString().ShouldBe(Published);
    }

    [Fact]
    public void Ed25519_signs_as_rfc_8032_prints()
    {
        var key = Convert.FromHexString("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        var publicKey = Convert.FromHexString("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        Ed25519.PublicKey(key).ShouldBe(publicKey);
        var signature = Ed25519.Sign(key, [0x72]);
        Convert
            .ToHexStringLower(signature)
            .ShouldBe(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            );
        Ed25519.Verify(publicKey, [0x72], signature).ShouldBeTrue();
        Ed25519.Verify(publicKey, [0x73], signature).ShouldBeFalse();
    }

    [Fact]
    public void An_empty_message_can_be_signed() => Ed25519.Verify(Ours.Key.PublicKey.Span, [], Ours.Sign([])).ShouldBeTrue();

    [Fact]
    public void A_note_that_we_sign_verifies_and_a_changed_one_does_not()
    {
        var note = SignedNote.Sign("We saw this.\n", Ours).ToString();
        Parse(note).SignedBy([Ours.Key]).ShouldBe([Ours.Key]);
        Parse(note.Replace("saw", "was", StringComparison.Ordinal)).SignedBy([Ours.Key]).ShouldBeEmpty();
    }

    [Fact]
    public void Signatures_by_unknown_keys_are_ignored_also_under_a_known_name()
    {
        var impostor = Signer(Ours.Key.Name, 2);
        var note = SignedNote.Sign("We saw this.\n", Signer("witness.example.com", 3), Ours, impostor);
        Parse(note.ToString()).SignedBy([Ours.Key]).ShouldBe([Ours.Key]);
        Parse(SignedNote.Sign("We saw this.\n", impostor).ToString()).SignedBy([Ours.Key]).ShouldBeEmpty();
    }

    [Fact]
    public void Sixteen_signatures_and_more_are_read()
    {
        var signers = Enumerable.Range(1, 40).Select(static i => Signer($"force{i}.example.com", (byte)i)).ToArray();
        Parse(SignedNote.Sign("We saw this.\n", signers).ToString()).SignedBy(signers.Select(static s => s.Key)).Count.ShouldBe(40);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— name \n")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("text\n\n- name AAAAAAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAAAAAAA=")]
    [InlineData("te\txt\n\n— name AAAAAAAAAAA=\n")]
    [InlineData("te\rxt\n\n— name AAAAAAAAAAA=\n")]
    public void What_is_not_a_signed_note_is_refused(string text) => SignedNote.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_key_keeps_its_text_and_a_changed_one_is_refused()
    {
        NoteKey.TryParse(Ours.Key.ToString(), out var key).ShouldBeTrue();
        key.ShouldBe(Ours.Key);
        NoteKey.TryParse(Ours.Key.ToString().Replace("99", "98", StringComparison.Ordinal), out _).ShouldBeFalse();
        NoteKey.TryParse("a+b", out _).ShouldBeFalse();
        NoteKey.TryParse("++", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_checkpoint_is_three_lines()
    {
        var checkpoint = new Checkpoint("bluelamp/99/ledger", 0, Merkle.EmptyRoot);
        checkpoint.Text.ShouldBe("bluelamp/99/ledger\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
        Checkpoint.TryParse(checkpoint.Text, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(checkpoint);
        Checkpoint.TryParse("o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", out _).ShouldBeFalse();
        Checkpoint.TryParse("o\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", out _).ShouldBeFalse();
        Checkpoint.TryParse("o\n1\n47DEQpj8\n", out _).ShouldBeFalse();
    }

    [Fact]
    public void No_text_crashes_the_readers() =>
        Prop.ForAll<string>(static text =>
            {
                _ = SignedNote.TryParse(text ?? "", out _);
                _ = SignedNote.TryParse($"{text}\n\n— {text} {text}\n", out _);
                _ = NoteKey.TryParse(text ?? "", out _);
                _ = Checkpoint.TryParse(text ?? "", out _);
                _ = TileId.TryParse(text ?? "", out _, out _);
            })
            .QuickCheckThrowOnFailure();

    private static SignedNote Parse(string note)
    {
        SignedNote.TryParse(note, out var parsed).ShouldBeTrue();
        Encoding.UTF8.GetByteCount(parsed.Text).ShouldBePositive();
        return parsed;
    }

    private static NoteSigner Signer(string name, byte seed) => new(name, Enumerable.Repeat(seed, Ed25519.KeySize).ToArray());
}

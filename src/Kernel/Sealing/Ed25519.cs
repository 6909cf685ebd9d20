using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// Ed25519 (RFC 8032) by the OpenSSL that .NET itself uses on Linux: the framework has no Ed25519. Keys are the 32 raw bytes, signatures 64.
/// See <c>docs/decisions/0030-ed25519-by-libcrypto.md</c>.
/// </summary>
public static class Ed25519
{
    /// <summary>Bytes of a private or a public key.</summary>
    public const int KeySize = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureSize = 64;

    private const int KindEd25519 = 1087;

    private static readonly string[] Libraries = ["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.3.dylib", "libcrypto-3-x64"];

    static Ed25519() => NativeLibrary.SetDllImportResolver(typeof(Ed25519).Assembly, Resolve);

    /// <summary>A new private key.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeySize);

    public static byte[] PublicKey(ReadOnlySpan<byte> privateKey)
    {
        using var key = PrivateKey(privateKey);
        var (publicKey, length) = (new byte[KeySize], (nuint)KeySize);
        Check(EVP_PKEY_get_raw_public_key(key, publicKey, ref length));
        return publicKey;
    }

    public static byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> message)
    {
        using var key = PrivateKey(privateKey);
        using var context = EVP_MD_CTX_new();
        var (signature, length) = (new byte[SignatureSize], (nuint)SignatureSize);
        Check(EVP_DigestSignInit(context, 0, 0, 0, key));
        Check(EVP_DigestSign(context, signature, ref length, in MemoryMarshal.GetReference(message), (nuint)message.Length));
        return signature;
    }

    /// <summary>Whether <paramref name="signature"/> is that of <paramref name="message"/> under the key. Bytes of any length are taken.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != KeySize || signature.Length != SignatureSize)
            return false;
        using var key = EVP_PKEY_new_raw_public_key(KindEd25519, 0, in MemoryMarshal.GetReference(publicKey), KeySize);
        using var context = EVP_MD_CTX_new();
        if (key.IsInvalid)
            return false;
        Check(EVP_DigestVerifyInit(context, 0, 0, 0, key));
        return EVP_DigestVerify(
                context,
                in MemoryMarshal.GetReference(signature),
                SignatureSize,
                in MemoryMarshal.GetReference(message),
                (nuint)message.Length
            ) == 1;
    }

    private static Key PrivateKey(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length != KeySize)
            throw new CryptographicException($"An Ed25519 key has {KeySize} bytes.");
        var key = EVP_PKEY_new_raw_private_key(KindEd25519, 0, in MemoryMarshal.GetReference(privateKey), KeySize);
        return key.IsInvalid ? throw new CryptographicException("OpenSSL refused the Ed25519 key.") : key;
    }

    private static void Check(int result)
    {
        if (result != 1)
            throw new CryptographicException("OpenSSL could not do the Ed25519 operation.");
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (!string.Equals(name, "libcrypto", StringComparison.Ordinal))
            return 0;
        foreach (var library in Libraries)
        {
            if (NativeLibrary.TryLoad(library, out var handle))
                return handle;
        }
        throw new DllNotFoundException(
            "Signing needs OpenSSL (libcrypto 3 or 1.1), which is not installed. On Debian or Ubuntu: apt-get install libssl3"
        );
    }

    private sealed class Key() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            EVP_PKEY_free(handle);
            return true;
        }
    }

    private sealed class Context() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            EVP_MD_CTX_free(handle);
            return true;
        }
    }

    [DllImport("libcrypto")]
    private static extern Key EVP_PKEY_new_raw_private_key(int kind, nint engine, in byte key, nuint length);

    [DllImport("libcrypto")]
    private static extern Key EVP_PKEY_new_raw_public_key(int kind, nint engine, in byte key, nuint length);

    [DllImport("libcrypto")]
    private static extern int EVP_PKEY_get_raw_public_key(Key key, byte[] publicKey, ref nuint length);

    [DllImport("libcrypto")]
    private static extern void EVP_PKEY_free(nint key);

    [DllImport("libcrypto")]
    private static extern Context EVP_MD_CTX_new();

    [DllImport("libcrypto")]
    private static extern void EVP_MD_CTX_free(nint context);

    [DllImport("libcrypto")]
    private static extern int EVP_DigestSignInit(Context context, nint keyContext, nint digest, nint engine, Key key);

    [DllImport("libcrypto")]
    private static extern int EVP_DigestSign(Context context, byte[] signature, ref nuint length, in byte message, nuint messageLength);

    [DllImport("libcrypto")]
    private static extern int EVP_DigestVerifyInit(Context context, nint keyContext, nint digest, nint engine, Key key);

    [DllImport("libcrypto")]
    private static extern int EVP_DigestVerify(Context context, in byte signature, nuint length, in byte message, nuint messageLength);
}

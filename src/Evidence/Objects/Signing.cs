using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Objects;

/// <summary>How whoever took an object signed for it.</summary>
/// <param name="Drawn">The hash of the signature that they drew, which lies in the store (<see cref="Drawing"/>).</param>
/// <param name="Bytes">How long that is.</param>
public sealed record Signing(SigningWay Way, ContentHash? Drawn = null, long? Bytes = null)
{
    /// <summary>They typed their name, or let it be typed, and ticked that it is theirs.</summary>
    public static Signing Ticked { get; } = new(SigningWay.Ticked);

    /// <summary>They were signed in and wrote the entry themselves.</summary>
    public static Signing SignedIn { get; } = new(SigningWay.SignedIn);

    public string Label =>
        Way switch
        {
            SigningWay.Drawn => "signed by hand",
            SigningWay.Ticked => "ticked by the receiver",
            _ => "signed in",
        };
}

/// <summary>The ways to sign.</summary>
public enum SigningWay
{
    Drawn,
    Ticked,
    SignedIn,
}

namespace Bluelamp.Kernel.Web;

/// <summary>Names of the rate limits that an endpoint or page may ask for: <c>@attribute [EnableRateLimiting(Limits.Guesses)]</c>.</summary>
public static class Limits
{
    /// <summary>For what somebody could guess: passwords, codes, references.</summary>
    public const string Guesses = "guesses";

    /// <summary>For what a secret in its address opens, where looking is the guess.</summary>
    public const string Links = "links";
}

using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Web;

/// <summary>Names of the rate limits that an endpoint or page may ask for: <c>@attribute [EnableRateLimiting(Limits.Guesses)]</c>.</summary>
public static class Limits
{
    /// <summary>For what somebody could guess: passwords, codes, references.</summary>
    public const string Guesses = "guesses";

    /// <summary>For what a secret in its address opens, where looking is the guess.</summary>
    public const string Links = "links";

    /// <summary>
    /// For a secret in an address that many hold who share one address of the network. Only wrong ones count: whoever looks a secret up says so by
    /// <see cref="WrongGuess"/>.
    /// </summary>
    public const string Secrets = "secrets";
}

/// <summary>Of a request that is limited by <see cref="Limits.Secrets"/>: counts its secret as a wrong one.</summary>
public sealed record WrongGuess(Action Count)
{
    public static void Of(HttpContext http) => http.Features.Get<WrongGuess>()?.Count();
}

/// <summary>
/// Whom a request is counted for instead of the address that it came from, as a module knows it; nothing when by address as any other. For people without an
/// account, hundreds of whom may share the address of a mobile network.
/// </summary>
public sealed record CountedFor(Func<HttpContext, Counted?> Find);

/// <summary>Whom a request is counted for.</summary>
/// <param name="IsKnown">Whether the request proves whom it is from. If not, it is counted with all that say the same from its address.</param>
public sealed record Counted(string Key, bool IsKnown);

using System.Threading.RateLimiting;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Host.Site;

/// <summary>
/// Limits an address by how many of its guesses were wrong: however many come from it with the right secret, none stops another.
/// </summary>
/// <param name="left">The wrong guesses that each address has left.</param>
internal sealed class WrongGuesses(PartitionedRateLimiter<string> left)
{
    /// <summary>Lets a request through while its address has guesses left, and takes one when this turns out to be wrong.</summary>
    public RateLimitPartition<string> Of(string address, HttpContext http)
    {
        http.Features.Set(new WrongGuess(() => left.AttemptAcquire(address).Dispose()));
        return RateLimitPartition.Get(address, _ => new AnyLeft(left, address));
    }

    /// <summary>Whether there is any guess left; asking takes none.</summary>
    private sealed class AnyLeft(PartitionedRateLimiter<string> left, string address) : RateLimiter
    {
        /// <summary>It remembers nothing, so it can go at once.</summary>
        public override TimeSpan? IdleDuration => TimeSpan.MaxValue;

        public override RateLimiterStatistics? GetStatistics() => left.GetStatistics(address);

        /// <summary>A bucket that is asked for nothing says yes as soon as any part of a guess has come back, so a whole one is looked for.</summary>
        protected override RateLimitLease AttemptAcquireCore(int permitCount) =>
            left.AttemptAcquire(address, left.GetStatistics(address)?.CurrentAvailablePermits > 0 ? 0 : 1);

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
            new(AttemptAcquireCore(permitCount));
    }
}

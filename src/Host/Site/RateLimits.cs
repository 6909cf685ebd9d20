using System.Globalization;
using System.Threading.RateLimiting;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Host.Site;

/// <summary>How often one address may send something: enough for any person and for a family behind one address, too little for a flood.</summary>
public sealed record RateLimitOptions
{
    /// <summary>Forms sent by the public: this many at once, and then one a second.</summary>
    public int PublicBurst { get; init; } = 60;

    /// <summary>Forms sent by staff, who may share the address of a station.</summary>
    public int DeskBurst { get; init; } = 600;

    /// <summary>Reports by API; a bank sends hundreds in a row.</summary>
    public int ApiBurst { get; init; } = 2000;

    public int ApiPerSecond { get; init; } = 200;

    /// <summary>Passwords, codes and references that somebody could guess; then one every ten seconds.</summary>
    public int GuessBurst { get; init; } = 10;

    /// <summary>What is asked of links with a secret in their address: a player asks for many parts; then ten a second.</summary>
    public int LinkBurst { get; init; } = 300;

    /// <summary>What one visitor sends by a link or an appeal: each photo is two requests; then ten a second. Also those who come in by one and the same from one address.</summary>
    public int VisitBurst { get; init; } = 600;

    /// <summary>Links and appeals that do not exist; then one a second.</summary>
    public int WrongBurst { get; init; } = 60;
}

internal static class RateLimits
{
    public static void AddRateLimits(this IServiceCollection services, RateLimitOptions options)
    {
        var secrets = new WrongGuesses(
            PartitionedRateLimiter.Create<string, string>(address => Bucket(address, options.WrongBurst, 1, TimeSpan.FromSeconds(1)))
        );
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = static async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(10);
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                if (ErrorPages.IsForPrograms(rejected.HttpContext))
                    await TooMany.For(rejected.HttpContext).ExecuteAsync(rejected.HttpContext);
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Sent(http, options));
            limiter.AddPolicy(Limits.Guesses, http => Guessed(http, options));
            limiter.AddPolicy(Limits.Links, http => Bucket($"link {Address(http)}", options.LinkBurst, 10, TimeSpan.FromSeconds(1)));
            limiter.AddPolicy(
                Limits.Secrets,
                http => CountedOf(http) is { IsKnown: true } ? RateLimitPartition.GetNoLimiter("known") : secrets.Of(Address(http), http)
            );
        });
    }

    private static ApiProblem TooMany { get; } =
        new(
            "too-many-requests",
            StatusCodes.Status429TooManyRequests,
            new("Too many requests", "Gormod o geisiadau"),
            new(
                "Too many requests from one address. Wait as many seconds as Retry-After says.",
                "Gormod o geisiadau o un cyfeiriad. Arhoswch am gynifer o eiliadau ag y mae Retry-After yn ei ddweud."
            )
        );

    private static RateLimitPartition<string> Sent(HttpContext http, RateLimitOptions options)
    {
        if (IsRead(http))
            return RateLimitPartition.GetNoLimiter("read");
        var address = Address(http);
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            return Bucket($"api {address}", options.ApiBurst, options.ApiPerSecond, TimeSpan.FromSeconds(1));
        if (CountedOf(http) is { } counted)
            return Bucket(counted.IsKnown ? counted.Key : $"{counted.Key} {address}", options.VisitBurst, 10, TimeSpan.FromSeconds(1));
        return http.User.Identity is { IsAuthenticated: true }
            ? Bucket($"desk {address}", options.DeskBurst, 10, TimeSpan.FromSeconds(1))
            : Bucket($"public {address}", options.PublicBurst, 1, TimeSpan.FromSeconds(1));
    }

    /// <summary>A guess is what was sent; looking at the page on which to type it is none.</summary>
    private static RateLimitPartition<string> Guessed(HttpContext http, RateLimitOptions options) =>
        IsRead(http)
            ? RateLimitPartition.GetNoLimiter("read")
            : Bucket($"guess {Address(http)}", options.GuessBurst, 1, TimeSpan.FromSeconds(10));

    private static Counted? CountedOf(HttpContext http) =>
        http.RequestServices.GetServices<CountedFor>().Select(c => c.Find(http)).FirstOrDefault(static c => c is not null);

    private static bool IsRead(HttpContext http) => HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);

    private static RateLimitPartition<string> Bucket(string key, int burst, int tokens, TimeSpan every) =>
        RateLimitPartition.GetTokenBucketLimiter(
            key,
            _ =>
                new()
                {
                    TokenLimit = burst,
                    TokensPerPeriod = tokens,
                    ReplenishmentPeriod = every,
                    QueueLimit = 0,
                    AutoReplenishment = true,
                }
        );

    private static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}

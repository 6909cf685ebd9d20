using System.Collections.Concurrent;
using System.Security.Cryptography;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Demo.Staff;

/// <summary>
/// Signs in as one of the invented people by one click. It takes the ordinary way in, with their password; only the authenticator is spared, by a proof that
/// is made here, kept in memory and good once. An installation of its own has none of this.
/// </summary>
public sealed class OneClick : ISecondFactor
{
    private readonly ConcurrentDictionary<string, Guid> _proofs = new(StringComparer.Ordinal);

    public ValueTask<bool> ProvesAsync(Guid person, string code, CancellationToken ct) =>
        ValueTask.FromResult(_proofs.TryRemove(code, out var meant) && meant == person);

    internal string Prove(DemoPerson person)
    {
        var proof = RandomNumberGenerator.GetHexString(64);
        _proofs[proof] = person.Id.Value;
        return proof;
    }
}

public static class DemoSignIn
{
    public static IServiceCollection AddDemoSignIn(this IServiceCollection services) =>
        services
            .AddSingleton<OneClick>()
            .AddSingleton<ISecondFactor>(static s => s.GetRequiredService<OneClick>())
            .AddSingleton(new SignInAside(typeof(DemoPeople)));

    public static void MapDemoSignIn(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-in/as", PostAsync).AllowAnonymous().WithMetadata(new FaceAttribute(Face.Public));

    private static async Task<IResult> PostAsync(
        HttpContext http,
        [FromForm] string username,
        [FromForm] string? back,
        OneClick click,
        SignInDesk desk,
        CancellationToken ct
    )
    {
        if (DemoStaff.All.FirstOrDefault(p => string.Equals(p.Username, username, StringComparison.Ordinal)) is not { } person)
            return Results.NotFound();
        var outcome = await desk.TryAsync(new(person.Username, DemoStaff.Password, click.Prove(person)), Caller.Of(http), ct);
        if (outcome is not Outcome.In signedIn)
            return Results.LocalRedirect($"{http.Request.PathBase}/sign-in");
        await Entrance.OpenAsync(http, desk, signedIn.Token, ct);
        return Results.LocalRedirect(Addresses.OnThisSite(back, Entrance.Desk(http)));
    }
}

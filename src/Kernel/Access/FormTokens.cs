using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Access;

/// <summary>
/// Nothing changes in the name of somebody signed in unless their own page asked for it: an unsafe request that bears a session must bear its form token
/// too, as a field or in the header <c>RequestVerificationToken</c>. Endpoints of forms are checked by the framework; this checks all others.
/// </summary>
internal sealed class FormTokens(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!MustBear(http) || await antiforgery.IsRequestValidAsync(http))
            await next(http);
        else
            await Answers.ProblemAsync(
                http,
                StatusCodes.Status400BadRequest,
                "no-form-token",
                "Load the page again, then send it once more."
            );
    }

    private static bool MustBear(HttpContext http) =>
        !IsSafe(http.Request.Method)
        && http.Features.Get<Viewer>() is { IsStaff: true }
        && http.GetEndpoint() is { } endpoint
        && endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: true };

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
}

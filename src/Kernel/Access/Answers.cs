using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Access;

/// <summary>Whether to answer a person with a page or a program with problem details.</summary>
internal static class Answers
{
    public static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static Task ProblemAsync(HttpContext http, int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, type: $"/problems/{code}").ExecuteAsync(http);
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bluelamp.Kernel.Web;

/// <summary>Why a program's request was refused (RFC 9457), in both languages; it is answered in the one that the program asks for.</summary>
/// <param name="Code">Stable; the last part of the problem's <c>type</c>.</param>
/// <param name="Title">What kind of problem it is.</param>
/// <param name="Detail">What to do.</param>
public sealed record ApiProblem(string Code, int Status, Bilingual Title, Bilingual Detail)
{
    /// <summary>As it is answered.</summary>
    /// <param name="more">Members beside the standard ones, such as <c>errors</c>.</param>
    public ProblemHttpResult In(Language language, IDictionary<string, object?>? more = null) =>
        TypedResults.Problem(
            Detail.In(language),
            statusCode: Status,
            title: Title.In(language),
            type: $"/problems/{Code}",
            extensions: more
        );

    public ProblemHttpResult For(HttpContext http) => In(Languages.AskedBy(http.Request));
}

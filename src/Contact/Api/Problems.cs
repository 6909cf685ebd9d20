using System.Globalization;
using Bluelamp.Contact.Forms;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bluelamp.Contact.Api;

/// <summary>What a program is told when its report cannot be taken (RFC 9457).</summary>
internal static class Problems
{
    /// <summary>All that is wrong with what was sent, each with its place.</summary>
    /// <param name="root">The JSON pointer below which the faults stand.</param>
    public static ProblemHttpResult Of(IReadOnlyList<Fault> faults, string root, Language language) =>
        TypedResults.Problem(
            language.Say(
                "Some of it is not right. Each error names its place.",
                "Nid yw rhywfaint ohono'n gywir. Mae pob gwall yn enwi ei le."
            ),
            statusCode: StatusCodes.Status400BadRequest,
            type: "/problems/answers-not-right",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["errors"] = faults
                    .Select(f => new
                    {
                        pointer = f.At(root),
                        code = f.Code,
                        detail = f.Message.In(language),
                    })
                    .ToArray(),
            }
        );

    public static ProblemHttpResult TooLarge { get; } =
        TypedResults.Problem(
            string.Create(CultureInfo.InvariantCulture, $"A report has at most {ReportBody.MostBytes} bytes."),
            statusCode: StatusCodes.Status413PayloadTooLarge,
            type: "/problems/too-large"
        );

    public static ProblemHttpResult NotJson { get; } =
        TypedResults.Problem("Send application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType, type: "/problems/not-json");

    public static ProblemHttpResult BadKey { get; } =
        TypedResults.Problem(
            "An Idempotency-Key has 1 to 255 visible ASCII characters.",
            statusCode: StatusCodes.Status400BadRequest,
            type: "/problems/idempotency-key-not-right"
        );

    public static ProblemHttpResult OtherBody { get; } =
        TypedResults.Problem(
            "This Idempotency-Key was used with another body. Take a new key for a new report.",
            statusCode: StatusCodes.Status422UnprocessableEntity,
            type: "/problems/idempotency-key-reused"
        );

    public static ProblemHttpResult InProgress { get; } =
        TypedResults.Problem(
            "A report with this Idempotency-Key is being taken. Ask again in a moment.",
            statusCode: StatusCodes.Status409Conflict,
            type: "/problems/in-progress"
        );

    public static ProblemHttpResult NoSuchReport { get; } =
        TypedResults.Problem(
            "There is no report with this reference and this code.",
            statusCode: StatusCodes.Status404NotFound,
            type: "/problems/no-such-report"
        );
}

using Bluelamp.Contact.Forms;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bluelamp.Contact.Api;

/// <summary>What a program is told when its report cannot be taken (RFC 9457).</summary>
internal static class Problems
{
    private static readonly ApiProblem AnswersNotRight = new(
        "answers-not-right",
        StatusCodes.Status400BadRequest,
        new("The answers are not right", "Nid yw'r atebion yn gywir"),
        new("Some of it is not right. Each error names its place.", "Nid yw rhywfaint ohono'n gywir. Mae pob gwall yn enwi ei le.")
    );

    public static ApiProblem TooLarge { get; } =
        new(
            "too-large",
            StatusCodes.Status413PayloadTooLarge,
            new("The report is too large", "Mae'r adroddiad yn rhy fawr"),
            new($"A report has at most {ReportBody.MostBytes} bytes.", $"Mae gan adroddiad {ReportBody.MostBytes} beit ar y mwyaf.")
        );

    public static ApiProblem NotJson { get; } =
        new(
            "not-json",
            StatusCodes.Status415UnsupportedMediaType,
            new("The report is not JSON", "Nid JSON yw'r adroddiad"),
            new("Send application/json.", "Anfonwch application/json.")
        );

    public static ApiProblem BadKey { get; } =
        new(
            "idempotency-key-not-right",
            StatusCodes.Status400BadRequest,
            new("The Idempotency-Key is not right", "Nid yw'r Idempotency-Key yn gywir"),
            new(
                "An Idempotency-Key has 1 to 255 visible ASCII characters.",
                "Mae gan Idempotency-Key rhwng 1 a 255 o nodau ASCII gweladwy."
            )
        );

    public static ApiProblem OtherBody { get; } =
        new(
            "idempotency-key-reused",
            StatusCodes.Status422UnprocessableEntity,
            new("The Idempotency-Key is another report's", "Mae'r Idempotency-Key yn perthyn i adroddiad arall"),
            new(
                "This Idempotency-Key was used with another body. Take a new key for a new report.",
                "Defnyddiwyd yr Idempotency-Key hwn gyda chorff arall. Defnyddiwch allwedd newydd ar gyfer adroddiad newydd."
            )
        );

    public static ApiProblem InProgress { get; } =
        new(
            "in-progress",
            StatusCodes.Status409Conflict,
            new("The report is being taken", "Mae'r adroddiad yn cael ei dderbyn"),
            new(
                "A report with this Idempotency-Key is being taken. Ask again in a moment.",
                "Mae adroddiad gyda'r Idempotency-Key hwn yn cael ei dderbyn. Gofynnwch eto mewn eiliad."
            )
        );

    /// <summary>All that is wrong with what was sent, each with its place.</summary>
    /// <param name="root">The JSON pointer below which the faults stand.</param>
    public static ProblemHttpResult Of(IReadOnlyList<Fault> faults, string root, Language language) =>
        AnswersNotRight.In(
            language,
            new Dictionary<string, object?>(StringComparer.Ordinal)
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
}

using System.Text.Json;
using Bluelamp.Contact.Forms;
using Bluelamp.Contact.Reports;
using Bluelamp.Contact.Sending;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Bluelamp.Contact.Api;

/// <summary>What a program gets for a report that was taken.</summary>
/// <param name="Reference">To be read out over the phone.</param>
/// <param name="FollowCode">With the reference, it opens the report on <c>/follow</c>. It is told only here.</param>
/// <param name="FollowUrl">The page on which the reporter follows it.</param>
public sealed record ReportTicket(string Reference, string FollowCode, string FollowUrl);

/// <summary><c>POST /api/v1/reports</c>: the same report as on the pages, checked by the same form.</summary>
internal sealed class ReportsApi(
    ReportDesk desk,
    Idempotency idempotency,
    CurrentDefinitions definitions,
    ForceProfile force,
    TimeProvider time
)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/v1/reports", static (HttpContext http, ReportsApi api, CancellationToken ct) => api.PostAsync(http, ct))
            .WithName("SendReport")
            .WithSummary("Report something to the police")
            .WithDescription(
                "Takes the answers to a form. The answers that there are, and which of them must be given after which others, follow from the form. "
                    + "Send an Idempotency-Key, and a report that is sent twice is taken once. In an emergency call 999."
            )
            .Produces<ReportTicket>(StatusCodes.Status201Created)
            .AddOpenApiOperationTransformer(ReportsDescription.WriteAsync)
            .AllowAnonymous()
            .DisableAntiforgery();

    private async Task<IResult> PostAsync(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasJsonContentType())
            return Problems.NotJson.For(http);
        if (await ReportBody.BytesAsync(http.Request, ct) is not { } bytes)
            return Problems.TooLarge.For(http);
        if (http.Request.Headers["Idempotency-Key"] is not [{ } key])
            return await TakeAsync(http, bytes, key: null, ct);
        if (!Idempotency.IsKey(key))
            return Problems.BadKey.For(http);
        if (!idempotency.TryBegin(key))
            return Problems.InProgress.For(http);
        try
        {
            return await AgainAsync(http, key, bytes, ct) ?? await TakeAsync(http, bytes, key, ct);
        }
        catch (PostgresException e) when (e.ConstraintName is "idempotency_pk")
        {
            // Another node took it in the meantime; what it answered stands in the database now.
            return await AgainAsync(http, key, bytes, ct) ?? Problems.InProgress.For(http);
        }
        finally
        {
            idempotency.End(key);
        }
    }

    private async Task<IResult?> AgainAsync(HttpContext http, string key, byte[] bytes, CancellationToken ct)
    {
        if (await idempotency.FindAsync(force.Code, key, bytes, ct) is not { } before)
            return null;
        return before.SameBody ? Created(http, before.Answer) : Problems.OtherBody.For(http);
    }

    private async Task<IResult> TakeAsync(HttpContext http, byte[] bytes, string? key, CancellationToken ct)
    {
        var language = Languages.AskedBy(http.Request);
        var faults = new Faults();
        if (ReportBody.Read(bytes, definitions, faults) is not { } body)
            return Problems.Of(faults.Found, "", language);
        var (walk, wrong) = FormCheck.All(body.Form.Value, body.Answers, time.GetUtcNow());
        if (walk is null)
            return Problems.Of(wrong, "/answers", language);
        var taken = await desk.SubmitAsync(
            Id<Report>.New(),
            body.Form,
            walk,
            "API",
            body.Language,
            FollowSecret.New(),
            Viewer.Public(force.Code),
            ct,
            key is null ? null : receipt => idempotency.Keep(force.Code, key, bytes, Answer(http, receipt))
        );
        return Created(http, Answer(http, taken.OrThrow()));
    }

    private static ContentHttpResult Created(HttpContext http, string answer)
    {
        using var ticket = JsonDocument.Parse(answer);
        http.Response.Headers.Location = ticket.RootElement.GetProperty("followUrl").GetString();
        return TypedResults.Text(answer, "application/json", statusCode: StatusCodes.Status201Created);
    }

    /// <summary>The code stays out of the address: addresses end up in logs.</summary>
    private static string Answer(HttpContext http, Receipt receipt) =>
        JsonSerializer.Serialize(
            new ReportTicket(receipt.Reference.ToString(), receipt.Code, $"{http.Request.PathBase}/follow?reference={receipt.Reference}"),
            LedgerJson.Options
        );
}

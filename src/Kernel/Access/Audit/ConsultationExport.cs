using System.Globalization;
using System.Text;
using Bluelamp.Kernel.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bluelamp.Kernel.Access;

/// <summary>The auditor's list as a file. That it left the house is itself a look, at the records or people that were asked for.</summary>
internal static class ConsultationExport
{
    public static void MapConsultationExport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/audit/consultations.csv", GetAsync).RequireAuthorization("access.audit");

    private static async Task<IResult> GetAsync(
        HttpContext http,
        Viewer viewer,
        AuditQuery query,
        Consultations consultations,
        ConsultationLog log,
        CancellationToken ct
    )
    {
        if ((await query.ReadAsync(http.Request.Query, viewer, ct)).Refused(out var refusal, out var asked))
            return refusal.ToProblem();
        Guid[] about = [asked.Record ?? asked.Person ?? viewer.Person];
        await log.LookedAsync(viewer, about, "export of consultations", ct);
        http.Response.Headers.ContentDisposition = "attachment; filename=consultations.csv";
        return Results.Stream(body => WriteAsync(body, consultations.AllAsync(asked, viewer, ct), ct), "text/csv; charset=utf-8");
    }

    private static async Task WriteAsync(Stream body, IAsyncEnumerable<ConsultationLine> lines, CancellationToken ct)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync(Line("at", "person", "name", "purpose", "what", "records").AsMemory(), ct);
        await foreach (var line in lines)
        {
            var at = line.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
            var text = Line(at, line.Person.ToString(), line.Name, line.Purpose, line.What, string.Join(' ', line.Subjects));
            await writer.WriteAsync(text.AsMemory(), ct);
        }
    }

    private static string Line(params IEnumerable<string?> values) => string.Join(',', values.Select(CsvText.Field)) + "\r\n";
}

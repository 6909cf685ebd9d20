using System.Text.Json;
using Bluelamp.Contact.Forms;
using Bluelamp.Kernel.Definitions;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Contact.Api;

/// <summary>The body of a report by program: <c>{ "form": …, "answers": { … }, "language": "en" | "cy" }</c>.</summary>
internal sealed record ReportBody(Defined<Form> Form, JsonElement Answers, string Language)
{
    public const int MostBytes = 256 * 1024;
    private const int MostDepth = 16;

    /// <summary>The bytes of the body; nothing when there are too many.</summary>
    public static async Task<byte[]?> BytesAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MostBytes)
            return null;
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (bytes.Length + read > MostBytes)
                return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads the body, or says what is wrong with it. Nothing that anybody can send makes this fail in another way.</summary>
    public static ReportBody? Read(byte[] bytes, CurrentDefinitions definitions, Faults faults)
    {
        if (Parse(bytes) is not { ValueKind: JsonValueKind.Object } body)
        {
            faults.Add(
                [],
                "not-json",
                new(
                    "The body must be a JSON object in UTF-8, not nested deeply, each name once",
                    "Rhaid i'r corff fod yn wrthrych JSON yn UTF-8, heb nythu'n ddwfn, pob enw unwaith"
                )
            );
            return null;
        }

        foreach (var part in body.EnumerateObject().Where(static p => p.Name is not ("form" or "answers" or "language")))
            faults.Add([FormCheck.Short(part.Name)], "unknown", new("There is no such part", "Nid oes rhan o'r fath"));
        var form = body.Text("form") is { } id ? definitions.Find<Form>(id) : null;
        if (form is null)
            faults.Add(["form"], "unknown-form", new("There is no such form", "Nid oes ffurflen o'r fath"));
        var answers = body.Part("answers");
        if (answers is not { ValueKind: JsonValueKind.Object })
            faults.Add(["answers"], "required", new("Give the answers as an object", "Rhowch yr atebion fel gwrthrych"));
        var language = body.Part("language") is null ? "en" : body.Text("language");
        if (language is not ("en" or "cy"))
            faults.Add(["language"], "not-a-choice", new("The language is en or cy", "Yr iaith yw en neu cy"));
        return faults.Any ? null : new(form!, answers!.Value, language!); // without a fault all are there
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            var json = JsonDocument.Parse(bytes, new() { MaxDepth = MostDepth, AllowDuplicateProperties = false }).RootElement;
            return HasReadableNames(json) ? json : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // InvalidOperationException: half a surrogate pair in a name
        }
    }

    private static bool HasReadableNames(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().All(static p => p.Name is not null && HasReadableNames(p.Value)),
            JsonValueKind.Array => json.EnumerateArray().All(HasReadableNames),
            _ => true,
        };
}

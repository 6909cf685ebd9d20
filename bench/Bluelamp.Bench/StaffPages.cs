using Bluelamp.Host.Running;
using Bluelamp.Records;
using Npgsql;

namespace Bluelamp.Bench;

/// <summary>A page of staff that a bench opens, with whoever opens it.</summary>
/// <param name="Path">Its address for the so manieth time: another record or another text each time.</param>
internal sealed record StaffPage(string What, HttpClient Who, Func<int, string> Path)
{
    /// <summary>Opens it once.</summary>
    /// <returns>False when it failed.</returns>
    public Task<bool> OpenAsync(int i) => OpenAsync(Who, Path(i));

    /// <inheritdoc cref="OpenAsync(int)"/>
    public static async Task<bool> OpenAsync(HttpClient who, string path)
    {
        using var answer = await who.GetAsync(path);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode;
    }
}

/// <summary>Each kind of page that staff open all day, over the records of a <see cref="FilledTown"/>.</summary>
internal static class StaffPages
{
    private static readonly string[] Typed =
    [
        "Siân Jones",
        "jones sian",
        "Jones",
        "Shan Jonse",
        "Rhys Hywel",
        "Surnaabson",
        "Mair Zzyzx",
        "98/2025/0000123-0",
        "AB12",
        "07700 900123",
        "900123",
        "12 Heol Jones",
        "LL10 1AB",
        "Hoel Llewelin",
        "laptop stolen",
        "quad bike quarry",
        "stolen",
        "ffenestr gefn",
    ];

    private static readonly string[] Described =
    [
        "Siân Jones, about 40, Heol Penford",
        "Jones, about forty, 12 Heol Barbury",
        "a man of about 30 called Geraint, Ffordd Talgate",
        "Shan Davis about forty Heol y Garwick, Trelamp",
        "Shan Jonse born 1985",
        "Rhys Hywel, tua 30 oed, o Llwynlamp",
        "Gareth Surnaabson, about 55",
        "a woman called Mair Evans, about 25, of LL10",
        "Huw Roberts born 1971 of Heol Roberts",
    ];

    public static async Task<IReadOnlyList<StaffPage>> OfAsync(FilledTown town, Site site, HttpClient anybody, CancellationToken ct)
    {
        var (officer, handler) = (await site.SignInAsync(town.Investigator, ct), await site.SignInAsync(town.Handler, ct));
        var reports = await ReportsAsync(town.Data, anybody, ct);
        return
        [
            new("inbox", handler, static _ => "/inbox"),
            new("report", handler, i => $"/inbox/{reports[i % reports.Length]}"),
            new("crimes", officer, static _ => "/records/crimes"),
            new("crime", officer, i => $"/records/crimes/{Town.Plan(i % Town.Told, town.Secret).Crime.Value}"),
            new("nominal", officer, i => $"/records/nominals/{Town.Plan(i % Town.Told, town.Secret).People[i % 2].Nominal.Value}"),
            new(
                "place",
                officer,
                i => $"/records/places/{Place.At(new(Town.Force, town.Secret), Town.Scene(i % Town.Told), default).Value}"
            ),
            new("search", officer, static i => $"/search?q={Uri.EscapeDataString(Typed[i % Typed.Length])}"),
            new("search by a description", officer, static i => $"/search?q={Uri.EscapeDataString(Described[i % Described.Length])}"),
        ];
    }

    /// <summary>Some reports of today, whose pages are to be opened.</summary>
    private static async Task<Guid[]> ReportsAsync(string data, HttpClient anybody, CancellationToken ct)
    {
        for (var i = 0; i < 40; i++)
            await Reporting.SendAsync(anybody, i, ct);
        await using var beside = await Store.ShareAsync(data, connectionString: null, Console.Error.WriteLine, ct);
        await using var source = NpgsqlDataSource.Create(beside.ConnectionString);
        await using var sent = source.CreateCommand(
            "select array_agg(report) from (select report from contact.report where channel = 'API' limit 40) r"
        );
        return (Guid[])(await sent.ExecuteScalarAsync(ct))!;
    }
}

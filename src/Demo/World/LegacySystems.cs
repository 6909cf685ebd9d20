using System.Globalization;
using System.Text;
using Bluelamp.Kernel.Running;
using Bluelamp.Records;
using Bluelamp.Records.People.Import;

namespace Bluelamp.Demo.World;

/// <summary>
/// The extracts of three invented systems that Lampshire had before: many of its residents are in several of them, written down by different people on
/// different days. They are loaded as a force loads its own (<c>import csv</c>); what is alike is then joined, or proposed to people as one person.
/// </summary>
internal sealed class LegacySystems(IEnumerable<IImport> imports, ImportedPeople people, TimeProvider time)
{
    private const int Known = 240;
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private static readonly Legacy[] All =
    [
        new(
            "custody-people",
            "PERSON_REF,TITLE,FORENAMES,SURNAME,NICKNAME,DOB,SEX,HOUSE,STREET,TOWN,PCODE,TEL,EMAIL,MARKS,CREATED_BY,CREATED_ON",
            static (id, p) =>
                [
                    id,
                    "",
                    p.Forenames?.ToUpper(Plain),
                    p.Surname?.ToUpper(Plain),
                    p.KnownAs,
                    p.Born?.First.ToString("dd/MM/yyyy", Plain) ?? "N/K",
                    p.Sex,
                    p.Address?.Number,
                    p.Address?.Street?.ToUpper(Plain),
                    p.Address?.Town,
                    p.Address?.Postcode?.Replace(" ", "", StringComparison.Ordinal),
                    p.Phones.FirstOrDefault(),
                    p.Emails.FirstOrDefault(),
                    "",
                    "legacy",
                    "01/01/2011",
                ]
        ),
        new(
            "crime-system-people",
            "NOMINAL,GIVEN,FAMILY,BIRTH,GENDER,HOUSE_NO,ROAD,PLACE,POSTCODE,MOBILE",
            static (id, p) =>
                [
                    id,
                    p.Forenames,
                    p.Surname?.ToUpper(Plain),
                    p.Born?.First.ToString("yyyy-MM-dd", Plain) ?? "UNKNOWN",
                    p.Sex is "M" ? "1" : "2",
                    p.Address?.Number,
                    p.Address?.Street,
                    p.Address?.Town,
                    p.Address?.Postcode,
                    p.Phones.FirstOrDefault(),
                ]
        ),
        new(
            "licensing-people",
            "CERTIFICATE,FORENAMES,SURNAME,DATE_OF_BIRTH,ADDRESS_1,ADDRESS_2,ADDRESS_3,POST_CODE,TELEPHONE,E_MAIL",
            static (id, p) =>
                [
                    id,
                    p.Forenames,
                    p.Surname,
                    p.Born?.First.ToString("d.M.yyyy", Plain),
                    p.Address?.Number,
                    p.Address?.Street,
                    p.Address?.Town,
                    p.Address?.Postcode,
                    p.Phones.FirstOrDefault(),
                    p.Emails.FirstOrDefault(),
                ]
        ),
    ];

    /// <summary>Writes the three extracts and whose each row is into <paramref name="folder"/>, and imports them.</summary>
    public async Task LoadAsync(string folder, int seed, IWorkProgress progress, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var (truth, csv) = (new StringBuilder("system,record,nominal,resident\n"), imports.Single(static i => i.Name is "csv"));
        foreach (var (legacy, rows) in Write(seed))
        {
            var file = Path.Combine(folder, $"{legacy.Mapping}.csv");
            await File.WriteAllLinesAsync(file, [legacy.Header, .. rows.Select(r => Line(legacy.Row(r.Id, r.Said)))], ct);
            foreach (var row in rows)
                truth.Append(Plain, $"{legacy.Mapping},{row.Id},{people.Of(legacy.Mapping, row.Id)},{row.Resident}\n");
            using var rejects = new RejectList(folder, legacy.Mapping, time);
            await csv.RunAsync(new(file, legacy.Mapping), progress, rejects, ct);
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "truth.csv"), truth.ToString(), ct);
    }

    /// <summary>Whom each system knows, as it was written down there; a seed always gives the same rows.</summary>
    internal static IEnumerable<(Legacy System, List<(string Id, int Resident, PersonDetails Said)> Rows)> Write(int seed)
    {
        var people = Lampshire.Settle(seed).People;
        var random = new Random(seed ^ 0x1e9ac);
        var known = Enumerable.Range(0, Known).Select(_ => people[random.Next(people.Count)]).DistinctBy(static p => p.Number).ToList();
        foreach (var system in All)
        {
            var rows = new List<(string, int, PersonDetails)>();
            foreach (var who in known.Where(_ => random.Next(3) > 0))
            {
                var id = string.Create(Plain, $"{char.ToUpperInvariant(system.Mapping[0])}{1000 + rows.Count}");
                rows.Add((id, who.Number, random.Next(2) == 0 ? who.Exactly : who.AsHeard(random)));
            }
            yield return (system, rows);
        }
    }

    private static string Line(IEnumerable<string?> values) => string.Join(',', values.Select(static v => CsvText.Field(v ?? "")));

    /// <summary>A system of the past.</summary>
    /// <param name="Mapping">The definition that reads its extract.</param>
    internal sealed record Legacy(string Mapping, string Header, Func<string, PersonDetails, string?[]> Row);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Bench.Linkage;
using Bluelamp.Host.App;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Records;
using Npgsql;

namespace Bluelamp.Bench;

/// <summary>
/// A large invented force, written straight into the views: people with names as common and as rare as in life, crimes with a place and a victim, told
/// in a small vocabulary, vehicles, phones, reports that were dealt with. The same count gives the same town. What its pages are opened for
/// (<see cref="TellAsync"/>) is told to the ledger by the same commands as in life.
/// </summary>
internal static class Town
{
    public const short Force = 98;
    public const int Told = 300;

    /// <summary>The streets of places that are told, which every town has.</summary>
    public static PlaceDetails Scene(int i) =>
        new()
        {
            Number = (1 + (i % 40)).ToString(CultureInfo.InvariantCulture),
            Street = $"Heol y Bryn {i / 40}",
            Town = "Llwynlamp",
            Postcode = "LL99 1AA",
            Easting = 300_000 + (i * 97 % 50_000),
            Northing = 200_000 + (i * 61 % 50_000),
        };

    /// <summary>Fills the views: indexes are left out meanwhile, and made again as the schema has them.</summary>
    public static async Task FillAsync(Workshop workshop, int count, CancellationToken ct)
    {
        var source = workshop.Get<NpgsqlDataSource>();
        await using var connection = await source.OpenConnectionAsync(ct);
        var indexes = await IndexesAsync(connection, ct);
        foreach (var (name, _) in indexes)
            await RunAsync(connection, $"drop index {name}", count, ct);
        using var fill = new StreamReader(typeof(Town).Assembly.GetManifestResourceStream("Town")!);
        foreach (var statement in (await fill.ReadToEndAsync(ct)).Split(";\n", StringSplitOptions.RemoveEmptyEntries))
            await RunAsync(connection, statement, count, ct);
        await DescribeAsync(workshop, source, connection, ct);
        foreach (var (_, definition) in indexes)
            await RunAsync(connection, definition, count, ct);
        await RunAsync(connection, "vacuum analyze", count, ct);
    }

    /// <summary>What was said of each person, where the linkage engine finds it.</summary>
    private static async Task DescribeAsync(Workshop workshop, NpgsqlDataSource source, NpgsqlConnection connection, CancellationToken ct)
    {
        var model = workshop.Get<CurrentDefinitions>().Latest<PersonRules>(PersonRules.Id).Value.Model;
        await using var read = source.CreateCommand("select nominal, name, born_first from records.nominal");
        await using var people = await read.ExecuteReaderAsync(ct);
        await AppearanceCopy.WriteAsync(connection, Force, model, Described(people), ct);
    }

    private static IEnumerable<(Guid, PersonDetails)> Described(NpgsqlDataReader people)
    {
        for (var i = 0; people.Read(); i++)
        {
            var (name, space) = (people.GetString(1), people.GetString(1).IndexOf(' ', StringComparison.Ordinal));
            yield return (
                people.GetGuid(0),
                new()
                {
                    Forenames = name[..space],
                    Surname = name[(space + 1)..],
                    Born = PartialDate.Of(people.GetFieldValue<DateOnly>(2)),
                    Address = Home(i),
                }
            );
        }
    }

    /// <summary>Where somebody lives: one of 432 streets of twenty towns, half of them with a postcode.</summary>
    private static PlaceDetails Home(int i) =>
        new()
        {
            Number = (1 + (i % 60)).ToString(CultureInfo.InvariantCulture),
            Street = $"{StreetKinds[i / 7 % 3]} {StreetNames[i / 60 % 12]}{StreetNames[12 + (i / 720 % 12)]}",
            Town = Towns[i / 8640 % 20],
            Postcode = i % 2 == 0 ? $"LL{10 + (i / 8640 % 20)} {1 + (i / 60 % 9)}AB" : null,
        };

    private static readonly string[] StreetKinds = ["Heol", "Ffordd", "Stryd"];

    private static readonly string[] StreetNames =
    [
        .. "Bar Cor Dun Fen Gar Hal Lan Mor Pen Ros Tal Wen ack bury combe dale ford gate ley more stone ton wick worth".Split(' '),
    ];

    private static readonly string[] Towns =
    [
        .. "Llwynlamp Aberlamp Trelamp Penlamp Brynlamp Caerlamp Porthlamp Rhoslamp Nantlamp Pontlamp Llanbren Aberbren Trebren Penbren Brynbren Caerbren Porthbren Rhosbren Nantbren Pontbren".Split(
            ' '
        ),
    ];

    /// <summary>Tells some burglaries to the ledger, each with its scene, a victim and a suspect. Answers the records to be opened.</summary>
    public static async Task<IReadOnlyList<CrimePlan>> TellAsync(Workshop workshop, CancellationToken ct)
    {
        var ledger = workshop.Get<ILedger>();
        var told = new List<CrimePlan>();
        for (var i = 0; i < Told; i++)
        {
            var plan = Plan(i, workshop.Get<IdSecret>());
            (await ledger.DecideAsync(plan.Steps(), Viewer.System(Force, "bench"), ct)).OrThrow();
            told.Add(plan);
        }

        return told;
    }

    /// <summary>A burglary whose ids follow from its number, so that it can be found in a town that was kept.</summary>
    public static CrimePlan Plan(int i, IdSecret secret)
    {
        var at = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(i * 77);
        var source = new Source(SourceKind.Report, "bench");
        var facts = new CrimeFacts(
            new(at.AddHours(-9), at.AddHours(-2)),
            $"Rear window forced, laptop stolen near the chapel, item {i}.",
            Method: "Forced window"
        );
        return new(new(Force, secret), new(Id("crime", i)), CrimeReference.Of(Force, 2026, 3_000_000 + i), "28E", facts, at, source)
        {
            Where = Scene(i),
            People =
            [
                new(new(Id("victim", i)), IsNew: true, LinkRole.Victim, Person("Siân", i)),
                new(new(Id("suspect", i)), IsNew: true, LinkRole.Suspect, Person("Rhys", i)),
            ],
        };
    }

    private static PersonDetails Person(string forename, int i) =>
        new()
        {
            Forenames = forename,
            Surname = $"Surn{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}son",
            Phones = [$"07700 900{i:000}"],
            Address = Scene(i),
        };

    private static Guid Id(string kind, int i) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {i}")).AsSpan(0, 16));

    private static async Task<List<(string Name, string Definition)>> IndexesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select quote_ident(i.schemaname) || '.' || quote_ident(i.indexname), i.indexdef
              from pg_indexes i
             where i.schemaname in ('records', 'contact') and i.tablename in ('crime', 'nominal', 'nominal_name', 'appearance', 'place', 'vehicle', 'communication', 'report')
               and not exists (select from pg_constraint c where c.conname = i.indexname)
            """,
            connection
        );
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<(string, string)>();
        while (await rows.ReadAsync(ct))
            found.Add((rows.GetString(0), rows.GetString(1)));
        return found;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, int count, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        if (statement.Contains("$1", StringComparison.Ordinal))
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await command.ExecuteNonQueryAsync(ct);
    }
}

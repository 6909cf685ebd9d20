using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;
using Npgsql;
using NpgsqlTypes;

namespace Bluelamp.Bench.Linkage;

/// <summary>
/// One new person against a list of many: how fast the likeliest are found and weighed, one after the other and by several callers at once, and how often the
/// person whom the description is about is among them. The baseline of the rate is a bare look-up of one row by its primary key.
/// </summary>
internal static class ResolveBench
{
    private const short Force = 98;
    private const int Asked = 2_000;
    private const int Callers = 4;
    private static readonly DateTimeOffset Said = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(BenchOptions options, Figures figures, CancellationToken ct)
    {
        var data = options.Data ?? Directory.CreateTempSubdirectory("bluelamp-bench-").FullName;
        try
        {
            Directory.CreateDirectory(data);
            await File.WriteAllTextAsync(Path.Combine(data, "settings.json"), $$"""{ "Force": { "Code": {{Force}} } }""", ct);
            await using var store = await Store.OwnAsync(data, connectionString: null, Console.Error.WriteLine, ct);
            await using var workshop = await Workshop.OpenAsync(store, ct);
            await MeasureAsync(options, workshop, figures, ct);
        }
        finally
        {
            if (options.Data is null)
                Directory.Delete(data, recursive: true);
        }
    }

    private static async Task MeasureAsync(BenchOptions options, Workshop workshop, Figures figures, CancellationToken ct)
    {
        var (source, people) = (workshop.Get<NpgsqlDataSource>(), new UkPeople(options.CountOr(1_000_000), options.Seed));
        var rows = Rows(people, options.CountOr(1_000_000));
        if (await ScalarAsync(source, "select count(*) from (select from records.appearance limit 1) a", ct) == 0)
            await figures.RateAsync("filling the list, people", options.CountOr(1_000_000), () => FillAsync(workshop, rows, ct));
        var questions = Questions(rows);
        var (candidates, viewer) = (workshop.Get<ICandidates>(), Viewer.System(Force, "bench"));
        foreach (var question in questions.Take(Asked / 4)) // warm
            await candidates.FindAsync(question.Said, viewer, ct);

        var (times, first, found) = (new List<double>(questions.Count), 0, 0);
        foreach (var question in questions)
        {
            var from = Stopwatch.GetTimestamp();
            var answer = await candidates.FindAsync(question.Said, viewer, ct);
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            first += answer is [{ } best, ..] && question.Homes.Contains(best.Nominal.Value) ? 1 : 0;
            found += answer.Any(c => question.Homes.Contains(c.Nominal.Value)) ? 1 : 0;
        }
        times.Sort();
        figures.AtMost("one new person: p50", Figures.At([.. times], 0.5), "ms", 2);
        figures.AtMost("one new person: p95", Figures.At([.. times], 0.95), "ms", 20);
        figures.AtMost("one new person: p99", Figures.At([.. times], 0.99), "ms", 10);
        figures.AtMost("one new person: longest", times[^1], "ms");
        figures.AtLeast("share of those on the list who are found", (double)found / questions.Count, 0.9);
        figures.AtLeast("share of those on the list who come first", (double)first / questions.Count, 0.85);

        var bare = await RateAsync(questions, q => LookUpAsync(source, q.Homes.First(), ct));
        var began = Stopwatch.GetTimestamp();
        await RateAsync(questions, q => candidates.FindAsync(q.Said, viewer, ct));
        figures.Rate(
            string.Create(CultureInfo.InvariantCulture, $"new people, {Callers} at once"),
            questions.Count,
            Stopwatch.GetElapsedTime(began),
            bare,
            atLeast: 1_000
        );
    }

    /// <summary>Every record of the table; some of those whose person came before are not put on the list, but asked for.</summary>
    private static IEnumerable<(int Row, int Person, UkRecord Record, bool Asked)> Rows(UkPeople people, int count)
    {
        var (seen, asked, row, every) = (new HashSet<int>(), 0, 0, Math.Max(1, count / Asked / 4));
        foreach (var (person, record) in people.Records())
        {
            var isAsked = !seen.Add(person) && row % every == 0 && asked < Asked;
            asked += isAsked ? 1 : 0;
            yield return (row++, person, record, isAsked);
        }
    }

    private static List<Question> Questions(IEnumerable<(int Row, int Person, UkRecord Record, bool Asked)> rows)
    {
        var (homes, asked) = (new Dictionary<int, HashSet<Guid>>(), new List<(int Person, PersonDetails Said)>());
        foreach (var (row, person, record, isAsked) in rows)
        {
            if (isAsked)
                asked.Add((person, Details(record)));
            else if (homes.TryGetValue(person, out var known))
                known.Add(Home(row));
            else
                homes[person] = [Home(row)];
        }
        return [.. asked.Select(a => new Question(a.Said, homes[a.Person]))];
    }

    private static async Task FillAsync(
        Workshop workshop,
        IEnumerable<(int Row, int Person, UkRecord Record, bool Asked)> rows,
        CancellationToken ct
    )
    {
        var model = workshop.Get<CurrentDefinitions>().Latest<PersonRules>(PersonRules.Id).Value.Model;
        var source = workshop.Get<NpgsqlDataSource>();
        await using var connection = await source.OpenConnectionAsync(ct);
        await RunAsync(connection, AppearanceCopy.DropIndex, ct);
        await using (
            var writer = await connection.BeginBinaryImportAsync(
                "copy records.nominal (force, nominal, created_at, name, born, sex) from stdin (format binary)",
                ct
            )
        )
        {
            foreach (var (row, _, record, _) in rows.Where(static r => !r.Asked))
            {
                var said = Details(record);
                await writer.StartRowAsync(ct);
                await writer.WriteAsync(Force, ct);
                await writer.WriteAsync(Home(row), ct);
                await writer.WriteAsync(Said.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
                await writer.WriteAsync(said.Name, ct);
                await AppearanceCopy.TextAsync(writer, said.Born?.ToString(), ct);
                await AppearanceCopy.TextAsync(writer, said.Sex, ct);
            }
            await writer.CompleteAsync(ct);
        }
        await AppearanceCopy.WriteAsync(
            connection,
            Force,
            model,
            rows.Where(static r => !r.Asked).Select(static r => (Home(r.Row), Details(r.Record))),
            ct
        );
        await RunAsync(connection, AppearanceCopy.MakeIndex, ct);
        await RunAsync(connection, "vacuum analyze records.appearance, records.nominal", ct);
    }

    private static PersonDetails Details(UkRecord r) =>
        new()
        {
            Forenames = string.Join(' ', new[] { r.First, r.Middle }.Where(static n => n is not null)),
            Surname = r.Surname,
            Born = r.Born is { } day ? PartialDate.Of(day) : null,
            Sex = r.Sex?.ToString(),
            Address = r.Postcode is null ? null : new() { Postcode = r.Postcode },
        };

    private static Guid Home(int row) => new(row, 0, 0, [0x80, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>How many a second are done by several callers at once.</summary>
    private static async Task<double> RateAsync(IReadOnlyCollection<Question> questions, Func<Question, Task> ask)
    {
        var began = Stopwatch.GetTimestamp();
        var waiting = new ConcurrentQueue<Question>(questions);
        await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (waiting.TryDequeue(out var question))
                            await ask(question);
                    })
                )
        );
        return questions.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task LookUpAsync(NpgsqlDataSource source, Guid home, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select name from records.nominal where force = $1 and nominal = $2");
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = Force });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = home });
        await command.ExecuteScalarAsync(ct);
    }

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(ct))!; // a count is never nothing
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Somebody who is asked for.</summary>
    /// <param name="Homes">The records of the same person that are on the list.</param>
    private sealed record Question(PersonDetails Said, HashSet<Guid> Homes);
}

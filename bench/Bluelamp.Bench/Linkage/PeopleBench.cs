using System.Globalization;

namespace Bluelamp.Bench.Linkage;

/// <summary>Writes <see cref="UkPeople"/> as <c>people.csv</c>, and which records are of one person as <c>truth.csv</c>. Nothing is compared.</summary>
internal static class PeopleBench
{
    public static async Task RunAsync(BenchOptions options, Figures figures, CancellationToken ct)
    {
        var count = options.CountOr(1_000_000);
        var people = new UkPeople(count, options.Seed);
        var folder = Directory.CreateDirectory(options.To ?? "people").FullName;
        await figures.RateAsync("records written down", count, () => WriteAsync(people, folder, ct));
        var clusters = people.Clusters();
        figures.AtMost($"rows in {folder}", count, "");
        figures.AtMost("people", people.Count, "");
        figures.AtMost("true pairs", clusters.Sum(static n => n * (n - 1L) / 2), "");
        figures.AtMost("largest cluster", clusters.Max(), "");
    }

    public static async Task WriteAsync(UkPeople people, string folder, CancellationToken ct)
    {
        await using var rows = new StreamWriter(Path.Combine(folder, "people.csv"));
        await using var truth = new StreamWriter(Path.Combine(folder, "truth.csv"));
        rows.Write("unique_id,first_name,middle_name,surname,sex,dob,postcode\n");
        truth.Write("unique_id,cluster\n");
        var id = 0;
        foreach (var (person, r) in people.Records())
        {
            ct.ThrowIfCancellationRequested();
            id++;
            // No name or postcode of the lists needs quotes.
            rows.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{id},{r.First},{r.Middle},{r.Surname},{r.Sex},{r.Born:yyyy-MM-dd},{r.Postcode}\n"
                )
            );
            truth.Write(string.Create(CultureInfo.InvariantCulture, $"{id},{person + 1}\n"));
        }
    }
}

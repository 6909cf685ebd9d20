using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.LinkVerbs;

/// <summary>Invented people in files, and <c>bluelamp link</c> as a person would run it.</summary>
public abstract class LinkVerbWorld : IDisposable
{
    /// <summary>The folder in which everything of a test is.</summary>
    private protected TemporaryFolder Folder { get; } = new();

    protected LinkVerbWorld()
    {
        // Sixty invented people, each written down twice: once as they are, once with a letter lost, and once more in another file.
        var people = Enumerable.Range(0, 60).Select(static i => new Person(i)).ToList();
        File.WriteAllLines(
            Folder["people.csv"],
            [
                "id,first_name,surname,dob,postcode",
                .. people.Select(static p => p.Line($"a{p.Number}")),
                .. people.Select(static p => p.Slipped($"b{p.Number}")),
            ]
        );
        File.WriteAllLines(
            Folder["truth.csv"],
            ["id,cluster", .. people.SelectMany(static p => new[] { $"a{p.Number},{p.Number}", $"b{p.Number},{p.Number}" })]
        );
        File.WriteAllLines(Folder["left.csv"], ["id,first_name,surname,dob,postcode", .. people.Select(static p => p.Line($"{p.Number}"))]);
        File.WriteAllLines(
            Folder["right.csv"],
            ["id,first_name,surname,dob,postcode", .. people.Select(static p => p.Slipped($"{p.Number}"))]
        );
    }

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task Lines(string file, IEnumerable<string> lines) =>
        File.WriteAllLinesAsync(Folder[file], lines, TestContext.Current.CancellationToken);

    /// <summary>The numbers of the records of each cluster that a file holds.</summary>
    protected async Task<List<IGrouping<string, string>>> ClustersAsync(string file) =>
        [
            .. (await File.ReadAllLinesAsync(Folder[file], TestContext.Current.CancellationToken))
                .Skip(1)
                .Select(static l => l.Split(','))
                .GroupBy(static l => l[1], static l => l[0], StringComparer.Ordinal),
        ];

    /// <summary>A model of two comparisons that nobody has trained.</summary>
    protected static string Own(string rules) =>
        $$"""
            {
              "link_type": "dedupe_only",
              "comparisons": [
                {
                  "output_column_name": "first_name",
                  "comparison_levels": [
                    { "sql_condition": "\"first_name_l\" IS NULL OR \"first_name_r\" IS NULL", "is_null_level": true },
                    { "sql_condition": "\"first_name_l\" = \"first_name_r\"" },
                    { "sql_condition": "ELSE" }
                  ]
                },
                {
                  "output_column_name": "postcode",
                  "comparison_levels": [
                    { "sql_condition": "\"postcode_l\" IS NULL OR \"postcode_r\" IS NULL", "is_null_level": true },
                    { "sql_condition": "\"postcode_l\" = \"postcode_r\"" },
                    { "sql_condition": "ELSE" }
                  ]
                }
              ],
              "blocking_rules_to_generate_predictions": [
                {{rules}}
              ]
            }
            """;

    /// <summary>How often two records of one person have the same forename, as a model says.</summary>
    protected double SameForename(string model)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Folder[model]));
        return settings
            .RootElement.GetProperty("comparisons")
            .EnumerateArray()
            .Single(static c => c.GetProperty("output_column_name").GetString() is "first_name")
            .GetProperty("comparison_levels")
            .EnumerateArray()
            .First(static l => l.GetProperty("sql_condition").GetString() is "\"first_name_l\" = \"first_name_r\"")
            .GetProperty("m_probability")
            .GetDouble();
    }

    protected static async Task<JsonElement> JsonAsync(params string[] words)
    {
        var (exit, output, errors) = await RunAsync(words);
        exit.ShouldBe(0, errors + output);
        return JsonDocument.Parse(output.Trim().Split('\n')[^1]).RootElement;
    }

    protected static Task<(int Exit, string Output, string Errors)> RunAsync(params string[] words) =>
        RunningBluelamp.RunAsync(["link", .. words]);

    protected sealed record Person(int Number)
    {
        private static readonly string[] Forenames =
        [
            "Megan",
            "Owain",
            "Harriet",
            "Idris",
            "Carys",
            "George",
            "Bethan",
            "Hugh",
            "Lowri",
            "Alice",
            "Tomos",
        ];
        private static readonly string[] Surnames = ["Prosser", "Llewellyn", "Vaughan", "Kendrick", "Yorath", "Mathias", "Gittins"];

        private string Surname => Surnames[Number % Surnames.Length];

        private string Rest =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{1940 + Number}-{1 + (Number % 12):00}-{10 + (Number % 17)},LL{10 + Number} {Number % 9}AB"
            );

        public string Line(string id) => $"{id},{Forenames[Number % Forenames.Length]},{Surname},{Rest}";

        public string Slipped(string id) => $"{id},{Forenames[Number % Forenames.Length]},{Surname.Remove(2, 1)},{Rest}";
    }
}

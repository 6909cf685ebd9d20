using System.Text.RegularExpressions;
using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Models;

/// <summary>What is exported runs in Splink on DuckDB: it calls nothing that DuckDB has not.</summary>
public sealed partial class DuckDbModelTests
{
    /// <summary>Of the functions that conditions may call, those in DuckDB's own list (without extensions); and the words that a bracket may follow.</summary>
    private static readonly string[] OfDuckDb =
    [
        .. "abs acos asin atan2 cos sin sqrt pow power radians floor round greatest least lower upper trim reverse length len substring substr left right replace".Split(
            ' '
        ),
        .. "split_part concat coalesce ifnull nullif regexp_extract regexp_replace string_split list_intersect array_intersect list_has_any array_length".Split(
            ' '
        ),
        .. "strptime try_strptime epoch jaro_similarity jaro_winkler_similarity levenshtein damerau_levenshtein jaccard contains cast try_cast".Split(
            ' '
        ),
        .. "and or not in when then else between".Split(' '),
    ];

    [Fact]
    public void Without_records_a_rule_by_sound_is_left_out_and_told()
    {
        var exported = DuckDbModel.Of(Model, cleaned: null);
        exported.Model.BlockingRules.Select(static r => r.Condition).ShouldBe(["l.\"dob\" = r.\"dob\""]);
        exported.Notes.Length.ShouldBe(2);
        exported.Notes[0].ShouldContain("soundex(l.\"surname\") = soundex(r.\"surname\")");
        Called(exported.Model).ShouldBeSubsetOf(OfDuckDb);
    }

    [Fact]
    public void With_records_it_names_a_column_that_holds_the_sound()
    {
        var exported = DuckDbModel.Of(Model, People);
        exported.Notes.ShouldBeEmpty();
        Called(exported.Model).ShouldBeSubsetOf(OfDuckDb);
        exported.Model.BlockingRules[0].Condition.ShouldBe("(l.\"soundex_surname\" = r.\"soundex_surname\")");
        exported
            .Model.BlockingRules[2]
            .Condition.ShouldBe("list_has_any(string_split(l.\"qgrams_surname_3\", '|'), string_split(r.\"qgrams_surname_3\", '|'))");
        var data = exported.Data!;
        data.Pool.Text(data["soundex_surname"].Ids[0]).ShouldBe("S530");
        data.Columns.Select(static c => c.Name)
            .ShouldBe(["unique_id", "surname", "dob", "lat", "lng", "soundex_surname", "qgrams_surname_3"]);
    }

    [Fact]
    public void What_is_exported_finds_and_weighs_the_same_pairs()
    {
        var exported = DuckDbModel.Of(Model, People);
        var read = SplinkModel.Read(SplinkModel.Write(exported.Model), "splink.json", exported.Data);
        Pairs(Linker.With(exported.Data!, read, new())).ShouldBe(Pairs(Linker.With(People, Model, new())));

        static List<(int, int, double)> Pairs(Linker linker) =>
            [
                .. linker
                    .Predict(float.NegativeInfinity, TestContext.Current.CancellationToken)
                    .Select(static e => (e.A, e.B, Math.Round(e.Weight, 3)))
                    .Order(),
            ];
    }

    [Fact]
    public void A_level_that_DuckDB_cannot_work_out_is_refused_without_records()
    {
        var model = Model with
        {
            Comparisons =
            [
                new("sound", [new("metaphone(\"surname_l\") = metaphone(\"surname_r\")", "sounds alike"), new(Level.Else, "else")]),
            ],
        };
        Should.Throw<InputFaultException>(() => DuckDbModel.Of(model, null)).Message.ShouldContain("a level cannot be left out");
        Called(DuckDbModel.Of(model, People).Model).ShouldBeSubsetOf(OfDuckDb);
    }

    [Fact]
    public void Without_records_forms_of_one_name_count_as_anything_else_and_it_is_told()
    {
        const string Form = "list_has_any(nicknames(\"surname_l\"), nicknames(\"surname_r\"))";
        var levels = Model.Comparisons[0].Levels;
        var model = Model with
        {
            Comparisons =
            [
                Model.Comparisons[0] with
                {
                    Levels =
                    [
                        .. levels[..2],
                        new($"\"dob_l\" = \"dob_r\" AND ({Form})", "a form, of those with the same dob") { M = 0.1, U = 0.5 },
                        new(Form, "a form") { M = 0.1, U = 0.001 },
                        .. levels[2..^1],
                        levels[^1] with
                        {
                            M = 0.02,
                            U = 0.969,
                        },
                    ],
                },
            ],
            BlockingRules = [],
        };
        var exported = DuckDbModel.Of(model, cleaned: null);
        exported.Notes.ShouldHaveSingleItem().ShouldContain("forms of one name");
        exported.Model.Comparisons[0].Levels.Length.ShouldBe(4);
        exported
            .Model.Comparisons[0]
            .Levels[^1]
            .ShouldSatisfyAllConditions(static l => l.M!.Value.ShouldBe(0.12, 1e-9), static l => l.U!.Value.ShouldBe(0.97, 1e-9));
        Called(exported.Model).ShouldBeSubsetOf(OfDuckDb);

        var withRecords = DuckDbModel.Of(model, People);
        withRecords.Notes.ShouldBeEmpty();
        withRecords.Model.Comparisons[0].Levels.Length.ShouldBe(6);
        Called(withRecords.Model).ShouldBeSubsetOf(OfDuckDb);
    }

    [Fact]
    public void What_counts_as_DuckDBs_is_in_its_list() =>
        SqlFunctions.OfDuckDb.Where(static name => char.IsLetter(name[0]) && name is not "like").ShouldBeSubsetOf(OfDuckDb);

    /// <summary>Every word before a bracket in the written settings.</summary>
    private static IEnumerable<string> Called(LinkageModel model) =>
        model
            .Comparisons.SelectMany(static c => c.Levels)
            .Select(static l => l.Condition)
            .Concat(model.BlockingRules.Select(static r => r.Condition))
            .SelectMany(static sql => Call().Matches(sql).Select(static m => m.Groups["name"].Value.ToLowerInvariant()))
            .Distinct();

    private static Table People { get; } =
        Table.Of(
            ["unique_id", "surname", "dob", "lat", "lng"],
            [
                ["1", "smith", "1980-01-01", "51.48", "-3.18"],
                ["2", "smyth", "1980-01-01", "51.58", "-3.00"],
                ["3", "smithson", "1990-02-02", "51.48", "-3.18"],
                ["4", null, "1990-02-02", null, null],
            ]
        );

    private static LinkageModel Model { get; } =
        new(
            0.01,
            [
                new(
                    "surname",
                    [
                        new("\"surname_l\" IS NULL OR \"surname_r\" IS NULL", "missing") { IsNull = true },
                        new("\"surname_l\" = \"surname_r\"", "the same") { M = 0.8, U = 0.01 },
                        new("jaro_winkler_similarity(\"surname_l\", \"surname_r\") >= 0.9", "alike") { M = 0.1, U = 0.02 },
                        new(Level.Else, "else") { M = 0.1, U = 0.97 },
                    ]
                ),
                new(
                    "place",
                    [
                        new("distance_km(\"lat_l\", \"lng_l\", \"lat_r\", \"lng_r\") <= 5", "near") { M = 0.9, U = 0.1 },
                        new(Level.Else, "else") { M = 0.1, U = 0.9 },
                    ]
                ),
            ],
            [
                new("soundex(l.\"surname\") = soundex(r.\"surname\")"),
                new("l.\"dob\" = r.\"dob\""),
                new("list_has_any(qgrams(l.\"surname\", 3), qgrams(r.\"surname\", 3))"),
            ]
        );

    [GeneratedRegex("(?<name>[A-Za-z_][A-Za-z0-9_]*)\\s*\\(", RegexOptions.None, 1000)]
    private static partial Regex Call();
}

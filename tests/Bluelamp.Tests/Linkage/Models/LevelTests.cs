using System.Text.Json;
using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Models;

/// <summary>Levels as Splink's comparison library writes them, one model each: the pair is at the level, or it is not.</summary>
public sealed class LevelTests
{
    private const string Distance =
        "cast(acos(case when (sin( radians(\"lat_l\") ) * sin( radians(\"lat_r\") ) + cos( radians(\"lat_l\") ) * cos( radians(\"lat_r\") ) * cos( radians(\"lng_r\" - \"lng_l\") )) > 1 then 1 "
        + "when (sin( radians(\"lat_l\") ) * sin( radians(\"lat_r\") ) + cos( radians(\"lat_l\") ) * cos( radians(\"lat_r\") ) * cos( radians(\"lng_r\" - \"lng_l\") )) < -1 then -1 "
        + "else (sin( radians(\"lat_l\") ) * sin( radians(\"lat_r\") ) + cos( radians(\"lat_l\") ) * cos( radians(\"lat_r\") ) * cos( radians(\"lng_r\" - \"lng_l\") )) end) * 6371 as float)";

    private const string Percentage =
        "(ABS(\"sum_l\" - \"sum_r\") / (CASE WHEN \"sum_r\" > \"sum_l\" THEN \"sum_r\" WHEN \"sum_r\" < \"sum_l\" THEN \"sum_l\" ELSE \"sum_r\" END)) < 0.2";

    // Cardiff and Newport are 19 km apart.
    [Theory]
    [InlineData(Distance + " <= 25", true)]
    [InlineData(Distance + " <= 15", false)]
    [InlineData("distance_km(\"lat_l\", \"lng_l\", \"lat_r\", \"lng_r\") <= 25", true)]
    [InlineData("distance_km(\"lat_l\", \"lng_l\", \"lat_r\", \"lng_r\") <= 15", false)]
    [InlineData(Percentage, true)]
    [InlineData("contains(\"street_l\", \"street_r\")", true)]
    [InlineData("contains(\"street_r\", \"street_l\")", false)]
    [InlineData("list_has_any(double_metaphone(\"surname_l\"), double_metaphone(\"surname_r\"))", true)]
    [InlineData("list_has_any(nicknames(\"forename_l\"), nicknames(\"forename_r\"))", true)]
    [InlineData("list_has_any(nicknames(\"surname_l\"), nicknames(\"forename_r\"))", false)]
    [InlineData("not list_has_any(nicknames(\"surname_l\"), nicknames(\"surname_r\"))", true)]
    [InlineData("least(\"surname_l\", \"alias_l\") = 'schmidt'", true)]
    [InlineData("greatest(\"alias_l\", \"surname_l\") = 'schmidt'", true)]
    [InlineData("greatest(\"alias_l\", \"alias_r\") is null", true)]
    [InlineData("jaccard(\"surname_l\", \"surname_r\") >= 0.5", true)]
    [InlineData("jaccard(\"surname_l\", \"surname_r\") >= 0.9", false)]
    [InlineData("list_has_any(qgrams(\"surname_l\", 2), qgrams(\"surname_r\", 2))", true)]
    [InlineData("\"surname_l\" not in ('smith') and \"surname_r\" like 'sm%'", true)]
    [InlineData("case when \"surname_l\" = 'smith' then 1 else 0 end = 1", false)]
    public void A_level_is_read_and_means_what_it_does_there(string condition, bool holds)
    {
        var table = Table.Of(
            ["unique_id", "alias", "forename", "surname", "street", "lat", "lng", "sum"],
            [
                ["1", null, "wil", "schmidt", "12 high street", "51.4816", "-3.1791", "9"],
                ["2", null, "bill", "smidt", "high street", "51.5842", "-2.9977", "10"],
            ]
        );
        var json = $$"""
            { "probability_two_random_records_match": 0.01, "comparisons": [ { "output_column_name": "it", "comparison_levels": [
            { "sql_condition": {{JsonSerializer.Serialize(condition)}}, "m_probability": 0.9, "u_probability": 0.1 },
            { "sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.9 } ] } ], "blocking_rules_to_generate_predictions": [] }
            """;
        var linker = Linker.With(table, SplinkModel.Read(json, "model.json", table), new());
        linker.Explain(0, 1).Parts[0].Gamma.ShouldBe(holds ? 1 : 0);
    }

    [Fact]
    public void A_rule_finds_the_records_of_which_any_piece_is_the_same_each_pair_once()
    {
        var table = Table.Of(
            ["unique_id", "surname"],
            [
                ["1", "prosser"],
                ["2", "prossor"],
                ["3", "xrossx"],
                ["4", "yorath"],
                ["5", null],
            ]
        );
        var model = new LinkageModel(0.1, [], [new("list_has_any(qgrams(l.surname, 3), qgrams(r.surname, 3))")]);
        var linker = Linker.With(table, model, new());
        linker
            .Predict(float.NegativeInfinity, TestContext.Current.CancellationToken)
            .Select(static e => (e.A, e.B))
            .ShouldBe([(0, 1), (0, 2), (1, 2)], ignoreOrder: true);
        linker.Blocks().ShouldHaveSingleItem().Pairs.ShouldBe(3);
    }
}

using Bluelamp.Kernel.Expressions;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Expressions;

/// <summary>Expressions may come from a file that anybody wrote: whatever stands there, the evaluator stays calm.</summary>
public sealed class CelExpressionTests
{
    private static readonly CelScope Scope = new([
        new("count", CelType.Int),
        new("text", CelType.String),
        new("list", CelType.ListOf(CelType.Dyn)),
        new("any", CelType.Dyn),
    ]);

    private static readonly Dictionary<string, CelValue> Values = new(StringComparer.Ordinal)
    {
        ["count"] = 3,
        ["text"] = "lamp",
        ["list"] = CelValue.ListOf(1, "a", CelValue.Null),
        ["any"] = CelValue.Of(new CelMap([KeyValuePair.Create("count", CelValue.Of(1))])),
    };

    [Fact]
    public void No_text_makes_it_fall_over() => Prop.ForAll<string>(static text => Survives(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void No_sequence_of_its_own_words_makes_it_fall_over()
    {
        string[] words =
        [
            "count",
            "text",
            "list",
            "any",
            "1",
            "-2",
            "3u",
            "1.5",
            "'a'",
            "b'x'",
            "r'\\d'",
            "true",
            "null",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ".",
            ",",
            ":",
            "?",
            "+",
            "-",
            "*",
            "/",
            "%",
            "!",
            "&&",
            "||",
            "==",
            "!=",
            "<",
            ">=",
            "in",
            "size",
            "map",
            "filter",
            "all",
            "exists_one",
            "has",
            "matches",
            "x",
            "string",
            "timestamp",
            "duration",
            "split",
            "join",
            "replace",
            "substring",
            "dyn",
            "type",
        ];
        var sources = Gen.Elements(words).ListOf().Select(static all => string.Join(' ', all));
        Prop.ForAll(sources.ToArbitrary(), Survives).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(60));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("!")]
    [InlineData("-")]
    [InlineData("size(")]
    [InlineData("{1:")]
    [InlineData("true ? ")]
    [InlineData("1 + ")]
    [InlineData("any.a")]
    [InlineData("any[0]")]
    [InlineData("true ? 1 : ")]
    public void Deep_nesting_and_endless_chains_are_refused(string part)
    {
        var source = string.Concat(Enumerable.Repeat(part, 9_000 / part.Length)) + "1";
        CelExpression.Compile(source, Scope, expected: null, out var problems).ShouldBeNull();
        problems.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_long_row_of_ands_is_no_trouble() =>
        Evaluate(string.Join(" && ", Enumerable.Repeat("count == 3", 500))).ShouldBe(CelValue.Of(value: true));

    [Fact]
    public void A_text_of_ten_thousand_characters_is_the_longest() =>
        Refused(new string(' ', 10_001)).ShouldContain("longer than 10000 characters");

    [Theory]
    [InlineData(
        "[1,2,3,4,5,6,7,8,9,0].map(a, [1,2,3,4,5,6,7,8,9,0].map(b, [1,2,3,4,5,6,7,8,9,0].map(c, [1,2,3,4,5,6,7,8,9,0].map(d, [1,2,3,4,5,6,7,8,9,0].map(e, e)))))"
    )]
    [InlineData(
        "['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'].map(a, a.replace('', a)).map(a, a.replace('', a)).map(a, a.replace('', a)).map(a, a.replace('', a))"
    )]
    [InlineData(
        "['a'].map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a)"
    )]
    public void An_expression_that_costs_too_much_ends_in_an_error(string source) =>
        Evaluate(source).ErrorMessage.ShouldBe("the expression costs more than it may");

    [Fact]
    public void Comparing_lists_that_double_at_every_step_ends_in_an_error()
    {
        var doubled = "[[1]]" + string.Concat(Enumerable.Repeat(".map(a, [a, a])", 40));
        Evaluate($"{doubled} == {doubled}").ErrorMessage.ShouldBe("the expression costs more than it may");
    }

    [Fact]
    public void Every_fault_is_listed_with_its_line_and_column()
    {
        CelExpression.Compile("count + 'a' == 1\n  && txet == ''", Scope, CelType.Bool, out var problems).ShouldBeNull();
        problems
            .Select(static p => p.ToString())
            .ShouldBe(["1:7: '+' does not work between int and string.", "2:6: 'txet' is not known. Did you mean 'text'?"]);
    }

    [Fact]
    public void An_expression_of_the_wrong_type_is_refused() =>
        Refused("count", CelType.Bool).ShouldBe("1:1: This gives int, but bool is wanted here.");

    [Fact]
    public void It_says_which_variables_it_looks_at() =>
        CelExpression.Parse("count > 1 && list.exists(x, x == text)", Scope).Uses.ShouldBe(["count", "list", "text"]);

    [Fact]
    public void An_error_knows_where_it_arose() => Evaluate("1 + count / 0").ErrorOffset.ShouldBe(10);

    [Fact]
    public void A_yes_or_no_over_numbers_allocates_nothing()
    {
        var expression = CelExpression.Parse("count >= 2 && count * 10 + 1 < 100 || text == 'other'", Scope);
        var bound = Scope.Bind(Values);
        expression.Evaluate(bound);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            expression.Evaluate(bound);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Json_goes_in_and_comes_out_the_same()
    {
        const string Json = """{"a":[1,2.5,"ŵ",true,null,{"b":-7}],"c":1.0}""";
        CelJson.Read(System.Text.Json.JsonDocument.Parse(Json).RootElement).ToString().ShouldBe(Json);
    }

    private static CelValue Evaluate(string source) => CelExpression.Parse(source, Scope).Evaluate(Values);

    private static string Refused(string source, CelType? expected = null)
    {
        CelExpression.Compile(source, Scope, expected, out var problems).ShouldBeNull();
        return problems[0].ToString();
    }

    private static bool Survives(string source)
    {
        var value = CelExpression.Compile(source, Scope, expected: null, out _)?.Evaluate(Values);
        _ = value?.ToString();
        return true;
    }
}

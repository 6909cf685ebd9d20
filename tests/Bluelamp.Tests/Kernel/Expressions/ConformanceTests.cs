using Bluelamp.Kernel.Expressions;
using Shouldly;
using Xunit;
using YamlDotNet.Serialization;

namespace Bluelamp.Tests.Kernel.Expressions;

/// <summary>Our own conformance cases: <c>conformance.yaml</c> says what each expression comes to.</summary>
public sealed class ConformanceTests
{
    private static readonly Dictionary<string, CelValue> Values = new(StringComparer.Ordinal)
    {
        ["i"] = 5,
        ["u"] = CelValue.Of(5UL),
        ["d"] = CelValue.Of(2.5),
        ["s"] = "Heddwas",
        ["yes"] = true,
        ["names"] = CelValue.ListOf("Ann", "Bob", "Cai"),
        ["ages"] = Map(("Ann", 31), ("Bob", 17)),
        ["at"] = CelValue.Of(new DateTimeOffset(2026, 1, 31, 9, 30, 15, 250, TimeSpan.Zero)),
        ["length"] = CelValue.Of(TimeSpan.FromMinutes(90)),
        ["any"] = Map(("list", CelValue.ListOf(1, "two", CelValue.Of(3.0))), ("none", CelValue.Null)),
        ["victim"] = Map(("name", "Ann"), ("age", 31)),
    };

    private static readonly CelScope Scope = new(
        new Dictionary<string, CelType>(StringComparer.Ordinal)
        {
            ["i"] = CelType.Int,
            ["u"] = CelType.UInt,
            ["d"] = CelType.Double,
            ["s"] = CelType.String,
            ["yes"] = CelType.Bool,
            ["names"] = CelType.ListOf(CelType.String),
            ["ages"] = CelType.MapOf(CelType.String, CelType.Int),
            ["at"] = CelType.Timestamp,
            ["length"] = CelType.Duration,
            ["any"] = CelType.Dyn,
            ["victim"] = CelType.Record([new("name", CelType.String), new("age", CelType.Int), new("notes", CelType.String)]),
            ["missing"] = CelType.String,
        }
    );

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var (group, lines) in Groups)
            {
                foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    var arrow = line.LastIndexOf(" => ", StringComparison.Ordinal);
                    cases.Add(group, line[..arrow].TrimEnd(), line[(arrow + 4)..].Trim());
                }
            }
            return cases;
        }
    }

    private static Dictionary<string, string> Groups
    {
        get
        {
            using var file = typeof(ConformanceTests).Assembly.GetManifestResourceStream("conformance.yaml")!;
            using var reader = new StreamReader(file);
            return new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(reader);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_expression_comes_to_what_the_specification_says(string group, string source, string expected)
    {
        _ = group;
        var actual = Answer(source);
        if (expected.StartsWith("error ", StringComparison.Ordinal) || expected.StartsWith("refused ", StringComparison.Ordinal))
        {
            var (kind, text) = (expected[..expected.IndexOf(' ')], expected[(expected.IndexOf(' ') + 1)..]);
            actual.ShouldStartWith(kind);
            actual.ShouldContain(text);
        }
        else
            actual.ShouldBe(expected);
    }

    [Fact]
    public void There_are_enough_cases_to_mean_something() => Cases.Count.ShouldBeGreaterThan(300);

    private static string Answer(string source)
    {
        var expression = CelExpression.Compile(source, Scope, expected: null, out var problems);
        if (expression is null)
            return $"refused {string.Join("; ", problems)}";
        var value = expression.Evaluate(Values);
        return value.IsError ? $"error {value.ErrorMessage}" : $"{Kind(value)} {value}";
    }

    private static string Kind(CelValue value) => value.Kind.ToString().ToLowerInvariant();

    private static CelValue Map(params (string Key, CelValue Value)[] entries) =>
        CelValue.Of(new CelMap(entries.Select(static e => KeyValuePair.Create(e.Key, e.Value))));
}

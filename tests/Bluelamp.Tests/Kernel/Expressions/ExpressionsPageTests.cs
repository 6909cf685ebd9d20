using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Expressions;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Expressions;

/// <summary>The page that says what is supported keeps up with the evaluator.</summary>
public sealed class ExpressionsPageTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(DefinitionFolder.Find(configured: null), "..", "docs", "expressions.md")
    );

    [Fact]
    public void Every_function_is_on_the_page() =>
        Functions.All.Keys.Select(static f => f.Name).Where(static f => !Page.Contains(f, StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Every_operator_is_on_the_page() =>
        Operators.All.Keys.Except(["neg", "[]"]).Where(static sign => !Page.Contains(sign, StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void The_limits_are_those_on_the_page() => Page.ShouldContain($"| cost of one evaluation | {CelExpression.DefaultBudget:N0}");
}

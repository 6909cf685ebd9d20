using System.Text;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Expressions;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Expressions;

/// <summary>A fault in an expression is shown where it stands in the file, however the YAML is written.</summary>
public sealed class DefinitionExpressionTests
{
    private static readonly CelScope Scope = new([new("age", CelType.Int), new("name", CelType.String)]);

    [Theory]
    [InlineData("when: age > 'a'\n", "d.yaml:1:11")]
    [InlineData("when: \"age > 'a'\"\n", "d.yaml:1:12")]
    [InlineData("when: 'age > name'\n", "d.yaml:1:12")]
    [InlineData("when: |\n  age == 1\n  && age > name\n", "d.yaml:3:10")]
    [InlineData("when: >\n    age == 1\n    && age > name\n", "d.yaml:3:12")]
    [InlineData("when: age == 1\n  && age > name\n", "d.yaml:2:10")]
    public void The_line_and_column_are_those_of_the_file(string yaml, string place)
    {
        var problems = new Problems();
        Item(yaml, problems).AsExpression(Scope, CelType.Bool);
        problems.Found.Single().Place.ToString().ShouldBe(place);
    }

    [Fact]
    public void A_right_expression_is_ready_to_use()
    {
        var problems = new Problems();
        var expression = Item("when: age > 17 && name != ''\n", problems).AsExpression(Scope, CelType.Bool);
        problems.Found.ShouldBeEmpty();
        expression.Evaluate(new Dictionary<string, CelValue> { ["age"] = 20, ["name"] = "Ann" }).ShouldBe(CelValue.Of(value: true));
    }

    [Fact]
    public void Plain_values_are_read_as_json_has_them() =>
        Item("when: [1, 1.5, true, '1', text, null, { a: -2 }, 2026-01-31]\n", new Problems())
            .AsValue()
            .ToString()
            .ShouldBe("""[1,1.5,true,"1","text",null,{"a":-2},"2026-01-31"]""");

    private static Item Item(string yaml, Problems problems)
    {
        var map = Yaml.Read("d.yaml", Encoding.UTF8.GetBytes(yaml), problems).ShouldNotBeNull();
        return new Reading(yaml, problems).Fields(map, map.Place)["when"];
    }
}

using System.Text;
using Bluelamp.Kernel.Definitions;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Definitions;

/// <summary>Whatever bytes stand in a definition file: it is read, or its author is told what is wrong.</summary>
public sealed class YamlTests
{
    private static readonly string[] Parts =
    [
        "id: ",
        "a",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ": ",
        "? ",
        "|",
        ">",
        "|+2",
        "'",
        "\"",
        "\\x",
        "#",
        "&a ",
        "*a",
        "!t ",
        "!!str ",
        "---",
        "...",
        "%YAML 1.2\n",
        "\t",
        "\0",
        "\u0085",
        "\ufeff",
        "<<: ",
        "~",
        "\"\\u12",
        "- - - ",
        "🚨",
    ];

    [Fact]
    public void Any_bytes_are_read_or_refused() => Prop.ForAll<byte[]>(static bytes => ReadsOrSays(bytes ?? [])).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_mixture_of_yaml_is_read_or_refused() =>
        Prop.ForAll(
                Gen.Elements(Parts).ListOf().Select(static all => Encoding.UTF8.GetBytes(string.Concat(all))).ToArbitrary(),
                static bytes => ReadsOrSays(bytes)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(40));

    [Fact]
    public void Content_after_the_end_of_a_document_is_refused() =>
        Read("...\n  -").ShouldHaveSingleItem().Message.ShouldStartWith("This is not valid YAML");

    [Theory]
    [InlineData("a: [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]")]
    [InlineData("a: {b: {c: {d: 1}}}")]
    public void Ordinary_depth_is_fine(string text) => Read(text).ShouldBeEmpty();

    [Fact]
    public void Accents_and_signs_beyond_the_basic_plane_do_not_move_the_columns()
    {
        var map = Yaml.Read("f.yaml", Encoding.UTF8.GetBytes("{ ŵ: ŷ, b: 1 }"), new Problems()).ShouldNotBeNull();
        map.Entries[1].Key.Place.ToString().ShouldBe("f.yaml:1:9");
    }

    private static bool ReadsOrSays(byte[] bytes)
    {
        var problems = new Problems();
        return Yaml.Read("f.yaml", bytes, problems) is not null || problems.Found.Count > 0;
    }

    private static IReadOnlyList<Problem> Read(string text)
    {
        var problems = new Problems();
        Yaml.Read("f.yaml", Encoding.UTF8.GetBytes(text), problems);
        return problems.Found;
    }
}

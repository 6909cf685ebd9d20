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

    public static TheoryData<string, string, int> Deep =>
        new()
        {
            { "lists in brackets", "a: 1\nb: " + new string('[', 10_000), 2 },
            { "mappings in braces", "a: 1\nb: " + string.Concat(Enumerable.Repeat("{a: ", 10_000)), 2 },
            { "lists on one line", "a: 1\nb:\n" + string.Concat(Enumerable.Repeat("- ", 10_000)) + "x", 3 },
            { "keys that are mappings", "a: 1\n" + string.Concat(Enumerable.Repeat("? ", 10_000)) + "x", 2 },
            { "lines that step in", string.Concat(Enumerable.Range(0, 1_000).Select(i => $"{new string(' ', i)}a:\n")), 32 },
            { "brackets across lines", "a: " + string.Concat(Enumerable.Repeat("[\n", 10_000)), 32 },
        };

    [Theory]
    [MemberData(nameof(Deep), DisableDiscoveryEnumeration = true)]
    public void Ten_thousand_levels_are_refused_at_the_line_where_it_is_too_deep(string what, string text, int line)
    {
        var problem = Read(text).ShouldHaveSingleItem(what);
        problem.Message.ShouldContain("nested more than 32 levels deep");
        problem.Place.Line.ShouldBe(line, what);
    }

    [Fact]
    public void A_file_whose_aliases_would_grow_without_end_is_refused_at_the_first_of_them()
    {
        var laughs = string.Concat(
            Enumerable.Range(1, 9).Select(static i => $"l{i}: &l{i} [{string.Join(',', Enumerable.Repeat($"*l{i - 1}", 9))}]\n")
        );
        Read("l0: lol\n" + laughs)
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("f.yaml:2:5: Anchors ('&name') are not allowed. Write the value out where it is needed.");
        Read("a: 1\nb: *a\n").ShouldHaveSingleItem().ToString().ShouldContain("f.yaml:2:4: Aliases such as '*a' are not allowed");
        Read("a: 1\n<<: *a\n").ShouldHaveSingleItem().ToString().ShouldContain("f.yaml:2:5: Aliases");
    }

    [Fact]
    public void A_tab_where_spaces_belong_is_refused_at_its_line() =>
        Read("a: 1\nb:\n\tc: 2\n").ShouldHaveSingleItem().ToString().ShouldBe("f.yaml:3:1: A tab cannot indent a line. Use spaces.");

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused_at_their_line()
    {
        Said([.. "a: 1\nb: 2\nc: t"u8, 0xF4, .. "\n"u8]).ShouldBe("f.yaml:3:1: From here on the file is not UTF-8 text. Save it as UTF-8.");
        Said([.. "a: 1\nb: t"u8, 0xC5]).ShouldContain("f.yaml:2:1: From here on");
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Other_encodings_are_refused_in_words(string encoding)
    {
        var other = Encoding.GetEncoding(encoding);
        Said([.. other.GetPreamble(), .. other.GetBytes("id: tŷ\n")]).ShouldContain("UTF-8");
        Said(other.GetBytes("id: a\n")).ShouldBe("f.yaml:1:1: Here stands a NUL sign. Save the file as UTF-8 text.");
    }

    [Fact]
    public void A_byte_order_mark_of_UTF_8_is_passed_over() => Read("\uFEFFa: 1").ShouldBeEmpty();

    private static string Said(byte[] bytes)
    {
        var problems = new Problems();
        Yaml.Read("f.yaml", bytes, problems).ShouldBeNull();
        return problems.Found.ShouldHaveSingleItem().ToString();
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

using Bluelamp.Kernel.Definitions;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Definitions;

/// <summary>What an author of a definition file is told.</summary>
public sealed class DefinitionSetTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bluelamp-definitions-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_good_file_is_read_with_its_header_and_hash()
    {
        Write("lamps/porch.yaml", Porch);
        var (set, problems) = Load();
        problems.ShouldBeEmpty();
        var porch = set.Latest<Lamp>("porch");
        porch.Value.ShouldBe(new Lamp(60, Colour.DeepBlue, Lit: true));
        porch.Title.Cy.ShouldBe("Lamp y cyntedd");
        porch.Hash.ShouldBe(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Porch)))
        );
    }

    [Fact]
    public void Every_version_in_the_folder_can_be_found_and_the_newest_is_in_force()
    {
        Write("lamps/porch.yaml", Porch.Replace("version: 1", "version: 2", StringComparison.Ordinal));
        Write("lamps/porch.v1.yaml", Porch);
        var (set, problems) = Load();
        problems.ShouldBeEmpty();
        set.Latest<Lamp>("porch").Version.ShouldBe(2);
        set.Find<Lamp>("porch", version: 1).ShouldNotBeNull().File.ShouldBe("lamps/porch.v1.yaml");
        set.Find<Lamp>("porch", version: 3).ShouldBeNull();
    }

    [Fact]
    public void The_same_version_twice_is_reported()
    {
        Write("lamps/porch.yaml", Porch);
        Write("lamps/porch.v1.yaml", Porch);
        Load().Problems.Single().Message.ShouldContain("'porch' version 1 is already in definitions/lamps/porch.v1.yaml");
    }

    [Fact]
    public void All_faults_of_a_file_are_listed_with_their_places()
    {
        Write(
            "lamps/porch.yaml",
            """
            id: porch
            version: 0
            title: { en: Porch lamp }
            watts: sixty
            colour: puce
            brihgtness: 4
            lit: yes
            """
        );
        Load()
            .Problems.Select(static p => p.ToString())
            .ShouldBe([
                "definitions/lamps/porch.yaml:2:10: 0 is out of range. Give a number from 1 to 2147483647.",
                "definitions/lamps/porch.yaml:3:8: 'cy' is missing. Add it.",
                "definitions/lamps/porch.yaml:4:8: Expected a whole number here. Change it.",
                "definitions/lamps/porch.yaml:5:9: 'puce' is not known here. Write one of: white, deep-blue.",
                "definitions/lamps/porch.yaml:6:1: Unknown key 'brihgtness'. Did you mean 'brightness'?",
                "definitions/lamps/porch.yaml:7:6: Expected true or false here. Change it.",
            ]);
    }

    [Fact]
    public void A_comma_in_a_text_without_quotes_is_explained()
    {
        Write("lamps/porch.yaml", Porch.Replace("Porch lamp", "Porch lamp, the blue one", StringComparison.Ordinal));
        Load()
            .Problems.ShouldHaveSingleItem()
            .Message.ShouldBe("Unknown key 'the blue one'. If it belongs to the text before the comma, put that text in quotes.");
    }

    [Theory]
    [InlineData("a: &x 1\nb: 2\n", ":1:4: Anchors")]
    [InlineData("a: *x\n", ":1:4: Aliases such as '*x' are not allowed")]
    [InlineData("a: !!python/object 1\n", ":1:4: Tags")]
    [InlineData("a: 1\na: 2\n", ":2:1: The key 'a' stands here twice")]
    [InlineData("a: 1\n---\nb: 2\n", ":2:1: A definition file holds one document")]
    [InlineData("a: [1\n", "This is not valid YAML")]
    [InlineData("? [a]\n: 1\n", "A key is plain text here")]
    [InlineData("- 1\n", ":1:1: A definition is a mapping")]
    [InlineData("", ":1:1: A definition is a mapping")]
    public void Yaml_that_is_broken_or_too_clever_is_refused(string text, string expected)
    {
        Write("lamps/porch.yaml", text);
        Load().Problems[0].ToString().ShouldContain(expected);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Deep_nesting_is_refused_before_it_costs_anything(char bracket)
    {
        Write("lamps/porch.yaml", "a: " + new string(bracket, 500_000));
        Load().Problems.Single().Message.ShouldContain("nested more than 32 levels deep");
    }

    [Fact]
    public void A_huge_file_and_one_that_is_not_utf8_are_refused()
    {
        Write("lamps/huge.yaml", new string('#', 1 << 21));
        File.WriteAllBytes(Path.Combine(_folder.FullName, "lamps/latin.yaml"), [0x61, 0x3a, 0x20, 0xe9]);
        Load()
            .Problems.Select(static p => p.Message)
            .ShouldBe(["The file is larger than 1024 KB. Split it.", "From here on the file is not UTF-8 text. Save it as UTF-8."]);
    }

    [Fact]
    public void A_file_that_is_called_otherwise_than_its_id_is_reported()
    {
        Write("lamps/hall.yaml", Porch);
        Load()
            .Problems.Single()
            .ToString()
            .ShouldBe("definitions/lamps/hall.yaml:1:5: The file is called hall.yaml. Call it porch.yaml (an old version porch.v1.yaml).");
    }

    [Fact]
    public void A_file_in_a_folder_that_nobody_reads_is_reported()
    {
        Write("lmaps/porch.yaml", Porch);
        Load().Problems.Single().Message.ShouldBe("No kind of definition lives here. Move the file to one of: lamps.");
    }

    [Fact]
    public void A_broken_change_leaves_the_last_good_definitions_in_force()
    {
        Write("lamps/porch.yaml", Porch);
        var definitions = new CurrentDefinitions(_folder.FullName, [new LampKind()]);
        Write("lamps/porch.yaml", "id: [");
        definitions.Reload().ShouldNotBeEmpty();
        definitions.Latest<Lamp>("porch").Value.Watts.ShouldBe(60);
        Write("lamps/porch.yaml", Porch.Replace("60", "40", StringComparison.Ordinal));
        definitions.Reload().ShouldBeEmpty();
        definitions.Latest<Lamp>("porch").Value.Watts.ShouldBe(40);
    }

    [Fact]
    public void A_start_with_faulty_definitions_is_refused_with_all_of_them()
    {
        Write("lamps/a.yaml", "id: [");
        Write("lamps/b.yaml", "- b");
        Should
            .Throw<DefinitionsInvalidException>(() => new CurrentDefinitions(_folder.FullName, [new LampKind()]))
            .Problems.Count.ShouldBe(2);
    }

    private const string Porch = """
        id: porch
        version: 1
        title: { en: Porch lamp, cy: Lamp y cyntedd }
        watts: 60
        colour: deep-blue
        lit: true
        """;

    private (DefinitionSet Set, IReadOnlyList<Problem> Problems) Load() => DefinitionSet.Load(_folder.FullName, [new LampKind()]);

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private enum Colour
    {
        White,
        DeepBlue,
    }

    private sealed record Lamp(int Watts, Colour Colour, bool Lit);

    private sealed class LampKind : IDefinitionKind<Lamp>
    {
        public string Folder => "lamps";

        public Lamp Read(Fields file)
        {
            file.WholeOrNull("brightness");
            return new(file.Whole("watts", min: 1), file.Choice<Colour>("colour"), file.FlagOr("lit", otherwise: false));
        }
    }
}

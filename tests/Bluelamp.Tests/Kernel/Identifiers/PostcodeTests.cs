using System.Text.Json;
using Bluelamp.Kernel.Identifiers;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Identifiers;

public sealed class PostcodeTests
{
    public static TheoryData<string, Func<Postcode, string?>> Parts =>
        new()
        {
            { "areas", static p => p.Area },
            { "districts", static p => p.District },
            { "incodes", static p => p.Incode },
            { "normalisation", static p => p.ToString() },
            { "outcodes", static p => p.Outcode },
            { "sectors", static p => p.Sector },
            { "units", static p => p.Unit },
            { "sub-districts", static p => char.IsAsciiLetter(p.Outcode[^1]) ? p.Outcode : null },
        };

    [Theory]
    [MemberData(nameof(Parts), DisableDiscoveryEnumeration = true)]
    public void Each_part_of_a_published_postcode_is_the_published_one(string part, Func<Postcode, string?> read)
    {
        foreach (var (text, expected) in Cases(part))
            (Postcode.TryParse(text, out var postcode) ? read(postcode) : null).ShouldBe(expected.GetString(), text);
    }

    [Fact]
    public void Published_faulty_postcodes_are_refused_and_published_good_ones_are_not()
    {
        foreach (var (text, expected) in Cases("validation"))
            Postcode.TryParse(text, out _).ShouldBe(expected.GetBoolean(), text);
    }

    [Theory]
    [InlineData("  cf10 3ne ", "CF10 3NE")]
    [InlineData("ec1a1bb", "EC1A 1BB")]
    [InlineData("GIR0AA", "GIR 0AA")]
    public void A_postcode_is_read_in_any_case_and_spacing(string text, string expected)
    {
        Postcode.TryParse(text, out var postcode).ShouldBeTrue();
        postcode.ToString().ShouldBe(expected);
    }

    [Fact]
    public void No_text_breaks_the_reader_and_what_is_read_reads_again_the_same() =>
        Prop.ForAll<string?>(static text =>
                !Postcode.TryParse(text, out var postcode) || (Postcode.TryParse(postcode.ToString(), out var again) && again == postcode)
            )
            .QuickCheckThrowOnFailure();

    private static IEnumerable<(string Text, JsonElement Expected)> Cases(string part)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedData.Path($"vectors/postcodes/{part}.json")));
        foreach (var test in file.RootElement.GetProperty("tests").EnumerateArray())
            yield return (test.GetProperty("base").GetString()!, test.GetProperty("expected").Clone()); // every case has a base
    }
}

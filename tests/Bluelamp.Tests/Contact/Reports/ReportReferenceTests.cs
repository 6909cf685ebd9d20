using Bluelamp.Contact.Reports;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Reports;

public sealed class ReportReferenceTests
{
    private const string Alphabet = "34679ACDEFGHJKMNPQRTWXY";

    [Fact]
    public void A_reference_reads_back_however_it_is_written()
    {
        var reference = ReportReference.New();
        var text = reference.ToString();
        foreach (
            var written in new[]
            {
                text,
                text.ToLowerInvariant(),
                text.Replace("-", "", StringComparison.Ordinal),
                $" {text.Replace('-', ' ')} ",
            }
        )
        {
            ReportReference.TryParse(written, out var read).ShouldBeTrue(written);
            read.ShouldBe(reference);
        }
    }

    [Fact]
    public void Every_single_wrong_character_is_found()
    {
        var plain = Plain(ReportReference.New());
        for (var i = 0; i < plain.Length; i++)
        {
            foreach (var wrong in Alphabet.Where(c => c != plain[i]))
                ReportReference.TryParse($"{plain[..i]}{wrong}{plain[(i + 1)..]}", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void Every_swap_of_two_different_neighbours_is_found()
    {
        for (var round = 0; round < 200; round++)
        {
            var plain = Plain(ReportReference.New());
            for (var i = 0; i + 1 < plain.Length; i++)
            {
                if (plain[i] != plain[i + 1])
                    ReportReference.TryParse($"{plain[..i]}{plain[i + 1]}{plain[i]}{plain[(i + 2)..]}", out _).ShouldBeFalse();
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("K7QM")]
    [InlineData("0000-0000-0")]
    [InlineData("AAAA-AAAA-AA")]
    public void What_is_no_reference_is_refused(string? written) => ReportReference.TryParse(written, out _).ShouldBeFalse();

    [Fact]
    public void A_code_hashes_alike_however_it_is_written_and_otherwise_for_another_report()
    {
        var (mine, yours, code) = (ReportReference.New(), ReportReference.New(), FollowSecret.New());
        FollowSecret
            .Hash(mine, code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))
            .ShouldBe(FollowSecret.Hash(mine, code));
        FollowSecret.Hash(yours, code).ShouldNotBe(FollowSecret.Hash(mine, code));
    }

    private static string Plain(ReportReference reference) => reference.ToString().Replace("-", "", StringComparison.Ordinal);
}

using System.Globalization;
using Bluelamp.Linkage.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Text;

public sealed class LevenshteinTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("Saturday", "Sunday", 3)]
    [InlineData("Rhys", "Rhsy", 2)]
    [InlineData("Llewellyn", "", 9)]
    public void Each_letter_put_in_taken_out_or_replaced_counts_one(string a, string b, int distance)
    {
        Levenshtein.Distance<char>(a, b).ShouldBe(distance);
        Levenshtein.Distance<char>(b, a).ShouldBe(distance);
    }

    [Fact]
    public void Any_two_texts_are_as_far_apart_as_the_plain_table_says() =>
        Prop.ForAll(
                Texts.Pairs,
                static pair =>
                {
                    var (a, b) = pair;
                    var distance = Plain.Levenshtein(a, b);
                    Levenshtein.Distance<byte>(a, b).ShouldBe(distance);
                    Levenshtein.Distance<byte>(b, a).ShouldBe(distance);
                    Levenshtein.Distance<char>(Texts.Chars(a), Texts.Chars(b)).ShouldBe(distance);
                    foreach (var most in (int[])[-1, 0, 1, 2, 3, 10, distance - 1, distance, distance + 1, 200])
                    {
                        Levenshtein.Within<byte>(a, b, most).ShouldBe(distance <= most, $"within {most}");
                        if (most >= 0)
                            Levenshtein.DistanceUpTo<byte>(a, b, most).ShouldBe(Math.Min(distance, most + 1), $"up to {most}");
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Long_texts_are_compared_too()
    {
        var text = new string('a', 3000) + new string('b', 3000);
        Levenshtein.Distance<char>("x" + text + "y", "y" + text).ShouldBe(2);
        Levenshtein.Within<char>(text, new string('c', 6000), 50).ShouldBeFalse();
    }

    [Fact]
    public void Comparing_names_takes_no_memory()
    {
        byte[] a = [.. "llewellyn"u8],
            b = [.. "llywelyn"u8];
        var sum = Levenshtein.Distance<byte>(a, b);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            sum += Levenshtein.Distance<byte>(a, b);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        sum.ShouldBe(202);
    }

    [Fact]
    public void The_published_vectors_hold()
    {
        foreach (var row in Texts.Published("levenshtein.csv"))
            Levenshtein.Distance<char>(row[0], row[1]).ShouldBe(int.Parse(row[2], CultureInfo.InvariantCulture), $"{row[0]}, {row[1]}");
    }
}

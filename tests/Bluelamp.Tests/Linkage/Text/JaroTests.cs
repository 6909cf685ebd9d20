using System.Globalization;
using System.Text;
using Bluelamp.Linkage.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Text;

public sealed class JaroTests
{
    [Theory]
    [InlineData("MARTHA", "MARHTA", 0.9444, 0.9611)]
    [InlineData("DWAYNE", "DUANE", 0.8222, 0.8400)]
    [InlineData("DIXON", "DICKSONX", 0.7667, 0.8133)]
    [InlineData("JONES", "JOHNSON", 0.7905, 0.8324)]
    [InlineData("", "", 0, 0)]
    [InlineData("", "JONES", 0, 0)]
    [InlineData("A", "A", 1, 1)]
    [InlineData("A", "B", 0, 0)]
    [InlineData("AB", "BA", 0, 0)]
    public void Names_are_as_alike_as_Winkler_published(string a, string b, double jaro, double winkler)
    {
        Jaro.Similarity<char>(a, b).ShouldBe(jaro, 0.00005);
        Jaro.Winkler<char>(a, b).ShouldBe(winkler, 0.00005);
        Jaro.Similarity<byte>(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b)).ShouldBe(jaro, 0.00005);
    }

    [Fact]
    public void The_prefix_counts_only_where_the_rest_is_alike()
    {
        Jaro.Similarity<char>("abcdxxxxx", "abcdyyyyyyyyyyyy").ShouldBeLessThan(0.7);
        Jaro.Winkler<char>("abcdxxxxx", "abcdyyyyyyyyyyyy").ShouldBe(Jaro.Similarity<char>("abcdxxxxx", "abcdyyyyyyyyyyyy"));
    }

    [Fact]
    public void Any_two_texts_are_exactly_as_alike_as_the_plain_formula_says() =>
        Prop.ForAll(
                Texts.Pairs,
                static pair =>
                {
                    var (a, b) = pair;
                    Jaro.Similarity<byte>(a, b).ShouldBe(Plain.Jaro(a, b));
                    Jaro.Similarity<byte>(b, a).ShouldBe(Plain.Jaro(a, b));
                    Jaro.Winkler<byte>(a, b).ShouldBe(Plain.Winkler(a, b));
                    Jaro.Winkler<char>(Texts.Chars(a), Texts.Chars(b)).ShouldBe(Plain.Winkler(a, b));
                    Jaro.Winkler<int>(Array.ConvertAll(a, x => (int)x), Array.ConvertAll(b, x => (int)x)).ShouldBe(Plain.Winkler(a, b));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Whether_a_threshold_is_reached_is_said_as_the_value_says_it() =>
        Prop.ForAll(
                Texts.Pairs,
                static pair =>
                {
                    var value = Jaro.Winkler<byte>(pair.A, pair.B);
                    foreach (
                        var threshold in (double[])
                            [-1, 0, 0.7, 0.8, 0.88, 0.92, 1, value, Math.BitIncrement(value), Math.BitDecrement(value)]
                    )
                        Jaro.WinklerAtLeast<byte>(pair.A, pair.B, threshold).ShouldBe(value >= threshold);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Long_texts_are_compared_too()
    {
        var text = new string('a', 5000) + new string('b', 5000);
        Jaro.Winkler<char>(text, text).ShouldBe(1);
        Jaro.Similarity<char>(text, new string('c', 10_000)).ShouldBe(0);
    }

    [Fact]
    public void Comparing_names_takes_no_memory()
    {
        byte[] a = [.. "llewellyn"u8],
            b = [.. "llywelyn"u8];
        var sum = Jaro.Winkler<byte>(a, b);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            sum += Jaro.Winkler<byte>(a, b) + (Jaro.WinklerAtLeast<byte>(a, b, 0.92) ? 1 : 0);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        sum.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_published_vectors_hold()
    {
        Hold("jaro_distance.csv", static (a, b) => Jaro.Similarity<char>(a, b));
        Hold("jaro_winkler.csv", static (a, b) => Jaro.Winkler<char>(a, b));
        Hold("jaro_winkler_longtol.csv", static (a, b) => Jaro.WinklerLong<char>(a, b));
    }

    private static void Hold(string file, Func<string, string, double> measure)
    {
        foreach (var row in Texts.Published(file))
            measure(row[0], row[1]).ShouldBe(double.Parse(row[2], CultureInfo.InvariantCulture), 0.0006, $"{file}: {row[0]}, {row[1]}");
    }
}

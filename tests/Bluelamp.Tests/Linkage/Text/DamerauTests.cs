using System.Globalization;
using Bluelamp.Linkage.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Text;

public sealed class DamerauTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("Rhys", "Rhsy", 1)]
    [InlineData("1971-06-24", "1971-06-42", 1)]
    [InlineData("ca", "abc", 2)]
    [InlineData("ab", "bxxa", 3)]
    [InlineData("abcdef", "bacedf", 2)]
    [InlineData("xabcdy", "xdabcy", 2)]
    public void Two_neighbours_in_the_wrong_order_count_one(string a, string b, int distance)
    {
        Damerau.Distance<char>(a, b).ShouldBe(distance);
        Damerau.Distance<char>(b, a).ShouldBe(distance);
    }

    [Fact]
    public void Any_two_texts_are_as_far_apart_as_the_plain_table_says() =>
        Prop.ForAll(
                Texts.Pairs,
                static pair =>
                {
                    var (a, b) = (pair.A.Take(70).ToArray(), pair.B.Take(70).ToArray()); // the plain table takes the fourth power of this
                    var distance = Plain.Damerau(a, b);
                    Damerau.Distance<byte>(a, b).ShouldBe(distance);
                    Damerau.Distance<byte>(b, a).ShouldBe(distance);
                    Damerau.Distance<char>(Texts.Chars(a), Texts.Chars(b)).ShouldBe(distance);
                    foreach (var most in (int[])[-1, 0, 1, 2, 3, 4, 5, 10, distance - 1, distance, distance + 1])
                    {
                        Damerau.Within<byte>(a, b, most).ShouldBe(distance <= most, $"within {most}");
                        if (most >= 0)
                            Damerau.DistanceUpTo<byte>(a, b, most).ShouldBe(Math.Min(distance, most + 1), $"up to {most}");
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Every_two_short_texts_of_three_letters_are_as_far_apart_as_the_plain_table_says()
    {
        byte[][] all = [.. Enumerable.Range(0, 6).SelectMany(static n => Enumerable.Range(0, (int)Math.Pow(3, n)).Select(x => Word(x, n)))];
        foreach (var a in all)
        {
            foreach (var b in all)
            {
                var distance = Plain.Damerau(a, b);
                if (Damerau.Distance<byte>(a, b) != distance || Damerau.Within<byte>(a, b, 2) != distance <= 2)
                    Assert.Fail($"{string.Join(' ', a)} / {string.Join(' ', b)} are {distance} apart");
            }
        }

        static byte[] Word(int number, int length) =>
            [.. Enumerable.Range(0, length).Select(i => (byte)(number / (int)Math.Pow(3, i) % 3))];
    }

    [Fact]
    public void Long_texts_are_compared_too()
    {
        var text = string.Concat(Enumerable.Range(0, 1000));
        Damerau.Distance<char>("xy" + text + "z", "yx" + text).ShouldBe(2);
        Damerau.Within<char>(text, new string('c', text.Length), 50).ShouldBeFalse();
    }

    [Fact]
    public void Comparing_names_takes_no_memory()
    {
        byte[] a = [.. "llewellyn"u8],
            b = [.. "montgomery"u8];
        var sum = Damerau.Distance<byte>(a, b);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            sum += Damerau.Distance<byte>(a, b);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        sum.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_published_vectors_hold()
    {
        foreach (var row in Texts.Published("damerau_levenshtein.csv"))
            Damerau.Distance<char>(row[0], row[1]).ShouldBe(int.Parse(row[2], CultureInfo.InvariantCulture), $"{row[0]}, {row[1]}");
    }
}

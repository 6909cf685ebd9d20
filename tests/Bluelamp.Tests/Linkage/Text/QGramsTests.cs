using System.Globalization;
using Bluelamp.Linkage.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Text;

public sealed class QGramsTests
{
    [Theory]
    [InlineData("night", "nacht", 2, 1.0 / 7)]
    [InlineData("night", "nacht", 1, 3.0 / 7)]
    [InlineData("night", "night", 3, 1)]
    [InlineData("aaaa", "aa", 2, 1)]
    [InlineData("a", "a", 2, 1)]
    [InlineData("a", "b", 2, 0)]
    [InlineData("a", "ab", 2, 0)]
    public void Runs_of_letters_that_both_have_count_once_each(string a, string b, int q, double alike) =>
        QGrams.Jaccard<char>(a, b, q).ShouldBe(alike, 1e-12);

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void A_run_of_no_letter_or_of_very_many_is_refused(int q) =>
        Should.Throw<ArgumentOutOfRangeException>(() => QGrams.Jaccard<char>("a", "b", q));

    [Fact]
    public void Any_two_texts_share_what_plain_sets_share() =>
        Prop.ForAll(
                Texts.Pairs,
                static pair =>
                {
                    var (a, b) = pair;
                    foreach (var q in (int[])[1, 2, 3, 8])
                    {
                        QGrams.Jaccard<byte>(a, b, q).ShouldBe(Plain.Jaccard(a, b, q), $"q {q}");
                        QGrams.Jaccard<char>(Texts.Chars(b), Texts.Chars(a), q).ShouldBe(Plain.Jaccard(a, b, q), $"q {q}");
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void The_published_vectors_of_words_hold()
    {
        // The rows with a number count pieces that do not overlap, which nothing here does.
        foreach (var row in Texts.Published("jaccard.csv").Where(static row => row[3].Length == 0))
            QGrams
                .JaccardOfWords<char>(row[0], row[1])
                .ShouldBe(double.Parse(row[2], CultureInfo.InvariantCulture), 0.00001, $"{row[0]}, {row[1]}");
    }
}

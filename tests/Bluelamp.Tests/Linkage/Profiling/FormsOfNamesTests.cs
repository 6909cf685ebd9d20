using Bluelamp.Linkage;
using Bluelamp.Linkage.Cleaning;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Profiling;

/// <summary>Without a model: people are written down by one form of their name here and by another there, in Welsh and English. All of them are invented.</summary>
public sealed class FormsOfNamesTests
{
    /// <summary>Forms of one name that share hardly a letter.</summary>
    private static readonly string[][] Forms =
    [
        ["Siân", "Jane"],
        ["Gwilym", "Bill"],
        ["Ieuan", "Jack"],
        ["Dafydd", "Dave"],
        ["Iago", "Jim"],
        ["Mair", "Molly"],
        ["Sioned", "Jan"],
        ["Rhisiart", "Dick"],
        ["Marged", "Peggy"],
        ["Owain", "Now"],
        ["Catrin", "Kitty"],
        ["Elisabeth", "Beti"],
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Forms_of_one_forename_are_one_name()
    {
        var (table, people) = Parish(static (person, row) => row[1] = Forms[person % Forms.Length][1]);
        var (quality, linker) = Linked(table, people);
        quality.Recall.ShouldBeGreaterThan(0.9);
        quality.Precision.ShouldBeGreaterThan(0.95);
        linker.Explain(0, 1).Parts.Single(static p => p.Comparison is "forename").Said.ShouldContain("form of the same name");
    }

    [Fact]
    public void A_surname_with_ap_or_ab_is_the_name_without_it()
    {
        var (table, people) = Parish(
            static (person, row) =>
                row[2] = (person % 3) switch
                {
                    0 => $"ap {row[2]}",
                    1 => $"Ab-{row[2]}",
                    _ => $"ferch {row[2]}",
                }
        );
        var (quality, linker) = Linked(table, people);
        quality.Recall.ShouldBeGreaterThan(0.97);
        quality.Precision.ShouldBeGreaterThan(0.97);
        linker.Explain(0, 1).Parts.Single(static p => p.Comparison is "surname").Said.ShouldStartWith("the same surname");
        table.Pool.Text(table["surname"].Ids[1]).ShouldStartWith("ap ", Case.Sensitive, "what was said stays as it was said");
    }

    [Fact]
    public void A_forename_with_its_accent_is_the_name_without_it()
    {
        var (table, people) = Parish(static (_, row) => row[1] = Accents(row[1]!));
        var (quality, _) = Linked(table, people);
        quality.Recall.ShouldBeGreaterThan(0.97);

        static string Accents(string name) => name.Replace("a", "â", StringComparison.Ordinal).Replace("i", "ï", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bill", "William", true)]
    [InlineData("Siân", "Sian", true)]
    [InlineData("Wil", "Gwilym", true)]
    [InlineData("Ted Jones", "Edward Jones", true)]
    [InlineData("Ted Jones", "Edward Davies", false)]
    [InlineData("Megan", "Lowri", false)]
    public void What_a_name_may_stand_for(string one, string other, bool isShared) =>
        Nicknames
            .Forms(one.ToLowerInvariant())
            .Intersect(Nicknames.Forms(other.ToLowerInvariant()), StringComparer.Ordinal)
            .Any()
            .ShouldBe(isShared);

    [Fact]
    public void A_name_of_many_words_has_only_so_many_forms() =>
        Nicknames.Forms(string.Join(' ', Enumerable.Repeat("sandy", 20))).Length.ShouldBeInRange(1, 16);

    /// <summary>Six hundred people in families of four; one in three is written down a second time, some without an address or with a slip in the date of birth.</summary>
    private static (Table Table, int[] People) Parish(Action<int, string?[]> second)
    {
        var random = new Random(17);
        var (rows, people) = (new List<string?[]>(), new List<int>());
        for (var person = 0; person < 600; person++)
        {
            var family = person / 4;
            string?[] said =
            [
                "",
                Forms[person % Forms.Length][0],
                $"{"BCDGLMPRT"[family % 9]}{"aeiou"[family % 5]}{"dlnr"[family / 9 % 4]}{"eo"[family / 36 % 2]}{"gnst"[family / 72]}",
                $"{random.Next(1930, 2010)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
                $"LL{10 + (family % 60)} {family % 9}{(char)('A' + (family % 20))}{(char)('A' + (family / 20))}",
            ];
            Add(said, person);
            if (person % 3 > 0)
                continue;
            var again = said.ToArray();
            second(person, again);
            again[3] = random.Next(4) > 0 ? again[3] : again[3]![..^1] + (char)('0' + random.Next(10));
            again[4] = random.Next(4) == 0 ? null : again[4];
            Add(again, person);
        }
        return (Table.Of(["unique_id", "forename", "surname", "dob", "postcode"], rows), [.. people]);

        void Add(string?[] row, int person)
        {
            row[0] = $"{rows.Count}";
            rows.Add(row);
            people.Add(person);
        }
    }

    private static (PairCounts Quality, Linker Linker) Linked(Table table, int[] people)
    {
        var linker = Linker.Train(table, new(), Ct);
        using var pairs = linker.Predict(out _, Ct);
        return (ClusterQuality.Pairs(linker.Cluster(pairs, Ct).Of.AsSpan(), people), linker);
    }
}

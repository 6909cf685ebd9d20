using System.IO.Compression;
using Bluelamp.Linkage.Cleaning;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Cleaning;

public sealed class LooksLikeTests
{
    [Theory]
    [InlineData(ColumnKind.Forename, "Siân|Robert|Oliver|Rhys|Megan|Dafydd|Kate|Wil")]
    [InlineData(ColumnKind.Surname, "Jones|Davies|Trevelyan|Price|Smith|Hughes|Okafor|Pugh")]
    [InlineData(ColumnKind.FullName, "Siân Rees|Robert Smith|Jones, Oliver|Wil ap Rhys|Kate Price")]
    [InlineData(ColumnKind.Date, "24/06/1971|1971-06-24|3 May 1980|1999|01/1970|12/12/2001|5.6.77|02/02/1990")]
    [InlineData(ColumnKind.Postcode, "CF10 1EP|sw1a1aa|LL57 2DG|SA1 1NW")]
    [InlineData(ColumnKind.Phone, "07700 900123|+44 7700 900456|029 2018 0123")]
    [InlineData(ColumnKind.Email, "a@example.org|b.c@example.com|not known")]
    [InlineData(ColumnKind.Number, "1|7|12|140|23|9|88|4")]
    [InlineData(ColumnKind.Category, "male|female|male|male|female|female|male|female|unknown|male|female|male")]
    [InlineData(ColumnKind.Code, "AB1234567|CD7654321|EF1122334|GH9988776")]
    [InlineData(ColumnKind.FreeText, "seen near the bridge with a bag|left before the others came|said nothing more about it")]
    [InlineData(ColumnKind.Empty, "| |")]
    public void A_column_is_known_by_its_values(ColumnKind kind, string values)
    {
        var said = values.Split('|');
        LooksLike.Of(kind == ColumnKind.Email ? said[..2] : said).Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData("Forename", ColumnKind.Forename)]
    [InlineData("last_name", ColumnKind.Surname)]
    [InlineData("cyfenw", ColumnKind.Surname)]
    [InlineData("homeTown", ColumnKind.Place)]
    public void The_name_of_a_column_decides_what_its_values_leave_open(string column, ColumnKind kind) =>
        LooksLike.Of(["Trevelyan", "Okafor", "Penhaligon", "Bodmin"], column).Kind.ShouldBe(kind);

    [Fact]
    public void Values_weigh_more_than_a_name() =>
        LooksLike.Of(["a@example.org", "b@example.org"], "surname").Kind.ShouldBe(ColumnKind.Email);

    [Fact]
    public void No_value_is_too_odd_to_look_at() =>
        LooksLike.Of(["😀", "a\uD800", "\0", null, "", ",", new string('9', 10_000), "שלום"], "\uD800").Confidence.ShouldBeInRange(0, 1);

    [Theory]
    [InlineData("fake_1000.csv.gz", "unique_id:Code|first_name:Forename|surname:Surname|dob:Date|city:Place|email:Email|cluster:Code")]
    [InlineData(
        "febrl3.csv.gz",
        "rec_id:Code|given_name:Forename|surname:Surname|street_number:Number|address_1:Place|suburb:Place|postcode:Postcode|state:Category|date_of_birth:Date|soc_sec_id:Code"
    )]
    [InlineData(
        "historical_figures_two_thirds.csv.gz",
        "unique_id:Code|full_name:FullName|first_and_surname:FullName|first_name:Forename|surname:Surname|dob:Date|birth_place:Place|postcode_fake:Postcode|gender:Category|occupation:Category"
    )]
    public void The_columns_of_published_files_are_known(string file, string kinds)
    {
        var rows = Rows(SharedData.Path($"linkage/{file}"));
        var names = rows[0].Select(static name => name.Trim()).ToArray();
        foreach (var (column, kind) in kinds.Split('|').Select(static pair => (pair.Split(':')[0], pair.Split(':')[1])))
        {
            var at = Array.IndexOf(names, column);
            LooksLike.Of(rows.Skip(1).Select(row => row[at]), column).Kind.ToString().ShouldBe(kind, column);
        }
    }

    /// <summary>A thousand rows; in these files quotation marks stand only around a field that has a comma.</summary>
    private static List<string[]> Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        List<string[]> rows = [];
        while (rows.Count <= 1000 && reader.ReadLine() is { } line)
        {
            var parts = line.Split('"').SelectMany(static (part, i) => i % 2 == 1 ? [part.Replace(',', '\u0001')] : new[] { part });
            rows.Add([.. string.Concat(parts).Split(',').Select(static field => field.Replace('\u0001', ','))]);
        }

        return rows;
    }
}

using System.IO.Compression;
using System.Text;
using Bluelamp.Linkage;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Tables;

public sealed class CsvTableTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("a,b\r\n1,2\r\n", "1|2")]
    [InlineData("a,b\n1,2", "1|2")]
    [InlineData("a,b\n1,", "1|-")]
    [InlineData("a,b\n,2", "-|2")]
    [InlineData("a,b\n\"1,5\",\"say \"\"hello\"\"\"", "1,5|say \"hello\"")]
    [InlineData("a,b\n\"two\nlines\",2", "two\nlines|2")]
    [InlineData("\uFEFFa,b\n1,2", "1|2")]
    [InlineData("a,b\n\n1,2\n\n", "1|2")]
    [InlineData("a,b\n👮🏽,שלום", "👮🏽|שלום")]
    [InlineData(" a , b \n1, 2", "1| 2")]
    public void A_row_is_read_as_it_was_written(string csv, string row) => Rows(Read(csv)).ShouldBe([row]);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a,A\n1,2", "two columns are called a")]
    [InlineData("a,b\n1,2\n1,2,3", "line 3: there are more values than the 2 columns")]
    [InlineData("a,b\n1,2\n1", "line 3: there are 1 values, but line 1 names 2 columns")]
    [InlineData("a,b\n1,2\n\"1,2\n3,4\n", "line 3: a quote is opened and never closed")]
    public void What_is_no_table_is_refused_with_its_line(string csv, string why) =>
        Should.Throw<InputFaultException>(() => Read(csv)).Message.ShouldContain(why);

    [Fact]
    public void A_missing_file_and_one_that_is_no_gzip_say_so()
    {
        using var folder = new Bluelamp.Tests.Host.TemporaryFolder();
        File.WriteAllText(folder["plain.csv.gz"], "a,b\n1,2");
        Should.Throw<InputFaultException>(() => CsvTable.Read(folder["none.csv"])).Message.ShouldStartWith("There is no file");
        Should.Throw<InputFaultException>(() => CsvTable.Read(folder["plain.csv.gz"])).Message.ShouldContain("no gzip file");
        using (var zipped = new GZipStream(File.Create(folder["zipped.csv.gz"]), CompressionLevel.Fastest))
            zipped.Write("a,b\n1,2"u8);
        Rows(CsvTable.Read(folder["zipped.csv.gz"])).ShouldBe(["1|2"]);
    }

    /// <summary>The framework takes a gzip file that ends too early for a whole one; a file of several parts that were joined is whole.</summary>
    [Fact]
    public void A_gzip_file_that_ends_too_early_is_no_table_and_one_of_two_parts_is()
    {
        using var folder = new Bluelamp.Tests.Host.TemporaryFolder();
        var rows = string.Concat(Enumerable.Range(0, 5_000).Select(static i => $"{i},{i * 7919L % 10_007}\n"));
        var whole = Zipped($"a,b\n{rows}");
        foreach (var length in new[] { 20, whole.Length / 2, whole.Length - 9, whole.Length - 1 })
        {
            File.WriteAllBytes(folder["cut.csv.gz"], whole[..length]);
            Should
                .Throw<InputFaultException>(() => CsvTable.Read(folder["cut.csv.gz"]))
                .Message.ShouldContain("ends too early", customMessage: $"{length}");
        }
        File.WriteAllBytes(folder["parts.csv.gz"], [.. whole, .. Zipped(rows)]);
        CsvTable.Read(folder["parts.csv.gz"]).Rows.ShouldBe(10_000);
    }

    private static byte[] Zipped(string text)
    {
        using var bytes = new MemoryStream();
        using (var zipped = new GZipStream(bytes, CompressionLevel.Fastest))
            zipped.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    [Fact]
    public void A_field_longer_than_any_buffer_is_whole()
    {
        var text = new string('x', 1_000_000) + "end";
        Rows(Read($"a,b\n{text},2\n\"{text}\",3")).ShouldBe([$"{text}|2", $"{text}|3"]);
    }

    [Fact]
    public void No_bytes_bring_it_down() =>
        Prop.ForAll<byte[]>(static bytes =>
            {
                try
                {
                    var table = CsvTable.Read(new MemoryStream([.. "a,b\n"u8, .. bytes]), "bytes", new());
                    table["a"].Ids.Length.ShouldBe(table.Rows);
                }
                catch (InputFaultException e)
                {
                    e.Message.ShouldStartWith("bytes, line ");
                }
            })
            .QuickCheckThrowOnFailure();

    private static Table Read(string csv) => CsvTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "people.csv", new());

    private static IEnumerable<string> Rows(Table table) =>
        Enumerable
            .Range(0, table.Rows)
            .Select(row => string.Join('|', table.Columns.Select(c => c.Ids[row] is TextPool.Null ? "-" : table.Pool.Text(c.Ids[row]))));
}

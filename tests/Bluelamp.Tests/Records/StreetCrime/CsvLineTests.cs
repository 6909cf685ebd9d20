using System.Text;
using Bluelamp.Kernel.Running;
using Bluelamp.Records.StreetCrime.Import;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.StreetCrime;

public sealed class CsvLineTests
{
    [Theory]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData(",,", "||")]
    [InlineData("", "")]
    [InlineData(" a , b ", "a|b")]
    [InlineData("\"a,b\",c", "a,b|c")]
    [InlineData("\"say \"\"hello\"\"\",c", "say \"hello\"|c")]
    [InlineData("\"\",x", "|x")]
    public void Fields_are_those_of_rfc_4180(string line, string fields) => string.Join('|', Split(line)!).ShouldBe(fields);

    [Theory]
    [InlineData("\"a,b")]
    [InlineData("\"a\"b,c")]
    [InlineData("a\"b,c")]
    [InlineData("x,\"")]
    public void A_broken_quotation_mark_is_a_fault_of_the_line(string line) => Split(line).ShouldBeNull();

    [Fact]
    public void What_is_written_as_csv_is_read_back() =>
        Prop.ForAll<string?[]>(static texts =>
            {
                var fields = (texts ?? [])
                    .Select(static t => new string([.. (t ?? "").Where(static c => !char.IsControl(c) && !char.IsSurrogate(c))]).Trim())
                    .Take(60)
                    .ToArray();
                if (fields.Length == 0 || fields.Any(static f => f.StartsWith('\uFEFF')))
                    return true;
                var line = string.Join(',', fields.Select(static f => '"' + f.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'));
                return Split(line)!.SequenceEqual(fields, StringComparer.Ordinal);
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void No_bytes_break_the_reader_and_an_odd_quotation_mark_is_always_a_fault() =>
        Prop.ForAll<byte[]>(static bytes =>
            {
                var line = new CsvLine();
                var fault = line.Split(bytes ?? []);
                return (bytes ?? []).Count(static b => b == '"') % 2 == 0 || fault is not null;
            })
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44", "'+44")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("=HYPERLINK(\"http://example.com\",\"x\")", "\"'=HYPERLINK(\"\"http://example.com\"\",\"\"x\"\")\"")]
    [InlineData("On or near Heol Gwyn", "On or near Heol Gwyn")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData(null, "")]
    public void An_exported_field_is_never_a_formula(string? text, string field) => CsvText.Field(text).ShouldBe(field);

    private static string[]? Split(string text)
    {
        var line = new CsvLine();
        return line.Split(Encoding.UTF8.GetBytes(text)) is not null
            ? null
            : [.. Enumerable.Range(0, line.Count).Select(i => Encoding.UTF8.GetString(line[i]))];
    }
}

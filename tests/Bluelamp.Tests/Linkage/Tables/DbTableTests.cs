using System.Data;
using System.Data.Common;
using System.Globalization;
using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Tables;

/// <summary>Records come from whatever database has a reader, value by value as a CSV file would hold them.</summary>
public sealed class DbTableTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<object, string> Values { get; } =
        new()
        {
            { "Siân ab Owain", "Siân ab Owain" },
            { 42, "42" },
            { -7L, "-7" },
            { 51.4816, "51.4816" },
            { 12.50m, "12.50" },
            { true, "true" },
            { 'x', "x" },
            { new DateTime(1980, 2, 29), "1980-02-29" },
            { new DateTime(1980, 2, 29, 13, 5, 0), "1980-02-29T13:05:00" },
            { new DateOnly(1979, 12, 1), "1979-12-01" },
            { new TimeOnly(7, 30), "07:30:00" },
            { new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(1)), "2026-03-01T09:00:00+01:00" },
            { Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"), "01890a5d-ac96-774b-bcce-b302099a8057" },
            { (string?[])["+447700900123", null, "+441970123456"], "+447700900123|+441970123456" },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_is_written_as_in_a_file_whatever_country_one_is_in(object value, string expected)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            var table = await Table.OfAsync(Reader(("it", value.GetType()), [value]), Ct);
            table.Pool.Text(table["it"].Ids[0]).ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_null_and_an_empty_text_are_missing_values()
    {
        var table = await Table.OfAsync(Reader(("surname", typeof(string)), [DBNull.Value], [""], ["Prosser"], ["Prosser"]), Ct);
        table["surname"].Ids.ShouldBe([TextPool.Null, TextPool.Null, table["surname"].Ids[3], table["surname"].Ids[2]]);
        table["surname"].DistinctCount().ShouldBe(1);
    }

    [Fact]
    public async Task A_text_of_a_million_letters_is_only_a_text()
    {
        var long1 = new string('ŵ', 1_000_000);
        var table = await Table.OfAsync(Reader(("words", typeof(string)), [long1], ["short"], [long1]), Ct);
        table.Pool.Text(table["words"].Ids[0]).ShouldBe(long1);
        table["words"].Ids[2].ShouldBe(table["words"].Ids[0]);
    }

    [Fact]
    public async Task Many_rows_hold_each_text_once()
    {
        var rows = Enumerable.Range(0, 50_000).Select(static i => new object[] { $"name{i % 7}" }).ToArray();
        var table = await Table.OfAsync(Reader(("name", typeof(string)), rows), Ct);
        table.Rows.ShouldBe(50_000);
        table.Pool.Count.ShouldBe(2 + 7);
        table["name"].Ids[49_999].ShouldBe(table["name"].Ids[49_999 % 7]);
    }

    [Fact]
    public async Task No_rows_are_a_table_without_rows() =>
        (await Table.OfAsync(Reader(("name", typeof(string))), Ct)).ShouldSatisfyAllConditions(
            static t => t.Rows.ShouldBe(0),
            static t => t.Has("NAME").ShouldBeTrue()
        );

    [Fact]
    public async Task Tables_of_one_pool_are_linked()
    {
        var pool = new TextPool();
        var one = await Table.OfAsync(Reader(("surname", typeof(string)), ["Prosser"]), Ct, pool);
        var other = await Table.OfAsync(Reader(("surname", typeof(string)), ["Prosser"]), Ct, pool);
        var both = Table.Stack(one, other);
        both["surname"].Ids[0].ShouldBe(both["surname"].Ids[1]);
    }

    [Fact]
    public async Task Columns_are_read_in_their_order_and_once_as_a_sequential_reader_wants_it()
    {
        var data = new DataTable();
        data.Columns.Add("a", typeof(string));
        data.Columns.Add("b", typeof(string));
        data.Rows.Add("x", DBNull.Value);
        data.Rows.Add("y", "z");
        using var reader = new Sequential(data);
        var table = await Table.OfAsync(reader, Ct);
        table.Pool.Text(table["b"].Ids[1]).ShouldBe("z");
        reader.Asked.ShouldBe([0, 1, 0, 1]);
    }

    [Fact]
    public async Task Bytes_are_refused_with_their_column() =>
        (
            await Should.ThrowAsync<InputFaultException>(() => Table.OfAsync(Reader(("photo", typeof(byte[])), [new byte[] { 1 }]), Ct))
        ).Message.ShouldContain("The column photo holds bytes");

    [Fact]
    public async Task Names_of_columns_must_tell_them_apart()
    {
        var data = new DataTable();
        data.Columns.Add("name", typeof(string));
        data.Columns.Add("other", typeof(string));
        using var twice = new Renamed(data, "Name", "name");
        (await Should.ThrowAsync<InputFaultException>(() => Table.OfAsync(twice, Ct))).Message.ShouldContain(
            "Two columns of the query are called"
        );
        using var none = new Renamed(data, "name", "");
        (await Should.ThrowAsync<InputFaultException>(() => Table.OfAsync(none, Ct))).Message.ShouldContain(
            "Column 2 of the query has no name"
        );
    }

    [Fact]
    public async Task It_stops_when_it_is_told_to() =>
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Table.OfAsync(Reader(("name", typeof(string)), ["x"]), new CancellationToken(canceled: true))
        );

    private static DataTableReader Reader((string Name, Type Type) column, params object[][] rows)
    {
        var data = new DataTable();
        data.Columns.Add(column.Name, column.Type);
        foreach (var row in rows)
        {
            var made = data.NewRow();
            made[0] = row[0];
            data.Rows.Add(made);
        }
        return data.CreateDataReader();
    }

    /// <summary>Writes down which columns are asked for.</summary>
    private sealed class Sequential(DataTable data) : Wrapped(data)
    {
        public List<int> Asked { get; } = [];

        public override object GetValue(int ordinal)
        {
            Asked.Add(ordinal);
            return base.GetValue(ordinal);
        }
    }

    /// <summary>Has columns of other names.</summary>
    private sealed class Renamed(DataTable data, params string[] names) : Wrapped(data)
    {
        public override string GetName(int ordinal) => names[ordinal];
    }

    /// <summary>A reader of a table in memory, of which a part may be another.</summary>
    private abstract class Wrapped(DataTable data) : DbDataReader
    {
        private readonly DataTableReader inner = data.CreateDataReader();

        public override int FieldCount => inner.FieldCount;
        public override int Depth => inner.Depth;
        public override bool HasRows => inner.HasRows;
        public override bool IsClosed => inner.IsClosed;
        public override int RecordsAffected => inner.RecordsAffected;
        public override object this[int ordinal] => inner[ordinal];
        public override object this[string name] => inner[name];

        public override bool Read() => inner.Read();

        public override bool NextResult() => inner.NextResult();

        public override string GetName(int ordinal) => inner.GetName(ordinal);

        public override object GetValue(int ordinal) => inner.GetValue(ordinal);

        public override bool GetBoolean(int ordinal) => inner.GetBoolean(ordinal);

        public override byte GetByte(int ordinal) => inner.GetByte(ordinal);

        public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
            inner.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

        public override char GetChar(int ordinal) => inner.GetChar(ordinal);

        public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
            inner.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

        public override string GetDataTypeName(int ordinal) => inner.GetDataTypeName(ordinal);

        public override DateTime GetDateTime(int ordinal) => inner.GetDateTime(ordinal);

        public override decimal GetDecimal(int ordinal) => inner.GetDecimal(ordinal);

        public override double GetDouble(int ordinal) => inner.GetDouble(ordinal);

        public override System.Collections.IEnumerator GetEnumerator() => inner.GetEnumerator();

        public override Type GetFieldType(int ordinal) => inner.GetFieldType(ordinal);

        public override float GetFloat(int ordinal) => inner.GetFloat(ordinal);

        public override Guid GetGuid(int ordinal) => inner.GetGuid(ordinal);

        public override short GetInt16(int ordinal) => inner.GetInt16(ordinal);

        public override int GetInt32(int ordinal) => inner.GetInt32(ordinal);

        public override long GetInt64(int ordinal) => inner.GetInt64(ordinal);

        public override int GetOrdinal(string name) => inner.GetOrdinal(name);

        public override string GetString(int ordinal) => inner.GetString(ordinal);

        public override int GetValues(object[] values) => inner.GetValues(values);

        public override bool IsDBNull(int ordinal) => inner.IsDBNull(ordinal);
    }
}

using Bluelamp.Records;
using Npgsql;
using NpgsqlTypes;

namespace Bluelamp.Bench.Linkage;

/// <summary>Writes what was said of many people straight into <c>records.appearance</c>, as its view would one by one.</summary>
internal static class AppearanceCopy
{
    public const string DropIndex = "drop index records.appearance_keys";
    public const string MakeIndex = "create index appearance_keys on records.appearance using gin (keys) with (fastupdate = off)";

    private const string Copy = """
        copy records.appearance (force, nominal, version, way, first_name, middle_names, surname, born, born_from, born_to, sex, postcode, address, house, places, phones, emails, keys)
        from stdin (format binary)
        """;

    private static readonly DateTimeOffset At = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task WriteAsync(
        NpgsqlConnection connection,
        short force,
        LikenessModel model,
        IEnumerable<(Guid Home, PersonDetails Said)> people,
        CancellationToken ct
    )
    {
        await using var writer = await connection.BeginBinaryImportAsync(Copy, ct);
        foreach (var (home, said) in people)
        {
            foreach (var (way, values) in PersonValues.Of(said, At).Index())
                await RowAsync(writer, force, home, (short)way, values, model.KeysOf(c => values[c]), ct);
        }
        await writer.CompleteAsync(ct);
    }

    public static Task TextAsync(NpgsqlBinaryImporter writer, string? text, CancellationToken ct) =>
        text is null ? writer.WriteNullAsync(ct) : writer.WriteAsync(text, ct);

    private static async Task RowAsync(
        NpgsqlBinaryImporter writer,
        short force,
        Guid home,
        short way,
        PersonValues v,
        long[] keys,
        CancellationToken ct
    )
    {
        await writer.StartRowAsync(ct);
        await writer.WriteAsync(force, ct);
        await writer.WriteAsync(home, ct);
        await writer.WriteAsync(2, ct);
        await writer.WriteAsync(way, ct);
        await TextAsync(writer, v.FirstName, ct);
        await TextAsync(writer, v.MiddleNames, ct);
        await TextAsync(writer, v.Surname, ct);
        await TextAsync(writer, v.Born, ct);
        await NumberAsync(writer, v.BornFrom, ct);
        await NumberAsync(writer, v.BornTo, ct);
        await TextAsync(writer, v.Sex, ct);
        await TextAsync(writer, v.Postcode, ct);
        await TextAsync(writer, v.Address, ct);
        await TextAsync(writer, v.House, ct);
        await TextAsync(writer, v.Places, ct);
        await TextAsync(writer, v.Phones, ct);
        await TextAsync(writer, v.Emails, ct);
        await writer.WriteAsync(keys, NpgsqlDbType.Array | NpgsqlDbType.Bigint, ct);
    }

    private static Task NumberAsync(NpgsqlBinaryImporter writer, int? number, CancellationToken ct) =>
        number is null ? writer.WriteNullAsync(ct) : writer.WriteAsync(number.Value, ct);
}

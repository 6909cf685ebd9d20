namespace Bluelamp.Records;

/// <summary>The part of an address that names a kind of record: <c>records/nominals/…</c>.</summary>
public static class RecordFolders
{
    private static readonly Dictionary<string, RecordKind> Kinds = new(StringComparer.Ordinal)
    {
        ["crimes"] = RecordKind.Crime,
        ["nominals"] = RecordKind.Nominal,
        ["places"] = RecordKind.Place,
        ["vehicles"] = RecordKind.Vehicle,
        ["organisations"] = RecordKind.Organisation,
        ["communications"] = RecordKind.Communication,
        ["accounts"] = RecordKind.Account,
        ["exhibits"] = RecordKind.Exhibit,
    };

    public static RecordKind? Kind(string? folder) => folder is not null && Kinds.TryGetValue(folder, out var kind) ? kind : null;

    public static string Of(RecordKind kind) => Kinds.Single(k => k.Value == kind).Key;
}

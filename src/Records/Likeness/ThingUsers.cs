using Bluelamp.Linkage;
using Bluelamp.Linkage.Text;

namespace Bluelamp.Records;

/// <summary>Who uses a phone or an e-mail address, as far as it helps to tell whether two of them are one that was written down wrongly.</summary>
internal static class ThingUsers
{
    public const string Column = "users";
    public const string SoundsColumn = "user_sounds";

    /// <summary>The people linked to each of these records, as who they are now, whom the viewer may see.</summary>
    public static Sql Of(Guid[] records, Viewer viewer) =>
        $"""
            select l.record, n.nominal, n.name
              from records.link l
              join records.nominal n on n.force = l.force and n.nominal = records.who(l.force, l.other)
             where {viewer.Sees("l", "record")} and {viewer.Sees("l", "other")} and {viewer.Sees("n", "nominal")}
               and l.record = any({records}) and l.other_kind = 'Nominal' and not l.outward and l.unlinked_at is null
             limit 2000
            """;

    /// <summary>The values of a record with those of its users.</summary>
    public static ThingSaid Add(ThingKind kind, ThingSaid said, IEnumerable<User> users)
    {
        var values = (string[])said.Values.Clone();
        var all = users.ToList();
        values[kind.Columns.IndexOf(Column)] = Listed(all.Select(static u => u.Nominal.ToString("N")));
        values[kind.Columns.IndexOf(SoundsColumn)] = Listed(all.Select(static u => Sounds(u.Name)).OfType<string>());
        return said with { Values = values };
    }

    /// <summary>How a whole name sounds, whichever of its words comes first; of one word nothing, as too many share it.</summary>
    private static string? Sounds(string? name) =>
        name is not null && NameSound.Code(name).Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } words
            ? string.Join(' ', words.Order(StringComparer.Ordinal))
            : null;

    private static string Listed(IEnumerable<string> values) => string.Join(RecordKeys.Separator, values.Distinct(StringComparer.Ordinal));

    /// <summary>Somebody who uses a record.</summary>
    internal sealed record User(Guid Record, Guid Nominal, string? Name);
}

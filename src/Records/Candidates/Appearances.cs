namespace Bluelamp.Records;

/// <summary>Finds what was said of people by the keys beside it, in one round trip, with whom each appearance is of now.</summary>
internal static class Appearances
{
    private static readonly Sql[] Names = [$"nearest", $"nearer", $"near", $"wide"];

    /// <summary>Whose an appearance is; the function is asked only where somebody decided something, as it costs as much as all the rest.</summary>
    public static Sql Whose =>
        $"""
            case when exists (select from records.nominal_alias t where t.force = a.force and t.nominal = a.nominal)
                   or exists (select from records.appearance_move t where t.force = a.force and t.home = a.nominal)
                 then records.whose(a.force, a.nominal, a.version) else a.nominal end
            """;

    /// <summary>
    /// Rows of <see cref="Appeared"/>. Lists of a key are read as far as they are wanted and no further: a <c>materialized</c> list is planned for all of its
    /// rows, so by its index, and read row by row. Nothing that the planner sees depends on what is asked for (keys stand in a <c>select</c>, limits in the
    /// text), so that it keeps one plan: making it costs more than following it.
    /// </summary>
    /// <param name="lists">At most four.</param>
    /// <param name="besides">More rows of the same columns, as <c>union all select …</c>.</param>
    public static Sql Found(IReadOnlyList<Listed> lists, Sql besides, Viewer viewer)
    {
        var read = lists.Select(
            (l, i) => (Sql)$"{Names[i]} as materialized ({(l.Each is { } each ? OfEach(l.Keys, each, viewer) : OfAny(l.Keys, viewer))})"
        );
        var taken = lists.Select(
            (l, i) => (Sql)$"select a.*, {Whose} as identity, null::uuid[] as contacts from (select * from {Names[i]} limit {l.Most}) a"
        );
        return $"""
            with {Sql.Join(", ", read)},
                 found as materialized ({Sql.Join(" union all ", taken)} {besides})
            select f.first_name, f.middle_names, f.surname, f.born, f.born_from, f.born_to, f.sex, f.postcode, f.address, f.house, f.places, f.phones, f.emails,
                   f.identity, f.contacts
              from found f
             where f.identity = f.nominal
                or exists (select from records.nominal i where {viewer.Sees("i", "nominal")} and i.nominal = f.identity)
            """;
    }

    private static Sql OfAny(long[] keys, Viewer viewer) =>
        $"select a.* from records.appearance a where {viewer.Sees("a", "nominal")} and a.keys && (select {keys})";

    private static Sql OfEach(long[] keys, int most, Viewer viewer) =>
        $"""
            select a.*
              from unnest((select {keys})) k(key)
             cross join lateral (select a.* from records.appearance a where {viewer.Sees(
                "a",
                "nominal"
            )} and a.keys @> array[k.key] limit (select {most})) a
            """;

    /// <summary>Whoever has one of these keys.</summary>
    /// <param name="Most">How many are read, as text of the statement.</param>
    public sealed record Listed(long[] Keys, Sql Most)
    {
        /// <summary>
        /// How many are read of each key, where most keys are common: a rare one is then read whole, and the common ones need not be brought together
        /// before the first is taken, which costs more than taking all that are wanted.
        /// </summary>
        public int? Each { get; init; }
    }
}

/// <summary>An appearance that may be of the person who is asked for; whoever it is of is not shown yet.</summary>
/// <param name="Contacts">What was asked for and is linked to them.</param>
internal sealed record Appeared(
    string? FirstName,
    string? MiddleNames,
    string? Surname,
    string? Born,
    int? BornFrom,
    int? BornTo,
    string? Sex,
    string? Postcode,
    string? Address,
    string? House,
    string? Places,
    string? Phones,
    string? Emails,
    Guid Identity,
    Guid[]? Contacts
)
{
    public PersonValues Values =>
        new(FirstName, MiddleNames, Surname, Born, BornFrom, BornTo, Sex, Postcode, Address, House, Places, Phones, Emails);
}

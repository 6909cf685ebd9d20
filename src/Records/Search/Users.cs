namespace Bluelamp.Records;

/// <summary>Who uses a phone, an e-mail address or an account, as a search result says it.</summary>
internal static class Users
{
    /// <summary><c>used by Siân Jones, Rhys ap Hywel</c>: the latest three that are open to the viewer; null when there are none.</summary>
    /// <param name="record">The column of the thing, as the query around it names it: <c>m.account</c>.</param>
    public static Sql Of(Sql record, Viewer viewer) =>
        $"""
            (select 'used by ' || string_agg(u.name, ', ')
               from (select n.name from records.link l
                       join records.nominal n on n.force = l.force and n.nominal = records.whose_at(l.force, l.other, l.linked_at)
                      where {viewer.Sees("l", "other")} and {viewer.Sees("n", "nominal")} and l.record = {record} and l.unlinked_at is null
                      order by l.linked_at desc limit 3) u)
            """;
}

namespace Bluelamp.Tests.Kernel.Sealing;

/// <summary>
/// Statements that do what must never go unseen, by kind. <c>{0}</c> is an entry from 1, <c>{1}</c> any number: a bit, a distance.
/// </summary>
internal static class Tampers
{
    private const string Picked =
        "(select leaf, lead(leaf) over (order by xid, position) as after, row_number() over (order by xid, position) as n from kernel.ledger)";

    public static IReadOnlyList<string> Flips { get; } =
    [
        Change("stream", Uuid("stream")),
        Change("actor", Uuid("actor")),
        Change("version", "version # (1 << ({1} % 8))"),
        Change("type", Text("type")),
        Change("purpose", Text("purpose")),
        Change("data", $"({Text("data::text")})::jsonb"),
        Change("salt", Bit("salt")),
        Change("leaf", Bit("leaf")),
        Change("subjects[1]", Uuid("subjects[1]")),
        Change("position", "position # (1::bigint << ({1} % 40))"),
        Change("xid", "(xid::text::bigint # (1::bigint << ({1} % 30)))::text::xid8"),
        Change("at", "at + make_interval(secs => (1 << ({1} % 30)) / 1000000.0)"),
        "update kernel.tile set hashes = " + Bit("hashes") + " where log = 'ledger'",
        "update kernel.checkpoint set note = " + Text("note") + " where log = 'ledger'",
        "update kernel.seal set positions[1 + {0} % size] = positions[1 + {0} % size] # (1::bigint << ({1} % 40)) where log = 'ledger'",
        "update kernel.seal set digest = " + Bit("digest") + " where log = 'ledger'",
        "update kernel.seal set first_index = first_index # (1::bigint << ({1} % 20)) where log = 'ledger' and first_index > 0",
    ];

    public static IReadOnlyList<string> Deletions { get; } =
    [
        $"delete from kernel.ledger l using {Picked} p where p.leaf = l.leaf and p.n = {{0}}",
        $"delete from kernel.ledger l using {Picked} p where p.leaf = l.leaf and p.n between {{0}} and {{0}} + {{1}} % 3",
        $"delete from kernel.ledger l using {Picked} p where p.leaf = l.leaf and p.n >= {{0}}",
        "delete from kernel.consultation where position = (select position from kernel.consultation order by position offset {0} / 2 limit 1)",
        "delete from kernel.seal where (log, first_index) = (select log, first_index from kernel.seal order by log, first_index offset {0} % 10 limit 1)",
        "delete from kernel.tile where log = case {1} % 2 when 0 then 'ledger' else 'consultations' end",
        "delete from kernel.checkpoint where log = case {1} % 2 when 0 then 'ledger' else 'consultations' end",
    ];

    public static IReadOnlyList<string> Reorders { get; } =
    [
        Swap("data"),
        Swap("salt"),
        Swap("leaf"),
        Swap("actor"),
        Swap("xid"),
        """
            update kernel.seal set positions[1 + {0} % size] = positions[1 + {1} % size], positions[1 + {1} % size] = positions[1 + {0} % size]
             where log = 'ledger' and {0} % size <> {1} % size
            """,
        $$"""
            with moved as (select l.leaf, max(l.position) over () + 1 as last, p.n from kernel.ledger l join {{Picked}} p using (leaf))
            update kernel.ledger l set position = m.last, xid = (select max(xid::text::bigint) from kernel.ledger)::text::xid8
              from moved m where m.leaf = l.leaf and m.n = {0}
            """,
    ];

    public static IReadOnlyList<string> BackDates { get; } =
    [
        Change("at", "at - make_interval(secs => (1 << ({1} % 30)) / 1000000.0)"),
        Change("at", "at - make_interval(days => 1 + {1} % 1000)"),
        Swap("at"),
        Insert("at - interval '1 hour'", "l.xid"),
        Insert("at - make_interval(days => 1 + {1} % 1000)", "pg_current_xact_id()"),
        "update kernel.seal set at = at - make_interval(hours => 1 + {1} % 100) where log = 'ledger'",
    ];

    private static string Change(string column, string value) =>
        $"update kernel.ledger l set {column} = {value.Replace(column, "l." + column, StringComparison.Ordinal)} from {Picked} p where p.leaf = l.leaf and p.n = {{0}}";

    private static string Swap(string column) =>
        $$"""
            with two as (select unnest(array[p.leaf, p.after]) as leaf, unnest(array[p.after, p.leaf]) as other from {{Picked}} p where p.n = {0})
            update kernel.ledger l set {{column}} = o.{{column}} from two join kernel.ledger o on o.leaf = two.other
             where l.leaf = two.leaf and o.{{column}} <> l.{{column}}
            """;

    /// <summary>A copy of an entry as another record's first, put in at another time.</summary>
    private static string Insert(string at, string xid) =>
        $$"""
            insert into kernel.ledger (force, position, stream, version, type, at, actor, purpose, subjects, data, salt, leaf, xid)
            select force, nextval('kernel.position'), gen_random_uuid(), 1, type, {{at}}, actor, purpose, subjects, data, salt, leaf, {{xid}}
              from kernel.ledger l join {{Picked}} p using (leaf) where p.n = {0}
            """;

    private static string Bit(string column) =>
        $"set_bit({column}, {{1}} % (length({column}) * 8), 1 - get_bit({column}, {{1}} % (length({column}) * 8)))";

    private static string Text(string column)
    {
        var bytes = $"convert_to({column}, 'UTF8')";
        return $"convert_from({Bit(bytes)}, 'UTF8')";
    }

    private static string Uuid(string column)
    {
        var bytes = $"uuid_send({column})";
        return $"encode({Bit(bytes)}, 'hex')::uuid";
    }
}

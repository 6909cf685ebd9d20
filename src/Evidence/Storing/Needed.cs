namespace Bluelamp.Evidence.Storing;

/// <summary>What has contents as its bytes: exhibits, and what was made of them. A content that nothing has may go.</summary>
internal static class Needed
{
    /// <summary>Whether something has this content.</summary>
    /// <param name="hash">A column or a value.</param>
    public static Sql By(Sql hash) =>
        $"""
            (exists (select from evidence.exhibit e where e.sha256 = {hash})
             or exists (select from evidence.derivative d where d.sha256 = {hash})
             or exists (select from evidence.watermark w where w.sha256 = {hash})
             or exists (select from evidence.caption c where c.sha256 = {hash})
             or exists (select from evidence.signature s where s.sha256 = {hash}))
            """;

    /// <summary>How many bytes whatever has it says that it has.</summary>
    /// <param name="hash">A column or a value.</param>
    public static Sql Bytes(Sql hash) =>
        $"""
            coalesce((select e.bytes from evidence.exhibit e where e.sha256 = {hash} limit 1),
                     (select d.bytes from evidence.derivative d where d.sha256 = {hash} limit 1),
                     (select w.bytes from evidence.watermark w where w.sha256 = {hash} limit 1),
                     (select c.bytes from evidence.caption c where c.sha256 = {hash} limit 1),
                     (select s.bytes from evidence.signature s where s.sha256 = {hash} limit 1))
            """;

    /// <summary>All contents, each once: <c>sha256</c> and <c>bytes</c>.</summary>
    public static Sql All =>
        $"""
            (select n.sha256, max(n.bytes) as bytes
               from (select e.sha256, e.bytes from evidence.exhibit e where e.sha256 is not null
                     union all select d.sha256, d.bytes from evidence.derivative d
                     union all select w.sha256, w.bytes from evidence.watermark w
                     union all select c.sha256, c.bytes from evidence.caption c
                     union all select s.sha256, s.bytes from evidence.signature s) n
              where n.sha256 is not null
              group by n.sha256)
            """;
}

namespace Bluelamp.Records;

/// <summary>
/// Online, bank and crypto accounts by the beginning of their name or number, with or without the provider before or after it, and who uses them:
/// <c>@dai_1987</c>, <c>instagram dai</c>, <c>20-00-00 5577</c>.
/// </summary>
public sealed class AccountSearch(Db db) : ISearchSource
{
    private const int ShortestPart = 3;

    public string Title => "Accounts";

    public int Order => 45;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        var ways = Ways(text.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (ways.Count == 0)
            return SearchGroup.None;
        return SearchGroup.Of(
            await db.ListAsync<SearchHit>(
                Sql.Prepared(
                    $"""
                    with matched as materialized (
                           select m.account, m.kind, m.provider, m.number
                             from records.account m
                            where {viewer.Sees("m", "account")} and ({Sql.Join(" or ", ways)})
                            limit {SearchGroup.Most + 1})
                    select m.account as record, concat_ws(' ', m.provider, m.number) as title, 'records/accounts/' || m.account as href,
                           concat_ws(', ', lower(m.kind) || ' account', {Users.Of($"m.account", viewer)}) as details,
                           (select count(*)::int from matched) as total
                      from matched m
                     order by m.number, m.provider, m.account
                     limit {text.Show}
                    """
                ),
                ct
            )
        );
    }

    /// <summary>The words as one number, and as a provider and a number in either order.</summary>
    private static IEnumerable<Sql> Ways(string[] words)
    {
        var number = string.Concat(words);
        if (Numbered(number) is { } whole)
            yield return whole;
        if (words.Length < 2)
            yield break;
        if (Numbered(string.Concat(words[1..])) is { } afterProvider)
            yield return $"{afterProvider} and {Provided(words[0])}";
        if (Numbered(string.Concat(words[..^1])) is { } beforeProvider)
            yield return $"{beforeProvider} and {Provided(words[^1])}";
    }

    private static Sql? Numbered(string number)
    {
        var key = Key(AccountKind.Online, number);
        if (key.Length < ShortestPart)
            return null;
        return $"({Like.Begins($"m.key", key)} or {Like.Begins($"m.key", Key(AccountKind.Crypto, number))})";
    }

    private static string Key(AccountKind kind, string number) => new AccountDetails(kind, Provider: null, number).Key;

    private static Sql Provided(string provider) => $"lower(m.provider) like {Like.Of(provider.ToLowerInvariant())} || '%'";
}

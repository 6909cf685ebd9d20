using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>Phones in any format or by their last digits, and e-mail addresses, with who uses them.</summary>
public sealed class CommunicationSearch(Db db) : ISearchSource
{
    private const int FewestDigits = 5;

    public string Title => "Phones and e-mails";

    public int Order => 40;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        if (Match(text) is not { } match)
            return SearchGroup.None;
        return SearchGroup.Of(
            await db.ListAsync<SearchHit>(
                Sql.Prepared(
                    $"""
                    with matched as materialized (
                           select m.communication, m.shown, m.kind
                             from records.communication m
                            where {viewer.Sees("m", "communication")} and {match}
                            limit {SearchGroup.Most + 1})
                    select m.communication as record, m.shown as title, 'records/communications/' || m.communication as href,
                           concat_ws(', ', lower(m.kind), {Users.Of($"m.communication", viewer)}) as details,
                           (select count(*)::int from matched) as total
                      from matched m
                     order by m.shown, m.communication
                     limit {text.Show}
                    """
                ),
                ct
            )
        );
    }

    private static Sql? Match(SearchText text)
    {
        if (text.Text.Contains('@', StringComparison.Ordinal))
            return Like.Begins($"m.value", text.Text.ToLowerInvariant());
        if (text.HasLetters)
            return null;
        if (PhoneNumber.TryParse(text.Text, out var phone))
            return $"m.value = {phone.ToString()}";
        if (text.Digits.Length < FewestDigits)
            return null;
        var local = text.Digits.TrimStart('0');
        return local.Length < FewestDigits ? Ends(text.Digits) : $"({Ends(text.Digits)} or {Ends(local)})";
    }

    private static Sql Ends(string digits) => Like.Begins($"m.backwards", string.Concat(digits.Reverse()));
}

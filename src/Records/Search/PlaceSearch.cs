using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>
/// Places by address, the beginnings of its words in any order, or postcode; misspelt ones when nothing is written so. What tells an age is no address.
/// </summary>
public sealed class PlaceSearch(Db db, TimeProvider time) : ISearchSource
{
    /// <summary>Comparing spellings costs more than any index saves; somebody who reads further than this writes it better.</summary>
    private const int MostMisspelt = 100;

    public string Title => "Places";

    public int Order => 50;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        if (text.Text.Contains('@', StringComparison.Ordinal) || !text.HasLetters || TellsAge(text))
            return SearchGroup.None;
        var isPostcode = Postcode.TryParse(text.Text, out var postcode);
        var words = isPostcode ? SearchText.WordsOf(postcode.ToString()) : text.Words;
        var found = await AskAsync(Sql.Join(" and ", words.Select(Begins)), SearchGroup.Most + 1, text, viewer, ct);
        return found.Count > 0 || isPostcode
            ? found
            : await AskAsync($"records.fold({text.Text}) operator(public.<%) p.folded", MostMisspelt, text, viewer, ct);
    }

    private bool TellsAge(SearchText text) =>
        PersonWords.Read(text.Text, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)).Any(static w => w.TellsAge);

    private async Task<SearchGroup> AskAsync(Sql match, int most, SearchText text, Viewer viewer, CancellationToken ct) =>
        SearchGroup.Of(
            await db.ListAsync<SearchHit>(
                Sql.Prepared(
                    $"""
                    with matched as materialized (
                           select p.place, p.address, p.folded
                             from records.place p
                            where {viewer.Sees("p", "place")} and {match}
                            limit {most})
                    select m.place as record, m.address as title, 'records/places/' || m.place as href, null::text as details,
                           (select count(*)::int from matched) as total
                      from matched m
                     order by public.word_similarity(records.fold({text.Text}), m.folded) desc, m.address, m.place
                     limit {text.Show}
                    """
                ),
                ct
            )
        );

    private static Sql Begins(string word) => $"p.folded like '% ' || records.fold({word}) || '%'";
}

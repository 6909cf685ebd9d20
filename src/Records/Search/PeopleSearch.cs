namespace Bluelamp.Records;

/// <summary>
/// People by what is known of them, when that is more than a name (<see cref="DescribedPeople"/>); else by name: as written, reversed, as it sounds (Siân,
/// Sian, Shan), in Welsh forms (ap, ab). Only when that finds next to nobody is it asked by spelling, which costs more: most misspelt names still sound right. Whoever was found to be another is found as that one.
/// </summary>
internal sealed class PeopleSearch(Db db, Persons persons, DescribedPeople described) : ISearchSource
{
    private const int Few = 3;
    private const int MostWords = 5;

    public string Title => "People";

    public int Order => 20;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        var ways = described.Read(text);
        if (ways.Count == 0)
            return await NamedOrPlacedAsync(text, viewer, ct);
        var like = await described.FindAsync(ways, text.Show, viewer, ct);
        return like.Count > 0
            ? like
            : await NamedAsync(text.Only(ways[0].Name), viewer, ct) with
            {
                ReadAs = string.Join("; or ", ways.Select(static w => w.Said)) + ". Nobody is likely: these have the name",
            };
    }

    /// <summary>What nobody is called may be a name and where they live: <c>Jones, Llwynlamp</c>.</summary>
    private async Task<SearchGroup> NamedOrPlacedAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        var named = await NamedAsync(text, viewer, ct);
        return named.Count == 0 && described.ReadAsPlaced(text) is { Count: > 0 } placed
            ? await described.FindAsync(placed, text.Show, viewer, ct)
            : named;
    }

    private async Task<SearchGroup> NamedAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        if (text.HasDigits || text.Words.Count > MostWords)
            return SearchGroup.None;
        var name = string.Join(' ', text.Words);
        var found = await AskAsync(Sound(text.Words, name, viewer), name, NameSounds.AreSeveral(text.Words), text, viewer, ct);
        return found.Count >= Few
            ? found
            : await AskAsync(
                $"{Sound(text.Words, name, viewer)} union {Spelt(text.Words, name, viewer)}",
                name,
                keeps: false,
                text,
                viewer,
                ct
            );
    }

    /// <summary>Asks once.</summary>
    /// <param name="keeps">Whether one plan does for all that are asked so.</param>
    private async Task<SearchGroup> AskAsync(Sql matches, string name, bool keeps, SearchText text, Viewer viewer, CancellationToken ct)
    {
        var asked = Ranked(matches, name, text, viewer);
        var hits = await db.ListAsync<SearchHit>(keeps ? Sql.Prepared(asked) : asked, ct);
        var joined = await persons.JoinedAsync(hits.Select(static h => h.Record), viewer, ct);
        return SearchGroup.Of(joined.Count == 0 ? hits : [.. hits.Select(h => joined.TryGetValue(h.Record, out var p) ? Shown(h, p) : h)]);
    }

    private static SearchHit Shown(SearchHit hit, NominalPicture picture)
    {
        var born = picture.Of("Date of birth") is { } said ? $"born {said.Current.Value}" : null;
        var details = new[] { born, picture.Of("Address")?.Current.Value }.Where(static d => d is not null);
        return hit with { Title = picture.Name, Details = string.Join(", ", details) };
    }

    private static Sql Ranked(Sql matches, string name, SearchText text, Viewer viewer) =>
        $"""
            with matched as materialized ({matches}),
                 whose as materialized (
                   select {Appearances.Whose} as nominal, public.similarity(a.folded, (select records.fold({name}))) as likeness
                     from (select {viewer.Force} as force, m.nominal, m.version, m.folded from matched m) a),
                 ranked as materialized (
                   select n.nominal, max(w.likeness) as likeness
                     from whose w
                     join records.nominal n on n.force = {viewer.Force} and n.nominal = w.nominal
                    where {viewer.Sees("n", "nominal")}
                    group by n.nominal),
                 best as (select r.nominal, r.likeness from ranked r order by r.likeness desc, r.nominal limit {text.Show})
            select n.nominal as record, coalesce(n.name, {NominalPicture.Nameless}) as title, 'records/nominals/' || n.nominal as href,
                   concat_ws(', ', 'born ' || n.born, n.address) as details, (select count(*)::int from ranked) as total
              from best b
              join records.nominal n on n.force = {viewer.Force} and n.nominal = b.nominal
             where {viewer.Sees("n", "nominal")}
             order by b.likeness desc, n.name, n.nominal
            """;

    private static Sql Sound(IReadOnlyList<string> words, string name, Viewer viewer)
    {
        var reversed = string.Join(' ', words.Skip(words.Count - 1).Concat(words.Take(words.Count - 1)));
        var sounds = NameSounds.Like(words) ?? $"false";
        var begins = words.Count == 1 ? Begins(name, viewer) : $"{Begins(name, viewer)} union {Begins(reversed, viewer)}";
        return $"""
            {begins} union
            (select nn.nominal, nn.version, nn.folded from records.nominal_name nn
              where {viewer.Sees("nn", "nominal")} and {sounds} limit {SearchGroup.Most + 1})
            """;
    }

    private static Sql Begins(string name, Viewer viewer) =>
        $"""
            (select nn.nominal, nn.version, nn.folded from records.nominal_name nn
              where {viewer.Sees("nn", "nominal")} and {Like.Begins($"nn.folded", $"records.fold({name})")} limit 200)
            """;

    /// <summary>One word is like a part of the name; several are like the whole of it.</summary>
    private static Sql Spelt(IReadOnlyList<string> words, string name, Viewer viewer)
    {
        var alike =
            words.Count == 1
                ? $"records.fold({name}) operator(public.<%) nn.folded"
                : (Sql)$"nn.folded operator(public.%) records.fold({name})";
        return $"""
            (select nn.nominal, nn.version, nn.folded from records.nominal_name nn
              where {viewer.Sees("nn", "nominal")} and {alike} limit 200)
            """;
    }
}

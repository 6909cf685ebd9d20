namespace Bluelamp.Records;

/// <summary>One kind of thing that the search box finds. Modules register theirs; the page shows them in <see cref="Order"/>.</summary>
public interface ISearchSource
{
    /// <summary>The heading of its results: <c>People</c>.</summary>
    string Title { get; }

    int Order { get; }

    /// <summary>
    /// The best matches. What is closed to the viewer is filtered before ranking and counting; a text that cannot be of this kind is answered
    /// without asking the database.
    /// </summary>
    Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct);
}

/// <summary>The results of one kind.</summary>
/// <param name="Count">How many match; above <see cref="Most"/> nobody counted further.</param>
public sealed record SearchGroup(IReadOnlyList<SearchHit> Hits, int Count)
{
    /// <summary>"More than three hundred" says enough: another word narrows them.</summary>
    public const int Most = 300;

    /// <summary>So many that none were counted.</summary>
    public const int Many = int.MaxValue;

    /// <summary>How many of a kind are shown.</summary>
    public const int Shown = 10;

    /// <summary>How many are shown to whoever asks for more of one kind; beyond that, other words help more than a longer list.</summary>
    public const int Wide = 100;

    /// <summary>How the text was understood, when that is not plain: <c>a woman called Siân Jones, aged 35 to 45</c>.</summary>
    public string? ReadAs { get; init; }

    public static SearchGroup None { get; } = new([], 0);

    public string Counted =>
        Count switch
        {
            Many => "many",
            > Most => $"more than {Most:N0}",
            _ => $"{Count:N0}",
        };

    /// <summary>The group of these rows, each of which carries the count.</summary>
    public static SearchGroup Of(IReadOnlyList<SearchHit> hits) => hits.Count == 0 ? None : new(hits, hits[0].Total);
}

/// <summary>One result.</summary>
/// <param name="Record">Empty for what is no record of ours, such as published open data.</param>
/// <param name="Total">How many match in its kind.</param>
public sealed record SearchHit(Guid Record, string Title, string Href, string? Details, int Total) : IShows
{
    public IEnumerable<Guid> Shown => Record == Guid.Empty ? [] : [Record];
}

/// <summary>The one search box.</summary>
public sealed class SearchBox(IEnumerable<ISearchSource> sources)
{
    /// <summary>Asks every source at once; kinds without a result are left out.</summary>
    public async Task<IReadOnlyList<SearchResult>> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        var ordered = sources.OrderBy(static s => s.Order).ToList();
        var groups = await Task.WhenAll(ordered.Select(s => s.FindAsync(text, viewer, ct)));
        return [.. ordered.Zip(groups, static (s, g) => new SearchResult(s.Title, g)).Where(static r => r.Group.Count > 0)];
    }

    /// <summary>More of one kind; nothing when there is no such kind.</summary>
    public async Task<IReadOnlyList<SearchResult>> MoreAsync(SearchText text, string title, Viewer viewer, CancellationToken ct)
    {
        var source = sources.FirstOrDefault(s => string.Equals(s.Title, title, StringComparison.Ordinal));
        return source is null ? [] : [new(title, await source.FindAsync(text.Wide, viewer, ct))];
    }
}

/// <summary>A kind and what was found of it.</summary>
public sealed record SearchResult(string Title, SearchGroup Group);

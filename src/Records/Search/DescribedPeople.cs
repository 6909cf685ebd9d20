namespace Bluelamp.Records;

/// <summary>People as somebody describes them, by more than a name: found by the linkage engine, the likeliest first, with what speaks for each.</summary>
internal sealed class DescribedPeople(Db db, LikeliestPeople likeliest, TimeProvider time)
{
    private const int MostSearched = 500;

    public PersonWords? Read(SearchText text) => PersonWords.Read(text.Text, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));

    public async Task<SearchGroup> FindAsync(PersonWords words, int show, Viewer viewer, CancellationToken ct)
    {
        var (model, asked) = (likeliest.Rules.Model, words.Values(time.GetUtcNow()));
        var ways = asked.SelectMany(v => words.BirthYears.Select(y => v with { BornFrom = y, BornTo = y }).Prepend(v)).ToList();
        long[] narrow = [.. ways.SelectMany(v => model.Narrow.Of(c => v[c])).Distinct()];
        long[] searched = [.. ways.SelectMany(v => model.Searched.Of(c => v[c])).Distinct()];
        long[] wide = [.. asked.SelectMany(v => model.Wide.FirstOf(c => v[c])).Distinct()];
        var each = MostSearched / Math.Max(searched.Length, 1);
        var query = Appearances.Found(
            [new(narrow, $"500"), new(searched, $"500") { Each = Math.Max(each, 1) }, new(wide, $"200")],
            Sql.Empty,
            viewer
        );
        var found = await db.ListAsync<Appeared>(Sql.Prepared(query), ct);
        var best = await likeliest.OfAsync(asked, [.. found.Select(static f => (f.Identity, f.Values))], show, viewer, ct);
        return new([.. best.People.Select(p => Hit(p, best.Count))], best.Count) { ReadAs = words.Said + ". The likeliest first" };
    }

    private static SearchHit Hit(Candidate person, int total)
    {
        var born = person.Born is null ? null : $"born {person.Born}";
        var who = string.Join(", ", new[] { born, person.Address }.OfType<string>());
        var details = string.Join(" · ", person.Reasons.Prepend(who).Where(static d => d.Length > 0));
        return new(person.Nominal.Value, person.Name, $"records/nominals/{person.Nominal.Value}", details, total);
    }
}

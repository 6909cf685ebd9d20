using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>People as somebody describes them, by more than a name: found by the linkage engine, the likeliest first, with what speaks for each.</summary>
internal sealed class DescribedPeople(Db db, LikeliestPeople likeliest, TimeProvider time)
{
    /// <summary>So many are read of those who share a name and something else, and so many of those who share none.</summary>
    private const int MostSearched = 500;

    /// <summary>Where nobody is likely, whoever is up to so many times less likely than what is shown otherwise is named, the likeliest first.</summary>
    private const int Unlikelier = 64;

    /// <summary>The ways in which a text describes somebody; none when it does not.</summary>
    public IReadOnlyList<PersonWords> Read(SearchText text) => PersonWords.Read(text.Text, Today);

    /// <summary>The same of a text by which nobody is called.</summary>
    public IReadOnlyList<PersonWords> ReadAsPlaced(SearchText text) => PersonWords.ReadAsPlaced(text.Text, Today);

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public async Task<SearchGroup> FindAsync(IReadOnlyList<PersonWords> ways, int show, Viewer viewer, CancellationToken ct)
    {
        var (model, now) = (likeliest.Rules.Model, time.GetUtcNow());
        List<PersonValues> asked = [.. ways.SelectMany(w => w.Values(now)).Distinct()];
        var born = ways.SelectMany(w => w.Values(now).SelectMany(v => w.BirthYears.Select(y => v with { BornFrom = y, BornTo = y })));
        var all = asked.Concat(born).Distinct().ToList();
        long[] narrow = [.. all.SelectMany(v => model.Narrow.Of(c => v[c])).Distinct()];
        long[] wide = [.. asked.SelectMany(v => model.Wide.FirstOf(c => v[c])).Distinct()];
        var query = Appearances.Found(
            [new(narrow, $"500"), Each(model.Searched, all), Each(model.Placed, all), new(wide, $"200")],
            Sql.Empty,
            viewer
        );
        var found = await db.ListAsync<Appeared>(Sql.Prepared(query), ct);
        var people = found.ConvertAll(static f => (f.Identity, f.Values));
        var best = await likeliest.OfAsync(asked, people, show, viewer, ct, heard: true);
        var isLikely = best.Count > 0;
        if (!isLikely)
            best = await likeliest.OfAsync(asked, people, show, viewer, ct, heard: true, likeliest.Rules.Show / Unlikelier);
        return new([.. best.People.Select(p => Hit(p, best.Count))], best.Count)
        {
            ReadAs =
                string.Join("; or ", ways.Select(static w => w.Said))
                + (isLikely ? ". The likeliest first" : ". Nobody is likely: these are nearest"),
        };
    }

    /// <summary>Of each key its share, so that a common one hides no rare one.</summary>
    private static Appearances.Listed Each(RecordKeys keys, List<PersonValues> asked)
    {
        long[] all = [.. asked.SelectMany(v => keys.Of(c => v[c])).Distinct()];
        return new(all, $"500") { Each = Math.Max(MostSearched / Math.Max(all.Length, 1), 1) };
    }

    private static SearchHit Hit(Candidate person, int total)
    {
        var born = person.Born is null ? null : $"born {person.Born}";
        var who = string.Join(", ", new[] { born, person.Address }.OfType<string>());
        var details = string.Join(" · ", person.Reasons.Prepend(who).Where(static d => d.Length > 0));
        return new(person.Nominal.Value, person.Name, $"records/nominals/{person.Nominal.Value}", details, total);
    }
}

using System.Globalization;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>Puts the words of newly published places where the search box finds them, as soon as a file is loaded.</summary>
internal sealed class StreetText(Db db) : IReaction
{
    public string Name => "records.street-words";

    public IReadOnlyCollection<Type> To => [typeof(StreetBatchLoaded)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.Event is not StreetBatchLoaded { Kind: "street" } loaded)
            return;
        DateOnly[] months = [.. loaded.Months.Select(static m => DateOnly.ParseExact(m, "yyyy-MM", CultureInfo.InvariantCulture))];
        await db.KeepAsync(
            $"""
            insert into records.street_text (force, place, words)
            select p.force, p.place, records.street_words(p.location, p.lsoa_name, p.lsoa)
              from (select distinct c.place from records.street_crime c
                     where c.force = {entry.Force} and c.month = any({months}) and c.batch = {loaded.Number}) c
              join records.street_place p on p.force = {entry.Force} and p.place = c.place
            on conflict do nothing
            """,
            ct
        );
    }
}

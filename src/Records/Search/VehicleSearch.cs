namespace Bluelamp.Records;

/// <summary>
/// Vehicles by number plate, whole or in part, with or without spaces; where none has it, or more than a plate was said, those that are likely meant.
/// </summary>
public sealed class VehicleSearch(Db db, LikelyThings likely) : ISearchSource
{
    private const int ShortestPart = 3;
    private const int LongestMark = 8;

    public string Title => "Vehicles";

    public int Order => 30;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        var found = await WrittenAsync(text, viewer, ct);
        return found.Count == 0 && VehicleWords.Read(text.Text) is { } words ? await LikelyAsync(words, viewer, ct) : found;
    }

    private async Task<SearchGroup> LikelyAsync(VehicleWords words, Viewer viewer, CancellationToken ct)
    {
        var kind = ThingKinds.Vehicle;
        var found = await likely.FindAsync(kind, [.. words.Ways.Select(kind.Of)], but: null, viewer, ct);
        return new([.. found.Select(v => Hit(v, found.Count))], found.Count) { ReadAs = words.Said + ". The likeliest first" };
    }

    private static SearchHit Hit(LikelyThing vehicle, int total) =>
        new(
            vehicle.Record,
            vehicle.Name,
            $"records/vehicles/{vehicle.Record}",
            string.Join(" · ", [vehicle.Look, .. vehicle.For, .. vehicle.Against]),
            total
        );

    private async Task<SearchGroup> WrittenAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        var part = text.Packed;
        if (part.Length is < ShortestPart or > LongestMark || !text.HasDigits || text.Words.Count > 3)
            return SearchGroup.None;
        return SearchGroup.Of(
            await db.ListAsync<SearchHit>(
                $"""
                with matched as materialized (
                       select v.vehicle, v.vrm, v.make, v.model, v.colour
                         from records.vehicle v
                        where {viewer.Sees("v", "vehicle")} and v.vrm like '%' || {part} || '%'
                        limit {SearchGroup.Most + 1})
                select m.vehicle as record, m.vrm as title, 'records/vehicles/' || m.vehicle as href,
                       concat_ws(' ', m.colour, m.make, m.model) as details, (select count(*)::int from matched) as total
                  from matched m
                 order by m.vrm <> {part}, m.vrm not like {part} || '%', m.vrm, m.vehicle
                 limit {text.Show}
                """,
                ct
            )
        );
    }
}

using Bluelamp.Kernel.Operations;
using Microsoft.Extensions.Logging;

namespace Bluelamp.Evidence.Storing;

/// <summary>
/// Takes the bytes away when the last exhibit that had them was lawfully disposed of. In two steps: set aside, and a sweep later gone, so that the same bytes
/// coming in at that very moment are found again.
/// </summary>
internal sealed class ErasedContents(Db db, StorePlaces places, ILogger<ErasedContents> logger) : ISweep
{
    private sealed record Row(string Sha256, bool Trash, bool Needed);

    /// <summary>A place that is away is waited for: what goes, goes everywhere.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        try
        {
            return await EraseAsync((await places.RenewAsync(ct)).All.ToList(), ct);
        }
        catch (PlaceAwayException e)
        {
            logger.PlaceAway(e.Message);
            return 0;
        }
    }

    private async Task<int> EraseAsync(List<IPlace> all, CancellationToken ct)
    {
        var orphans = await db.WorkingAsync<Row>(
            $"""
            select encode(o.sha256, 'hex') as sha256, o.trash,
                   {Needed.By($"o.sha256")} as needed
              from evidence.orphan o
             order by o.since
             limit 1000
            """,
            ct
        );
        foreach (var (hex, trash, needed) in orphans)
        {
            var hash = ContentHash.Parse(hex, provider: null);
            foreach (var place in all)
            {
                await (
                    needed ? place.TakeBackAsync(hash, ct)
                    : trash ? place.EraseAsync(hash, ct)
                    : place.SetAsideAsync(hash, ct)
                );
            }

            await db.KeepAsync(Gone(hex, needed, trash), ct);
        }

        return orphans.Count;
    }

    /// <summary>What is known of bytes goes with them.</summary>
    private static Sql Gone(string hex, bool needed, bool trash)
    {
        if (needed)
            return $"delete from evidence.orphan where sha256 = decode({hex}, 'hex')";
        if (!trash)
            return $"update evidence.orphan set trash = true where sha256 = decode({hex}, 'hex')";
        return $"""
            with used as (delete from evidence.used where sha256 = decode({hex}, 'hex')),
            lies as (delete from evidence.lies where sha256 = decode({hex}, 'hex'))
            delete from evidence.orphan where sha256 = decode({hex}, 'hex')
            """;
    }
}

using System.Runtime.CompilerServices;

namespace Bluelamp.Evidence.Storing;

/// <summary>
/// The bytes of evidence, wherever they lie. Everything arrives in <see cref="ContentStore"/>; from there it may have been moved, and is still found: a move
/// copies first, so that a content is always in some place.
/// </summary>
public sealed class Contents
{
    private readonly ContentStore _local;
    private readonly StorePlaces _places;
    private readonly PlaceRows _rows;
    private readonly TimeProvider _time;

    internal Contents(ContentStore local, StorePlaces places, PlaceRows rows, TimeProvider time) =>
        (_local, _places, _rows, _time) = (local, places, rows, time);

    /// <summary>Whether any place has it.</summary>
    /// <exception cref="PlaceAwayException">None that answers has it, and one does not answer.</exception>
    public async Task<bool> HasAsync(ContentHash hash, CancellationToken ct)
    {
        PlaceAwayException? away = null;
        await foreach (var place in LookAsync(ct))
        {
            try
            {
                if (await place.HasAsync(hash, ct))
                    return true;
            }
            catch (PlaceAwayException e)
            {
                away = e; // another one may have it
            }
        }

        return away is null ? false : throw away;
    }

    /// <summary>Opens a content for reading; the stream can go back and forth.</summary>
    /// <exception cref="FileNotFoundException">It is nowhere, or was disposed of.</exception>
    /// <exception cref="PlaceAwayException">None that answers has it, and one does not answer.</exception>
    public async Task<Stream> OpenAsync(ContentHash hash, CancellationToken ct)
    {
        PlaceAwayException? away = null;
        await foreach (var place in LookAsync(ct))
        {
            try
            {
                return await place.OpenAsync(hash, ct);
            }
            catch (FileNotFoundException)
            {
                // the next one may have it
            }
            catch (PlaceAwayException e)
            {
                away = e;
            }
        }

        throw (Exception?)away ?? new FileNotFoundException($"The content {hash} is in no place.");
    }

    /// <summary>Opens a content for somebody, who may be told why not. It counts as used: what is cold comes back.</summary>
    /// <param name="title">What to call it.</param>
    public async Task<Result<Stream>> UseAsync(ContentHash hash, string title, CancellationToken ct)
    {
        try
        {
            var stream = await OpenAsync(hash, ct);
            if ((await _places.NowAsync(ct)).Cold?.Row is { } cold)
                await _rows.UseAsync(hash, cold.Place, _time.GetUtcNow(), ct);
            return stream;
        }
        catch (FileNotFoundException)
        {
            return new BytesMissing(title);
        }
        catch (PlaceAwayException)
        {
            return new StoreAway();
        }
    }

    /// <summary>Makes a content a file of this machine, for a program that reads it: it stays there, whatever is moved.</summary>
    /// <param name="path">In a folder below <see cref="ContentStore.Incoming"/>; nothing may write there.</param>
    /// <exception cref="FileNotFoundException">It is nowhere, or was disposed of.</exception>
    /// <exception cref="PlaceAwayException">A place does not answer.</exception>
    internal async Task LendAsync(ContentHash hash, string path, CancellationToken ct)
    {
        if (!Disk.TryLink(_local.PathOf(hash), path))
            await FetchAsync(hash, path, ct);
    }

    /// <summary>Whether nothing at all lies where a content should lie: a disk that is not mounted, rather than bytes that were lost.</summary>
    internal async Task<bool> IsBareAsync(ContentHash hash, CancellationToken ct)
    {
        var layout = await _places.NowAsync(ct);
        if (layout.IsPlain)
            return _local.IsBare;
        var place = (await _rows.OfAsync([hash], ct))[hash].Place;
        var where = layout.Cold is { } cold && cold.Row?.Place == place ? cold : layout.Hot;
        await foreach (var _ in where.At.ListAsync(ct))
            return false;
        return true;
    }

    /// <summary>Writes a content to a file.</summary>
    internal async Task FetchAsync(ContentHash hash, string path, CancellationToken ct)
    {
        await using var from = await OpenAsync(hash, ct);
        await using var to = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        if (await Bytes.CopyAsync(from, to, static _ => { }, ct) != hash)
            throw new InvalidDataException($"What lies under {hash} has other bytes.");
    }

    /// <summary>
    /// The places in which to look. Who finds nothing looks a second time, in the places as they stand then: what is moved meanwhile, or to a place that this
    /// process does not know yet, is found.
    /// </summary>
    private async IAsyncEnumerable<IPlace> LookAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var place in (await _places.NowAsync(ct)).All)
            yield return place;
        foreach (var place in (await _places.RenewAsync(ct)).All)
            yield return place;
    }
}

public sealed record BytesMissing(string Title) : Refusal.Conflict("bytes-missing", $"The bytes of {Title} are not in the store.");

public sealed record StoreAway()
    : Refusal.Conflict("store-away", "The store of evidence does not answer now. Nothing is lost. Try again in a few minutes.");

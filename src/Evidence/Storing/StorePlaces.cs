using Bluelamp.Evidence.Storing.S3;
using Bluelamp.Kernel.Running;
using Npgsql;

namespace Bluelamp.Evidence.Storing;

/// <summary>What a place is for.</summary>
public enum PlaceRole
{
    /// <summary>What is kept goes there.</summary>
    Hot,

    /// <summary>What is hardly used goes there.</summary>
    Cold,

    /// <summary>It was used before; what still lies there can be read.</summary>
    From,
}

/// <summary>A place as it stands in the database.</summary>
/// <param name="Address">How it is reached; its name is what the ledger and pages call it.</param>
/// <param name="Keeps">What was moved away from it stays there too.</param>
public sealed record PlaceRow(short Place, string Name, string Address, PlaceRole Role, bool Keeps, DateTimeOffset Since);

/// <summary>A place and its row; the data folder has none while nothing else is used.</summary>
internal sealed record Placed(IPlace At, PlaceRow? Row);

/// <summary>Where contents lie at a moment.</summary>
/// <param name="Sources">Places that were used before.</param>
internal sealed record Layout(Placed Local, Placed Hot, Placed? Cold, IReadOnlyList<Placed> Sources)
{
    /// <summary>Everything lies in the data folder, and always did.</summary>
    public bool IsPlain => Hot.At == Local.At && Cold is null && Sources.Count == 0;

    /// <summary>All places, in the order in which a content is looked for.</summary>
    public IEnumerable<IPlace> All =>
        IsPlain
            ? [Local.At]
            : new[] { Hot }.Concat(Sources).Append(Local).Concat(Cold is null ? [] : [Cold]).Select(static p => p.At).Distinct();
}

/// <summary>
/// The places of this installation. They stand in the database, so that a service and a verb beside it agree; a service knows of a change within
/// <see cref="Renewed"/>.
/// </summary>
internal sealed class StorePlaces(ContentStore local, StoreOptions options, PlaceRows rows, TimeProvider time) : IDisposable
{
    /// <summary>The address of the data folder's own.</summary>
    public const string Local = "local";

    internal static readonly TimeSpan Renewed = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IPlace> _open = new(StringComparer.Ordinal) { [Local] = new FolderPlace(local, Local) };
    private readonly Lock _opening = new();
    private volatile Known? _known;

    private sealed record Known(Layout Layout, long At);

    /// <summary>Where contents lie now. While the database is away it is what was known last.</summary>
    public async Task<Layout> NowAsync(CancellationToken ct)
    {
        if (_known is { } known && time.GetElapsedTime(known.At) < Renewed)
            return known.Layout;
        try
        {
            return await RenewAsync(ct);
        }
        catch (NpgsqlException) when (_known is { } last)
        {
            return last.Layout;
        }
    }

    /// <summary>Reads the places anew.</summary>
    public async Task<Layout> RenewAsync(CancellationToken ct)
    {
        var all = await rows.AllAsync(ct);
        var here = new Placed(_open[Local], all.Find(static r => r.Name is Local));
        var layout = new Layout(
            here,
            Of(all, PlaceRole.Hot).FirstOrDefault() ?? here,
            Of(all, PlaceRole.Cold).FirstOrDefault(),
            [.. Of(all, PlaceRole.From)]
        );
        _known = new(layout, time.GetTimestamp());
        return layout;
    }

    /// <summary>
    /// Says at the start where things are to be kept. A new installation does as it is told; one that holds evidence elsewhere is not started, for what is
    /// not found would be missing.
    /// </summary>
    /// <exception cref="CannotRunException">The evidence lies elsewhere.</exception>
    public async Task BeginAsync(StorageOptions storage, CancellationToken ct)
    {
        var layout = await RenewAsync(ct);
        if (options.Place is { } asked && !Is(Open(asked), layout.Hot))
        {
            if (layout.Hot.Row is not null || local.Files().Any())
                throw new CannotRunException(
                    $"The evidence lies in {layout.Hot.At.Address}, not in {Open(asked).Address}. To move it: bluelamp evidence move --to \"{asked}\""
                );
            await TryAsync(Open(asked), layout, ct);
            await rows.HotAsync(Open(asked).Address, Whole(asked), keeps: false, ct);
        }

        if (storage.Cold is { } cold)
        {
            var place = Open(cold);
            layout = await RenewAsync(ct);
            if (Is(place, layout.Hot))
                throw new CannotRunException(
                    $"Storage:Cold is {place.Address}, where everything is kept. Choose another, or another prefix."
                );
            await TryAsync(place, layout, ct);
            await rows.ColdAsync(place.Address, Whole(cold), ct);
        }

        await RenewAsync(ct);
    }

    /// <summary>From now on things are kept at an address; where they were kept before is read from as long as anything lies there.</summary>
    /// <param name="keeps">What lies where they were before stays there too.</param>
    /// <exception cref="PlaceAwayException">It cannot be reached.</exception>
    public async Task<Layout> MoveToAsync(string address, bool keeps, CancellationToken ct)
    {
        var before = await RenewAsync(ct);
        var to = Open(address);
        if (before.Cold is { } cold && Is(to, cold))
            throw new CannotRunException($"{to.Address} is the cold place. Choose another, or another prefix.");
        await TryAsync(to, before, ct);
        await rows.HotAsync(to.Address, Whole(address), keeps, ct);
        return await RenewAsync(ct);
    }

    /// <summary>
    /// Forgets a place of before for good: what lay there lies elsewhere too. Copies that are still there are then nobody's to erase, so it is for a disk or a
    /// bucket that is destroyed.
    /// </summary>
    /// <exception cref="CannotRunException">It is in use, or something lies only there.</exception>
    public async Task ForgetAsync(string address, CancellationToken ct)
    {
        var name = Open(address).Address;
        if (!(await RenewAsync(ct)).All.Any(p => p.Address.Equals(name, StringComparison.Ordinal)))
            throw new CannotRunException($"{name} is none of the places. See: bluelamp evidence places");
        if (!await rows.ForgetAsync(name, ct))
            throw new CannotRunException(
                $"{name} is in use, or some files were moved there and nowhere else. Move them away first: bluelamp evidence move --to ADDRESS --delete-source"
            );
        await RenewAsync(ct);
    }

    /// <summary>The place of an address; the same one each time.</summary>
    /// <exception cref="CannotRunException">It is no address.</exception>
    public IPlace Open(string address)
    {
        var whole = Whole(address);
        lock (_opening)
        {
            if (!_open.TryGetValue(whole, out var place))
                _open[whole] = place = Make(whole);
            return place;
        }
    }

    public void Dispose()
    {
        foreach (var place in _open.Values.OfType<IDisposable>())
            place.Dispose();
    }

    private IPlace Make(string address) =>
        S3Address.IsOne(address)
            ? new S3Place(S3Address.Parse(address), local.Incoming)
            : new FolderPlace(ContentStore.Of(address), address);

    private string Whole(string address) =>
        address is Local || S3Address.IsOne(address) ? address
        : string.IsNullOrWhiteSpace(address) || address.Contains('\0', StringComparison.Ordinal)
            ? throw new CannotRunException("Say the place: a whole path, s3://bucket/prefix, or local.")
        : Path.GetFullPath(address).Equals(Path.GetFullPath(options.Folder), StringComparison.Ordinal) ? Local
        : Path.IsPathRooted(address) ? Path.GetFullPath(address)
        : throw new CannotRunException($"{address} is neither a whole path nor s3://bucket/prefix.");

    private IEnumerable<Placed> Of(List<PlaceRow> all, PlaceRole role) =>
        all.Where(r => r.Role == role).Select(r => new Placed(Open(r.Address), r));

    /// <summary>A place that is reached in another way is still the same.</summary>
    private static bool Is(IPlace place, Placed other) => place.Address.Equals(other.At.Address, StringComparison.Ordinal);

    /// <summary>Whether things can be kept there from now on. A folder is made when it is new; one that was there before may only be away.</summary>
    private static async Task TryAsync(IPlace place, Layout before, CancellationToken ct)
    {
        if (place is S3Place s3)
            await s3.TryAsync(ct);
        else if (place is FolderPlace folder && !before.All.Contains(place))
            folder.Make();
    }
}

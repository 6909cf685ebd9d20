namespace Bluelamp.Kernel;

/// <summary>Names the records of one module, for lists and timelines that speak of any.</summary>
public interface IRecordNames
{
    /// <summary>The names of those among <paramref name="records"/> that are this module's and open to the viewer.</summary>
    Task<List<RecordName>> OfAsync(Guid[] records, Viewer viewer, CancellationToken ct);
}

/// <summary>What a record is called and where it is shown; no address for what has no page, such as a member of staff.</summary>
public sealed record RecordName(Guid Record, string Name, string? Href) : IShows
{
    public IEnumerable<Guid> Shown => [Record];
}

/// <summary>The names of records of every module.</summary>
public sealed class RecordNames(IEnumerable<IRecordNames> sources)
{
    /// <summary>
    /// By record; a record that is closed to the viewer, or that nobody knows, is not there. One module is asked after the other, and only for what those
    /// before it do not know: most lists are of one module.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, RecordName>> OfAsync(IEnumerable<Guid> records, Viewer viewer, CancellationToken ct)
    {
        var left = records.Where(static r => r != Guid.Empty && r != Actors.Public && r != Actors.System).ToHashSet();
        var found = new Dictionary<Guid, RecordName>();
        foreach (var source in sources)
        {
            if (left.Count == 0)
                break;
            foreach (var name in await source.OfAsync([.. left], viewer, ct))
            {
                if (left.Remove(name.Record))
                    found.Add(name.Record, name);
            }
        }

        return found;
    }
}

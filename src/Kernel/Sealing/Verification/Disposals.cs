using System.Collections.Immutable;
using System.Text.Json;

namespace Bluelamp.Kernel.Sealing;

/// <summary>Holds what was erased against what disposal entries say was erased: exactly those, and nothing else about them was changed.</summary>
internal sealed class Disposals(SealedLog log)
{
    private readonly Dictionary<(Guid Stream, int Version), (CheckedEntry Entry, long? Index)> _erased = [];
    private readonly Dictionary<(Guid Stream, int Version), (string Remains, CheckedEntry Entry, long? Index)> _ordered = [];

    public long Count => _erased.Count;

    public void See(CheckedEntry entry, long? index)
    {
        if (entry.IsDisposed)
            _erased[(entry.Stream, entry.Version)] = (entry, index);
        else if (string.Equals(entry.Type, EntriesDisposed.Name, StringComparison.Ordinal))
            Order(entry, index);
    }

    public void Finish(List<Wrong> wrong)
    {
        foreach (var (which, (entry, index)) in _erased)
        {
            if (!_ordered.Remove(which, out var order))
                wrong.Add(entry.Wrong(log, "its content was erased, and no disposal says so", index));
            else if (!string.Equals(order.Remains, entry.Remains.ToString(), StringComparison.Ordinal))
                wrong.Add(entry.Wrong(log, "what its disposal left of it was changed", index));
        }
        foreach (var ((_, version), (_, entry, index)) in _ordered)
            wrong.Add(entry.Wrong(log, $"it says that version {version} was erased, and it is still there", index));
    }

    private void Order(CheckedEntry entry, long? index)
    {
        foreach (var one in Read(entry.Data))
            _ordered[(entry.Stream, one.Version)] = (one.Remains, entry, index);
    }

    /// <summary>A disposal that nobody can read disposes of nothing.</summary>
    private static ImmutableArray<DisposedEntry> Read(ReadOnlyMemory<byte> data)
    {
        try
        {
            return JsonSerializer.Deserialize<EntriesDisposed>(data.Span, LedgerJson.Options) is { Entries.IsDefault: false } read
                ? read.Entries
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

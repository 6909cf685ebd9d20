namespace Bluelamp.Kernel.Expressions;

/// <summary>A map of CEL. Keys are strings, whole numbers or booleans; <c>1</c> and <c>1u</c> are the same key. Enumerates in the order of making.</summary>
public sealed class CelMap
{
    private readonly Dictionary<CelValue, CelValue> _entries;

    /// <summary>A map of these entries; of two with the same key the later counts.</summary>
    public CelMap(IEnumerable<KeyValuePair<CelValue, CelValue>> entries)
    {
        _entries = [];
        foreach (var (key, value) in entries)
            _entries[key] = value;
    }

    public CelMap(IEnumerable<KeyValuePair<string, CelValue>> entries)
        : this(entries.Select(static e => KeyValuePair.Create(CelValue.Of(e.Key), e.Value))) { }

    internal CelMap(Dictionary<CelValue, CelValue> entries) => _entries = entries;

    public static CelMap Empty { get; } = new(new Dictionary<CelValue, CelValue>());

    public int Count => _entries.Count;

    public IEnumerable<CelValue> Keys => _entries.Keys;

    public bool TryGet(CelValue key, out CelValue value) => _entries.TryGetValue(key, out value);

    public Dictionary<CelValue, CelValue>.Enumerator GetEnumerator() => _entries.GetEnumerator();

    internal static bool IsKey(CelValue key) => key.Kind is CelKind.String or CelKind.Int or CelKind.UInt or CelKind.Bool;
}

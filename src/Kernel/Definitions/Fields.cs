using System.Collections.Immutable;

namespace Bluelamp.Kernel.Definitions;

/// <summary>
/// The keys of one mapping in a definition file. A method without "Or" wants the key to be there and reports its absence; whatever key was not asked
/// for by the end is reported as unknown.
/// </summary>
public sealed class Fields
{
    private readonly YamlMap? _map;
    private readonly Reading _reading;
    private readonly List<string> _asked = [];

    internal Fields(YamlMap? map, Place place, Reading reading) => (_map, Place, _reading) = (map, place, reading);

    public Place Place { get; }

    /// <summary>Every key that is written here, in the order of the file. Asking for them makes them known.</summary>
    public IEnumerable<KeyValuePair<string, Item>> All()
    {
        foreach (var (key, _) in _map?.Entries ?? [])
            yield return new(key.Text, Find(key.Text)!);
    }

    /// <summary>Reports a fault at this mapping. Say what is wrong and what to do.</summary>
    public void Error(string message) => _reading.Problems.Add(Place, message);

    /// <summary>Reports a fault at a key, or at the mapping when the key is not there.</summary>
    public void Error(string key, string message) => _reading.Problems.Add(Find(key)?.Place ?? Place, message);

    public bool Has(string key) => Find(key) is { IsAbsent: false };

    public Item this[string key]
    {
        get
        {
            if (Find(key) is { IsAbsent: false } item)
                return item;
            if (_map is not null)
                Error(key, $"'{key}' is missing. Add it.");
            return _reading.Missing(Place);
        }
    }

    public string Text(string key) => this[key].AsText();

    public string? TextOrNull(string key) => Has(key) ? Text(key) : null;

    public Bilingual Bilingual(string key) => this[key].AsBilingual();

    public Bilingual? BilingualOrNull(string key) => Has(key) ? Bilingual(key) : null;

    public bool FlagOr(string key, bool otherwise) => Has(key) ? this[key].AsFlag() : otherwise;

    public int Whole(string key, int min = int.MinValue, int max = int.MaxValue) => this[key].AsWhole(min, max);

    public int? WholeOrNull(string key, int min = int.MinValue, int max = int.MaxValue) => Has(key) ? Whole(key, min, max) : null;

    public double Number(string key) => this[key].AsNumber();

    public DateOnly? DateOrNull(string key) => Has(key) ? this[key].AsDate() : null;

    public T Choice<T>(string key)
        where T : struct, Enum => this[key].AsChoice<T>();

    public Fields Section(string key) => this[key].AsFields();

    public Fields? SectionOrNull(string key) => Has(key) ? Section(key) : null;

    /// <summary>A list that must be there, with at least one item.</summary>
    public ImmutableArray<T> List<T>(string key, Func<Item, T> read)
    {
        var item = this[key];
        var list = item.AsList();
        if (item.IsList && list.IsEmpty)
            item.Error($"'{key}' is empty. Add at least one item.");
        return [.. list.Select(read)];
    }

    public ImmutableArray<T> ListOrEmpty<T>(string key, Func<Item, T> read) => Has(key) ? [.. this[key].AsList().Select(read)] : [];

    public ImmutableArray<string> TextsOrEmpty(string key) => Has(key) ? this[key].AsTexts() : [];

    internal void ReportUnknown()
    {
        foreach (var (key, value) in _map?.Entries ?? [])
        {
            if (!_asked.Contains(key.Text, StringComparer.Ordinal))
                _reading.Problems.Add(key.Place, $"Unknown key '{key.Text}'. {Advice(key.Text, value)}");
        }
    }

    /// <summary>In <c>{ en: Now, or soon }</c> the comma ends the text, and what follows looks like a key without a value.</summary>
    private string Advice(string key, YamlNode value) =>
        key.Contains(' ', StringComparison.Ordinal) && value is YamlText { Plain: true, Text: "" }
            ? "If it belongs to the text before the comma, put that text in quotes."
            : Words.Suggest(key, _asked);

    private Item? Find(string key)
    {
        if (!_asked.Contains(key, StringComparer.Ordinal))
            _asked.Add(key);
        foreach (var (name, value) in _map?.Entries ?? [])
        {
            if (string.Equals(name.Text, key, StringComparison.Ordinal))
                return new(value, value.Place, _reading);
        }
        return null;
    }
}

/// <summary>The reading of one file: its text, what was found wrong, and the mappings that were looked into.</summary>
internal sealed class Reading(string source, Problems problems)
{
    private readonly Dictionary<YamlMap, Fields> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Item> _missing = [];

    /// <summary>The whole file, for faults inside a text (an expression) that need their own line and column.</summary>
    public string Source { get; } = source;

    public Problems Problems { get; } = problems;

    /// <summary>The same mapping always gives the same fields, so that two readers of one mapping share what is known. No map: a silent blank.</summary>
    public Fields Fields(YamlMap? map, Place place)
    {
        if (map is null)
            return new(map, place, this);
        if (!_seen.TryGetValue(map, out var fields))
            _seen[map] = fields = new(map, place, this);
        return fields;
    }

    /// <summary>A blank for a key whose absence was reported already: it makes no further noise.</summary>
    public Item Missing(Place place)
    {
        var item = new Item(node: null, place, this);
        _missing.Add(item);
        return item;
    }

    public bool Expects(Item item) => !_missing.Contains(item);

    public void ReportUnknownKeys()
    {
        foreach (var fields in _seen.Values)
            fields.ReportUnknown();
    }
}

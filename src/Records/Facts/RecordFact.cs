using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>A fact about a record, with everything that was ever said about it. <see cref="Current"/> is the one to go by.</summary>
/// <param name="Said">Oldest first.</param>
public sealed record RecordFact(string Label, Statement Current, ImmutableArray<Statement> Said)
{
    /// <summary>Each other value that was said: who said it last, and how often it was said.</summary>
    public IEnumerable<(Statement Latest, int Times)> Others =>
        Said.Where(s => s.Value.Length > 0 && !string.Equals(s.Value, Current.Value, StringComparison.Ordinal))
            .GroupBy(static s => s.Value, StringComparer.Ordinal)
            .Select(static same => (same.Last(), same.Count()));

    /// <summary>The first statement stands until it is corrected; of several corrections the last.</summary>
    public static Statement FirstStands(ImmutableArray<Statement> said) => said.LastOrDefault(static s => s.Correction) ?? said[0];
}

/// <summary>One value of a fact: who says so, how sure, and who wrote it down when.</summary>
/// <param name="Value">Empty where a correction took away what was said.</param>
/// <param name="Confidence">Nothing where nobody was asked.</param>
public sealed record Statement(string Value, Source Source, Confidence? Confidence, DateTimeOffset At, Guid Actor, bool Correction);

/// <summary>What an entry says of a record.</summary>
/// <param name="Whole">It replaces all that was said before; what it leaves out is not so any more.</param>
public sealed record Telling<T>(T Details, Source Source, Confidence? Confidence = null, bool Correction = false, bool Whole = false);

/// <summary>The facts that a kind of record has, in the order in which they are shown.</summary>
/// <param name="read">What an event says of such a record; nothing when it says nothing.</param>
/// <param name="kinds">Each fact, by the key that definitions name it by.</param>
public sealed class FactSheet<T>(Func<IEvent, Telling<T>?> read, params (string Key, string Label, Func<T, string?> Value)[] kinds)
{
    public IReadOnlyList<string> Keys { get; } = [.. kinds.Select(static k => k.Key)];

    /// <summary>The facts that entries tell, oldest first.</summary>
    /// <param name="choose">By which of several statements a fact goes; the first stands when nothing is said.</param>
    public ImmutableArray<RecordFact> Of(IEnumerable<Entry> entries, Func<string, ImmutableArray<Statement>, Statement>? choose = null)
    {
        var told = entries.Select(e => (Entry: e, Telling: read(e.Event))).Where(static t => t.Telling is not null).ToList();
        return [.. kinds.Select(k => OfKind(k.Key, k.Label, k.Value)).OfType<RecordFact>()];

        RecordFact? OfKind(string key, string label, Func<T, string?> value)
        {
            var said = Said(told!, value); // those without one were left out above
            return said.IsEmpty ? null : new(label, choose?.Invoke(key, said) ?? RecordFact.FirstStands(said), said);
        }
    }

    private static ImmutableArray<Statement> Said(IEnumerable<(Entry Entry, Telling<T> Telling)> told, Func<T, string?> value)
    {
        var said = ImmutableArray.CreateBuilder<Statement>();
        foreach (var (entry, telling) in told)
        {
            var text = value(telling.Details)?.Trim() ?? "";
            if (text.Length > 0 || (telling.Whole && said.Count > 0))
                said.Add(new(text, telling.Source, telling.Confidence, entry.At, entry.Actor, telling.Correction));
        }

        return said.ToImmutable();
    }
}

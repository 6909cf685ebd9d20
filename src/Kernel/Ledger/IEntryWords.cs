using System.Globalization;
using System.Runtime.CompilerServices;

namespace Bluelamp.Kernel;

/// <summary>
/// Says in plain words what an entry means, so that every timeline reads as sentences, whichever module wrote the entry. A module registers one
/// for its own events.
/// </summary>
public interface IEntryWords
{
    /// <summary>The kinds by which a reader can filter a timeline (<c>Outcomes</c>), each with its event types.</summary>
    IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; }

    /// <summary>The words, or nothing when the event is another module's.</summary>
    EntryWords? Say(Entry entry);
}

/// <summary>What happened, in a few words, and perhaps one sentence more that links to the records it speaks of.</summary>
public sealed record EntryWords(string Title, Sentence? More = null)
{
    /// <summary>For an entry that no module has words for: erased, or written by another build.</summary>
    public static EntryWords Of(IEvent e) =>
        e switch
        {
            Disposed => new("Content lawfully erased"),
            Foreign foreign => new($"An entry of type {foreign.Type}"),
            _ => new(e.GetType().Name),
        };
}

/// <summary>A sentence that speaks of records: <c>$"{nominal} was linked as victim"</c> keeps the id, and the page puts name and link there.</summary>
[InterpolatedStringHandler]
public sealed class Sentence(int literalLength, int formattedCount)
{
    private readonly List<SentencePart> _parts = new((2 * formattedCount) + Math.Min(literalLength, 1));

    public IReadOnlyList<SentencePart> Parts => _parts;

    public void AppendLiteral(string text) => _parts.Add(new(text, Record: null));

    public void AppendFormatted(string? text) => _parts.Add(new(text, Record: null));

    public void AppendFormatted(int number) => _parts.Add(new(number.ToString(CultureInfo.InvariantCulture), Record: null));

    public void AppendFormatted<T>(Id<T> record) => _parts.Add(new(Text: null, record.Value));

    public void AppendFormatted(Sentence? sentence) => _parts.AddRange(sentence?._parts ?? []);
}

/// <summary>Either words or a record to be named.</summary>
public readonly record struct SentencePart(string? Text, Guid? Record);

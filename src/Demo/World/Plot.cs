using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Bluelamp.Kernel;
using Bluelamp.Records;

namespace Bluelamp.Demo.World;

/// <summary>Something that happened, and how somebody would tell it. All of them stand in <c>plots.json</c>.</summary>
/// <param name="Kind">As the report form names it.</param>
/// <param name="Offence">The class that it is recorded as.</param>
/// <param name="Answers">What they would answer where the form branches for this kind.</param>
internal sealed record Plot(string Kind, string Offence, JsonObject Answers, string En, string Cy, string Method)
{
    /// <summary>What was taken or damaged, and what it was worth.</summary>
    public Bilingual? Thing { get; init; }

    public int Pounds { get; init; }

    public bool Vehicle { get; init; }

    /// <summary>It did not happen where the reporter lives.</summary>
    public bool Away { get; init; }

    /// <summary>It happened to somebody else too, or to them only.</summary>
    public bool Others { get; init; }

    public Suspicion? Suspect { get; init; }

    public ImmutableArray<CrimeFlag> Flags { get; init; } = [];

    /// <summary>Those that whoever records it sets: domestic abuse follows from who did it.</summary>
    public ImmutableArray<CrimeFlag> AllFlags =>
        Suspect?.Relation is "partner" or "ex-partner" or "family" ? Flags.Add(CrimeFlag.DomesticAbuse) : Flags;
}

/// <summary>Who did it, as far as the reporter knows.</summary>
/// <param name="Relation">To the reporter, as the report form names it.</param>
/// <param name="Known">By name; otherwise only by their looks.</param>
/// <param name="Site">Where they do it online, under a user name.</param>
internal sealed record Suspicion(string Relation, bool Known = false, string? Site = null);

/// <summary>What happens in Lampshire, with the words of those to whom it happens.</summary>
/// <param name="Details">By kind, what else people say of such a thing.</param>
/// <param name="Looks">How people describe whom they saw.</param>
internal sealed record Plots(
    [property: JsonPropertyName("plots")] ImmutableArray<Plot> All,
    ImmutableDictionary<string, ImmutableArray<Bilingual>> Details,
    ImmutableArray<Bilingual> Looks
)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public static Plots Stock { get; } = Read();

    /// <summary>What somebody tells of it, in their language; most add something.</summary>
    public string Words(Plot plot, string language, Random random)
    {
        var told = new Bilingual(plot.En, plot.Cy);
        var more = random.Next(4) == 0 ? null : Details[plot.Kind][random.Next(Details[plot.Kind].Length)];
        return more is null ? In(told, language) : $"{In(told, language)} {In(more, language)}";
    }

    public string Look(string language, Random random) => In(Looks[random.Next(Looks.Length)], language);

    public static string In(Bilingual text, string language) => language is "cy" ? text.Cy : text.En;

    private static Plots Read()
    {
        using var file = typeof(Plots).Assembly.GetManifestResourceStream("plots.json")!; // embedded
        return JsonSerializer.Deserialize<Plots>(file, Format)!; // an object
    }
}

/// <summary>Deals its cards in an order of chance, each once before any comes again.</summary>
internal sealed class Deck<T>(IReadOnlyList<T> cards, Random random)
{
    private readonly Stack<T> _left = new();

    public T Deal()
    {
        if (_left.Count == 0)
        {
            var shuffled = cards.ToArray();
            random.Shuffle(shuffled);
            foreach (var card in shuffled)
                _left.Push(card);
        }

        return _left.Pop();
    }
}

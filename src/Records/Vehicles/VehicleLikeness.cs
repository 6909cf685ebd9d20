using System.Collections.Frozen;
using System.Collections.Immutable;
using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>What two descriptions of a vehicle are compared by: its number plate, as it may be misread, and how it looks.</summary>
internal static class VehicleLikeness
{
    private static readonly FrozenDictionary<string, string> Makes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["vw"] = "volkswagen",
        ["merc"] = "mercedes",
        ["landrover"] = "land",
        ["range"] = "land",
        ["rangerover"] = "land",
        ["chevy"] = "chevrolet",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Colours as people name them, in English and Welsh, by the one that they are compared as.</summary>
    private static readonly FrozenDictionary<string, string> Colours = Named(
        "blue: glas navy",
        "red: coch",
        "black: du ddu",
        "white: gwyn",
        "grey: gray llwyd charcoal",
        "silver: arian",
        "green: gwyrdd",
        "yellow: melyn",
        "brown: frown",
        "purple: porffor",
        "orange: oren"
    );

    /// <summary>Colours that are taken for each other in poor light or at a distance.</summary>
    private static readonly FrozenDictionary<string, string> Shades = Named(
        "pale: white cream silver grey beige",
        "dark: black blue",
        "reddish: red maroon burgundy orange",
        "yellowish: yellow gold bronze"
    );

    private static readonly FrozenSet<string> NoColour = ["dark", "light", "metallic", "pale", "tywyll", "golau"];

    public static ThingKind<VehicleDetails> Kind { get; } =
        new(
            "vehicle",
            static e =>
                e switch
                {
                    VehicleDescribed described => described.Details,
                    VehicleCorrected corrected => corrected.Now,
                    _ => null,
                },
            static v => string.Join(' ', new[] { v.Colour, v.Make, v.Model }.Where(static w => !string.IsNullOrWhiteSpace(w))),
            [
                new("plate", static v => Plate.Read(v.Vrm) is { IsWhole: true, IsSure: true } plate ? plate.Signs : null),
                new("look_alike", static v => Plate.Read(v.Vrm) is { IsWhole: true } plate ? plate.LookAlike : null),
                new("signs_in_order", static v => Plate.Read(v.Vrm) is { IsWhole: true, IsSure: true } plate ? plate.InOrder : null),
                ThingColumn<VehicleDetails>.Listed(
                    "signs_but_one",
                    static v => Plate.Read(v.Vrm) is { IsWhole: true } plate ? plate.ButOne : []
                ),
                ThingColumn<VehicleDetails>.Listed("plate_parts", static v => Plate.Read(v.Vrm)?.Parts ?? []),
                new("make", static v => Make(v.Make)),
                new("model", static v => Model(v)),
                new("colour", static v => Colour(v.Colour)),
                new("shade", static v => Colour(v.Colour) is { } colour ? Shades.GetValueOrDefault(colour, colour) : null),
            ]
        )
        {
            Rare = [new("make", "vehicle", "make", Make), new("colour", "vehicle", "colour", Colour)],
        };

    /// <summary>Whether a word names a colour, in English or Welsh.</summary>
    public static bool IsColour(string word) =>
        PlainText.Of(word) is { } plain
        && (Colours.ContainsKey(plain) || Shades.ContainsKey(plain) || Colours.Values.Contains(plain, StringComparer.Ordinal));

    private static string? Make(string? make) => Words(make) is [var first, ..] ? Makes.GetValueOrDefault(first, first) : null;

    /// <summary>Some write the model into the make: <c>Ford Focus</c>.</summary>
    private static string? Model(VehicleDetails v) =>
        string.Concat(Words(v.Model)).NullIfEmpty() ?? string.Concat(Words(v.Make).Skip(1)).NullIfEmpty();

    private static string? Colour(string? colour) =>
        Words(colour).FirstOrDefault(static w => !NoColour.Contains(w)) is { } word ? Colours.GetValueOrDefault(word, word) : null;

    private static string[] Words(string? text) => PlainText.Of(text)?.Split(' ') ?? [];

    private static FrozenDictionary<string, string> Named(params string[] lines) =>
        lines
            .Select(static l => l.Split(": "))
            .SelectMany(static l => l[1].Split(' '), static (l, other) => (Name: l[0], Other: other))
            .ToFrozenDictionary(static l => l.Other, static l => l.Name, StringComparer.Ordinal);
}

/// <summary>A number plate as far as it was read: <c>?</c> or <c>*</c> stands for a sign that was not.</summary>
internal sealed record Plate(string Signs)
{
    private const int Longest = 8;
    private const int WholeOfAnyPattern = 6;
    private const int WholeOfKnownPattern = 5;
    private const int Part = 3;
    private const char Unread = '?';

    /// <summary>Every sign was read.</summary>
    public bool IsSure => !Signs.Contains(Unread, StringComparison.Ordinal);

    /// <summary>Not only a part: so many signs as a mark has, of which one may not have been read.</summary>
    public bool IsWhole =>
        Signs.Count(static c => c == Unread) <= 1
        && (
            Signs.Length >= WholeOfAnyPattern
            || (Signs.Length >= WholeOfKnownPattern && Vrm.TryParse(Signs, out var vrm) && vrm.Kind is not VrmKind.ForeignOrUnknown)
        );

    /// <summary>With one sign for all that a camera could confuse with it.</summary>
    public string LookAlike => string.Concat(Signs.Select(Vrm.LookAlike));

    /// <summary>The look-alike signs in the order of the alphabet: of two marks that differ by where a sign stands they are the same.</summary>
    public string InOrder => string.Concat(LookAlike.Order());

    /// <summary>The look-alike signs, whole and with each left out: two marks of which one has a sign wrong, more or fewer share one of them.</summary>
    public IEnumerable<string> ButOne => Enumerable.Range(0, LookAlike.Length).Select(i => LookAlike.Remove(i, 1)).Prepend(LookAlike);

    /// <summary>Each three look-alike signs that follow each other and were read.</summary>
    public IEnumerable<string> Parts =>
        LookAlike
            .Split(Unread)
            .Where(static run => run.Length >= Part)
            .SelectMany(static run => Enumerable.Range(0, run.Length - Part + 1).Select(i => run.Substring(i, Part)));

    /// <summary>Reads a mark or a part of one; nothing when it is neither.</summary>
    public static Plate? Read(string? text)
    {
        var signs = string.Concat((text ?? "").Where(static c => !char.IsWhiteSpace(c) && c is not ('-' or '.')))
            .ToUpperInvariant()
            .Replace('*', Unread);
        return signs.Length is >= 2 and <= Longest && signs.All(static c => char.IsAsciiLetterOrDigit(c) || c == Unread)
            ? new(signs)
            : null;
    }
}

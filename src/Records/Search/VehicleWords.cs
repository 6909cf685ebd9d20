using System.Collections.Immutable;
using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>A vehicle as somebody describes it: <c>blue Ford LB07</c>, a plate that may be misread or half a one, with or without how it looks.</summary>
/// <param name="Ways">Each way in which the text can be understood.</param>
internal sealed record VehicleWords(ImmutableArray<VehicleDetails> Ways)
{
    private const int ShortestPart = 3;
    private const int LongestLook = 3;
    private const int LongestRest = 3;

    /// <summary>How the text was read: <c>a vehicle with LB07 on its plate, blue ford</c>.</summary>
    public string Said
    {
        get
        {
            var way = Ways[0];
            var look = string.Join(' ', new[] { way.Colour, way.Make, way.Model }.OfType<string>());
            return look.Length == 0 ? $"a vehicle with a plate like {way.Vrm}" : $"a vehicle with {way.Vrm} on its plate, {look}";
        }
    }

    /// <summary>Reads a text; nothing when it holds no plate, or more than a vehicle.</summary>
    public static VehicleWords? Read(string text)
    {
        if (Postcode.TryParse(text, out _))
            return null;
        if (Plate.Read(text) is { IsWhole: true } plate && IsPlate(plate.Signs))
            return new([new() { Vrm = plate.Signs }]);
        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, static w => Plate.Read(w) is { } part && IsPlate(part.Signs));
        if (at < 0)
            return null;
        var ways = Seen(words[at], [.. words[..at], .. words[(at + 1)..]]);
        if (Rest(words, at) is { } rest)
            ways = [.. Seen(words[at] + rest, [.. words[..at], .. words[(at + 2)..]]), .. ways];
        return ways.IsEmpty ? null : new(ways);
    }

    /// <summary>What may be the other half of the plate, or a make of so few letters.</summary>
    private static string? Rest(string[] words, int at) =>
        at + 1 < words.Length
        && words[at + 1] is { Length: <= LongestRest } next
        && !VehicleLikeness.IsColour(next)
        && Plate.Read(words[at] + next) is not null
            ? next
            : null;

    /// <summary>Letters and digits, as many as say something.</summary>
    private static bool IsPlate(string signs) =>
        signs.Count(char.IsAsciiLetterOrDigit) >= ShortestPart && signs.Any(char.IsAsciiLetter) && signs.Any(char.IsAsciiDigit);

    /// <summary>Of two words that are no colour the first is the make; one alone may be the model.</summary>
    private static ImmutableArray<VehicleDetails> Seen(string plate, string[] look)
    {
        if (look.Length is 0 or > LongestLook || look.Any(static w => !w.All(char.IsLetterOrDigit)))
            return [];
        var seen = new VehicleDetails { Vrm = plate.ToUpperInvariant(), Colour = look.FirstOrDefault(VehicleLikeness.IsColour) };
        return look.Where(w => !string.Equals(w, seen.Colour, StringComparison.Ordinal)).ToArray() switch
        {
            [] => [seen],
            [var one] => [seen with { Make = one }, seen with { Model = one }],
            [var make, .. var model] => [seen with { Make = make, Model = string.Join(' ', model) }],
        };
    }
}

using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>
/// A reason for each answer to a pair, from what the engine found, so that one key is enough where it is the reviewer's reason too. Each is there to be
/// changed before it is sent.
/// </summary>
public sealed record PresetReasons(string Same, string Different, string Unsure)
{
    private const int Told = 3;

    /// <summary>What speaks for it, what speaks against it, and what is not known, what says most first.</summary>
    public static PresetReasons Of(Explanation? why, LikenessModel model)
    {
        var parts = why?.Parts.OrderByDescending(static p => Math.Abs(LikenessModel.Bits(p))).ToList() ?? [];
        var against = parts.Where(p => p.Gamma >= 0 && (LikenessModel.Bits(p) <= -1 || model.Against.Contains(p.Said)));
        var unknown = parts.Where(static p => p.Gamma < 0).Select(static p => p.Comparison).OrderByDescending(c => CouldSay(model, c));
        return new(
            Sentence(parts.Where(static p => p.Gamma >= 0 && LikenessModel.Bits(p) >= 1).Select(static p => p.Said))
                ?? "What is known of both agrees.",
            Sentence(against.Select(static p => p.Said)) ?? "What is alike, many people share.",
            Sentence(unknown) is { } said
                ? $"Not known of both: {said[..1].ToLowerInvariant()}{said[1..]}"
                : "What speaks for it and against it evens out."
        );
    }

    public string this[PairVerdict verdict] =>
        verdict switch
        {
            PairVerdict.Same => Same,
            PairVerdict.Different => Different,
            _ => Unsure,
        };

    /// <summary><c>Same date of birth, same postcode and same surname.</c></summary>
    private static string? Sentence(IEnumerable<string> said) =>
        said.Distinct(StringComparer.Ordinal).Take(Told).ToList() switch
        {
            [] => null,
            [var only] => $"{Capital(only)}.",
            [.. var first, var last] => $"{Capital(string.Join(", ", first))} and {last}.",
        };

    /// <summary>How much a comparison says at most, in bits.</summary>
    private static double CouldSay(LikenessModel model, string comparison) =>
        model
            .Model.Comparisons.Where(c => string.Equals(c.Name, comparison, StringComparison.Ordinal))
            .SelectMany(static c => c.Levels)
            .Max(static l => l.M / l.U)
        ?? 0;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

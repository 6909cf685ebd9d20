namespace Bluelamp.Linkage;

/// <summary>What of a model was never trained, in plain words: a level without its probabilities speaks neither way, and nothing else would tell.</summary>
internal static class Untrained
{
    /// <summary>Whether nothing was learned of records of one person.</summary>
    public static bool Wholly(LinkageModel model) => model.Comparisons.All(static c => c.Levels.All(static l => l.IsNull || l.M is null));

    /// <summary>A model of which nothing was learned weighs as is usual elsewhere: by the bare prior, records that agree in nothing would come together.</summary>
    public static Trained AsUsual(LinkageModel model) =>
        new(
            model with
            {
                Comparisons = [.. model.Comparisons.Select(static c => c with { Levels = SplinkModel.Filled(c.Levels) })],
            },
            [
                "The records are too few, or too few of them are alike, to learn from. They are weighed as is usual elsewhere: those of one person agree in 95 of 100 cases.",
            ]
        );

    public static IEnumerable<string> In(LinkageModel model)
    {
        var all = model.Comparisons.Sum(static c => c.Steps);
        var untrained = model
            .Comparisons.Select(static c =>
                (c.Name, Levels: c.Levels.Where(static l => !l.IsNull && (l.M is null || l.U is null)).ToList())
            )
            .Where(static c => c.Levels.Count > 0)
            .ToList();
        var count = untrained.Sum(static c => c.Levels.Count);
        if (count > 0 && count == all)
            yield return "No level of the model is trained: m_probability and u_probability are missing. Every pair gets the bare prior, whatever its records say. Train it first, by link train --model.";
        else if (count > 0)
            yield return $"{count} of {all} levels of the model are not trained and speak neither way: {string.Join("; ", untrained.Select(static c => $"{c.Name} ({string.Join(", ", c.Levels.Select(static l => l.Label))})"))}.";
    }
}

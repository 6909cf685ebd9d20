namespace Bluelamp.Linkage;

/// <summary>What of a model was never trained, in plain words: a level without its probabilities speaks neither way, and nothing else would tell.</summary>
internal static class Untrained
{
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

using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Risk;

/// <summary>Runs a model's own test cases.</summary>
internal static class ModelTests
{
    /// <summary>What the assessment of a test case got wrong; nothing when it is as expected.</summary>
    public static IEnumerable<string> Run(Defined<RiskModel> model, ModelTest test)
    {
        var known = model.Value.Facts.Select(static f => f.Id).ToList();
        foreach (var key in test.Facts.Keys.Where(k => !known.Contains(k.AsString(), StringComparer.Ordinal)))
            yield return $"'{key.AsString()}' is not a fact of this model.";
        var facts = Facts.Of(
            model.Value,
            test.Facts.Keys.Select(k => KeyValuePair.Create(k.AsString(), test.Facts.TryGet(k, out var v) ? v : default))
        );
        foreach (var refused in facts.Refused)
            yield return $"the fact '{refused}' has another type.";
        var result = Assessor.Assess(model, facts);
        if (!string.Equals(result.Grade, test.Grade, StringComparison.Ordinal))
            yield return $"the grade is {result.Grade} (score {result.Score}), not {test.Grade}.";
        if (test.Band is { } band && !string.Equals(result.Band.Id, band, StringComparison.Ordinal))
            yield return $"the band is {result.Band.Id} (score {result.Score}), not {band}.";
        if (test.Route is { } route && !string.Equals(result.Route.Id, route, StringComparison.Ordinal))
            yield return $"the route is {result.Route.Id}, not {route}.";
        var fired = result
            .Fired.Select(static f => f.Id)
            .Concat(result.Rules.Where(static r => r.Fired).Select(static r => r.Id))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var missing in test.Fires.Where(f => !fired.Contains(f)))
            yield return $"'{missing}' does not fire.";
        foreach (var extra in test.Silent.Where(fired.Contains))
            yield return $"'{extra}' fires.";
        foreach (var (letter, risk) in test.Letters)
        {
            var actual = result.Letters.FirstOrDefault(l => string.Equals(l.Letter, letter, StringComparison.Ordinal))?.Risk;
            if (actual != risk)
                yield return $"letter {letter} is {actual?.ToString() ?? "not there"}, not {risk}.";
        }
    }
}

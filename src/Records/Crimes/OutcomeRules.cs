using System.Collections.Frozen;

namespace Bluelamp.Records;

/// <summary>What the Home Office outcomes framework (Crime Recording Rules, section H) asks for before an outcome may be given.</summary>
public enum SuspectRule
{
    Any,

    /// <summary>A suspect must be linked.</summary>
    Needed,

    /// <summary>No suspect may be linked.</summary>
    Forbidden,
}

/// <summary>What one outcome asks for.</summary>
/// <param name="Disposal">The charge, caution, notice or resolution record must be named.</param>
public sealed record OutcomeRule(SuspectRule Suspect = SuspectRule.Any, bool Disposal = false);

public static class OutcomeRules
{
    private static readonly FrozenDictionary<string, OutcomeRule> Rules = Build().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The rule of an outcome code, 1 to 22 with 1A, 2A and 3A; <c>null</c> when there is none such.</summary>
    public static OutcomeRule? Of(string code) => Rules.GetValueOrDefault(code);

    private static IEnumerable<KeyValuePair<string, OutcomeRule>> Build()
    {
        foreach (var code in (string[])["1", "1A", "2", "2A", "3", "3A", "4", "6", "7", "8"])
            yield return new(code, new(SuspectRule.Needed, Disposal: true));
        foreach (var code in (string[])["14", "18"])
            yield return new(code, new(SuspectRule.Forbidden));
        foreach (var code in (string[])["5", "9", "10", "11", "12", "15", "16", "17", "21", "22"])
            yield return new(code, new(SuspectRule.Needed));
        foreach (var code in (string[])["13", "19", "20"])
            yield return new(code, new());
    }
}

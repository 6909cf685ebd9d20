using System.Collections.Frozen;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Records;

/// <summary>The outcomes of the Home Office framework in its own words (Crime Recording Rules, section H).</summary>
public static class OutcomeLabels
{
    /// <summary>In the order of the framework, without outcome 19, which only the National Fraud Intelligence Bureau gives.</summary>
    public static IReadOnlyList<Choice> Choices { get; } =
    [.. All().Where(static o => o.Code is not "19").Select(static o => new Choice(o.Code, $"{o.Code}: {o.Label}"))];

    private static readonly FrozenDictionary<string, string> ByCode = All()
        .ToFrozenDictionary(static o => o.Code, static o => o.Label, StringComparer.Ordinal);

    /// <summary>What a code stands for; the code itself when it is none of ours.</summary>
    public static string Of(string code) => ByCode.GetValueOrDefault(code, code);

    private static IEnumerable<(string Code, string Label)> All()
    {
        yield return ("1", "Charged or summonsed");
        yield return ("1A", "Charged or summonsed - alternate offence");
        yield return ("2", "Caution - youth");
        yield return ("2A", "Caution - youth - alternate offence");
        yield return ("3", "Caution - adult");
        yield return ("3A", "Caution - adult - alternate offence");
        yield return ("4", "Taken into consideration (TIC)");
        yield return ("5", "Offender has died");
        yield return ("6", "Penalty notice for disorder (PND)");
        yield return ("7", "Cannabis/khat warning");
        yield return ("8", "Community resolution");
        yield return ("9", "Prosecution not in the public interest (CPS decision)");
        yield return ("10", "Formal action against the offender is not in the public interest (police decision)");
        yield return ("11", "Prosecution prevented - suspect below the age of criminal responsibility");
        yield return ("12", "Prosecution prevented - suspect too ill (physical or mental health)");
        yield return ("13", "Prosecution prevented - victim or key witness dead or too ill to give evidence");
        yield return ("14", "Evidential difficulties - suspect not identified; crime confirmed but victim does not support further action");
        yield return ("15", "Evidential difficulties - named suspect; crime confirmed and victim supports action");
        yield return ("16", "Evidential difficulties - named suspect; victim does not support (or has withdrawn support)");
        yield return ("17", "Prosecution time limit expired - suspect identified");
        yield return ("18", "Investigation complete - no suspect identified; closed pending further lines of enquiry");
        yield return ("19", "NFIB filed (fraud) - recorded by NFIB, not disseminated");
        yield return ("20", "Further action resulting from the crime report to be undertaken by another body or agency");
        yield return (
            "21",
            "Further investigation which could support formal action against the named suspect is not in the public interest (police decision)"
        );
        yield return (
            "22",
            "Diversionary, educational or intervention activity undertaken and not in the public interest to take further action"
        );
    }
}

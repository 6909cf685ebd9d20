using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Records;

/// <summary>
/// What the codes on records stand for, from <c>definitions/codes/</c>, as people read them: <c>Burglary residential - home (28I)</c>. The code stays
/// beside the name, since people speak of "a 28I" and "outcome 18"; one from elsewhere, which no list has, stands alone.
/// </summary>
public sealed class CodeNames(Codes codes)
{
    /// <summary>Outcome 19 is given by the National Fraud Intelligence Bureau only.</summary>
    private const string FraudBureau = "19";

    private CodeList Offences => codes.Get("offence-codes");

    private CodeList Outcomes => codes.Get("home-office-outcomes");

    public string Offence(string code, Language language = Language.English) => Named(Offences, code, language);

    public string Outcome(string code, Language language = Language.English) => Named(Outcomes, code, language);

    /// <summary>A response grade by its name alone.</summary>
    public string Grade(string code, Language language = Language.English) => codes.Get("response-grades").TitleOf(code).In(language);

    public string Marker(MarkerList list, string code, Language language = Language.English) => Named(Markers(list), code, language);

    /// <summary>Whether a class of offence is one that was in force on a day.</summary>
    public Code? FindOffence(string? code, DateOnly on) => Offences.Find(code, on);

    /// <summary>Whether a marker may be placed on this kind of record.</summary>
    public bool IsMarker(MarkerList list, string? code, RecordKind on) =>
        MarkersOn(list, on).Any(c => string.Equals(c.Value, code, StringComparison.Ordinal));

    /// <summary>The classes of offence in force on a day.</summary>
    /// <param name="note">What to say behind a name, if anything.</param>
    public IReadOnlyList<Choice> OffenceChoices(DateOnly on, Language language, Func<Code, string>? note = null) =>
        [.. Offences.On(on).Select(c => new Choice(c.Value, $"{c.Title.In(language)} ({c.Value}){note?.Invoke(c)}"))];

    /// <summary>The outcomes that police may give, in the order of the framework.</summary>
    public IReadOnlyList<Choice> OutcomeChoices(Language language) =>
        [
            .. Outcomes
                .All.Where(static c => c.Value is not FraudBureau)
                .Select(c => new Choice(c.Value, $"{c.Value}: {c.Title.In(language)}")),
        ];

    /// <summary>The markers of a list that may be placed on this kind of record; none where the list is of others.</summary>
    public IReadOnlyList<Choice> MarkerChoices(MarkerList list, RecordKind on, Language language) =>
        [.. MarkersOn(list, on).Select(c => new Choice(c.Value, $"{c.Title.In(language)} ({c.Value})"))];

    /// <summary>A warning is about its subject, as the list has it; only a person is vulnerable.</summary>
    private IEnumerable<Code> MarkersOn(MarkerList list, RecordKind on)
    {
        var subject = on switch
        {
            RecordKind.Nominal => "person",
            RecordKind.Place => "location",
            RecordKind.Vehicle => "vehicle",
            _ => "",
        };
        return Markers(list).All.Where(c => string.Equals(c["subject"] ?? "person", subject, StringComparison.Ordinal));
    }

    private CodeList Markers(MarkerList list) => codes.Get(list is MarkerList.Warning ? "warning-markers" : "vulnerability-markers");

    private static string Named(CodeList list, string code, Language language) =>
        list.Find(code) is { } known ? $"{known.Title.In(language)} ({code})" : code;
}

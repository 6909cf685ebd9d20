using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Records;

/// <summary>
/// How many crimes one report with several victims is. Home Office Crime Recording Rules (before 2023: Counting Rules), general rules section E, "one crime
/// per victim": an offence against the person is one crime for each of them; an offence against property that its victims hold together, such as a
/// burglary of their home, is one.
/// </summary>
public static class CountingRules
{
    /// <summary>
    /// The crimes to record when an offence was done to so many people and organisations at once; one when nobody is named. Of the offences that are counted
    /// by their victims only blackmail can be done to an organisation.
    /// </summary>
    public static int Crimes(Code offence, int people, int organisations = 0) =>
        OneForEachVictim(offence) ? Math.Max(1, people + (offence.Value is Blackmail ? organisations : 0)) : 1;

    /// <summary>Offences against the person, and takings from the person; their groups are those of <c>definitions/codes/offence-codes</c>.</summary>
    public static bool OneForEachVictim(Code offence) =>
        offence["group"] is "Violence against the person" or "Sexual offences"
        || offence["subgroup"] is "Robbery of personal property" or "Theft from the person"
        || offence.Value is Blackmail;

    private const string Blackmail = "35";
}

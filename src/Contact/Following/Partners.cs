namespace Bluelamp.Contact.Following;

/// <summary>
/// The agencies that a report can be passed to, as its reporter reads them within a sentence. The ledger keeps the English name that the desk chose; one
/// that is not known here is said as it was written.
/// </summary>
internal static class Partners
{
    private static readonly Dictionary<string, Bilingual> Said = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Local council"] = new("the local council", "y cyngor lleol"),
        ["Fire and rescue"] = new("the fire and rescue service", "y gwasanaeth tân ac achub"),
        ["Ambulance"] = new("the ambulance service", "y gwasanaeth ambiwlans"),
        ["Children's services"] = new("children's services", "y gwasanaethau plant"),
        ["Adult safeguarding"] = new("the adult safeguarding team", "y tîm diogelu oedolion"),
        ["Victim support"] = new("victim support", "y gwasanaeth cymorth i ddioddefwyr"),
        ["Another police force"] = new("another police force", "heddlu arall"),
    };

    /// <summary>By the names under which the desk chooses them.</summary>
    public static IReadOnlyCollection<string> All => Said.Keys;

    public static Bilingual Say(string partner) => Said.GetValueOrDefault(partner) ?? new(partner, partner);
}

namespace Bluelamp.Evidence.Fixity;

/// <summary>What the entries of checks of the store mean, in plain words.</summary>
internal sealed class FixityWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Checks of the store"] = [typeof(ExhibitDamaged), typeof(ExhibitSound)],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            ExhibitDamaged e => new(Title(e.Damage), $"{e.Exhibit}: {What(e)}"),
            ExhibitSound e => new(
                "Bytes sound again",
                $"{e.Exhibit}: the stored bytes are those that were received, SHA-256 {e.Sha256.ToString()}."
            ),
            _ => null,
        };

    /// <summary>What is wrong, in a sentence.</summary>
    private static string What(ExhibitDamaged e) =>
        e.Damage switch
        {
            Damage.Missing => $"the stored bytes with SHA-256 {e.Expected} are not there.",
            Damage.Unreadable => $"the stored bytes with SHA-256 {e.Expected} cannot be read from the disk.",
            _ => $"the stored bytes have SHA-256 {e.Found}, but those that were received had {e.Expected}.",
        };

    /// <summary>What is wrong, in a few words that fit after a colon on a narrow screen.</summary>
    public static string Briefly(Damage damage) =>
        damage switch
        {
            Damage.Missing => "the stored bytes are missing.",
            Damage.Unreadable => "the stored bytes cannot be read from the disk.",
            _ => "the stored bytes are not those that were received.",
        };

    private static string Title(Damage damage) =>
        damage switch
        {
            Damage.Missing => "Bytes missing",
            Damage.Unreadable => "Bytes unreadable",
            _ => "Bytes changed",
        };
}

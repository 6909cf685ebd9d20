namespace Bluelamp.Evidence.Remaking;

/// <summary>What the entries on things that were made again mean, in plain words.</summary>
internal sealed class RemakingWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal) { ["Made again"] = [typeof(MadeAgain)] };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            MadeAgain e => new($"{e.Kind?.ToString() ?? "Copy for a link"} made again", $"Of {e.Exhibit}: {What(e)}"),
            _ => null,
        };

    private static string What(MadeAgain e) =>
        e.Was == e.Now
            ? $"the stored bytes were damaged, and are again those with SHA-256 {e.Now}. The original was only read."
            : $"the stored bytes with SHA-256 {e.Was} were damaged. The tool as it is now made others, with SHA-256 {e.Now}. The original was only read.";
}

using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Uploads;

/// <summary>What the entries of uploads mean, in plain words.</summary>
internal sealed class UploadWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal) { ["Evidence"] = [typeof(UploadRefused)] };

    public EntryWords? Say(Entry entry) =>
        entry.Event is UploadRefused e
            ? new(
                "File refused",
                $"{e.Name} came with SHA-256 {e.Received.ToString()}, but {By(e.Origin)} said {e.Claimed.ToString()}. It was not kept."
            )
            : null;

    private static string By(Origin origin) => origin.Kind is OriginKind.Bulk ? "the list beside it" : "the sender’s device";
}

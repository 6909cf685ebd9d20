using Bluelamp.Evidence.Versions;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>What can be done with an exhibit only.</summary>
internal static class ExhibitActions
{
    /// <summary>The acts, in the order in which they are offered.</summary>
    /// <param name="versions">What can be made of it.</param>
    public static IEnumerable<RecordAction> Of(ExhibitLine exhibit, Original versions)
    {
        var here = $"records/exhibits/{exhibit.Exhibit}";
        if (exhibit.Reference is null)
            yield return new("Give a reference", $"{here}/reference", "evidence.manage");
        yield return new("Add to what is known", $"{here}/known", "evidence.manage");
        yield return new("Add a person", $"{here}/people", "records.edit");
        if (exhibit.Media is MediaKind.Thing)
        {
            yield return new("Hand over", $"{here}/hand-over", "evidence.manage");
            yield return new("Ask for an examination", $"evidence/forensics/new?exhibit={exhibit.Exhibit}", "forensics.submit");
        }
        if (versions.HasPicture || versions.HasSound)
            yield return new("Make a redacted copy", $"{here}/redact", "evidence.redact");
        if (versions.HasWords)
            yield return new("Make a redacted copy", $"{here}/redact-words", "evidence.redact");
        if (versions.Plays)
        {
            yield return new("Cut a clip", $"{here}/clip", "evidence.add");
            yield return new("Write captions", $"{here}/captions", "evidence.add");
            yield return new("Watch beside another camera", $"{here}/beside", "evidence.read");
        }
        yield return new("Print a label", $"{here}/label", "evidence.read");
        if (exhibit.Quarantine is not null)
            yield break; // its bytes leave in no way
        yield return new("Export a bundle", $"evidence/bundle?exhibit={exhibit.Exhibit}", "evidence.copy");
        if (exhibit.Sha256 is not null)
        {
            yield return new("Share", $"evidence/share?exhibit={exhibit.Exhibit}", "evidence.share");
            yield return new("Shared with", $"evidence/shares?exhibit={exhibit.Exhibit}", "evidence.share");
            yield return new("Download the original", $"{here}/original", "evidence.copy");
        }
    }
}

using System.Globalization;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Uploads;

/// <summary>What was said about a file with it, by a form or by <c>Upload-Metadata</c>: both use the same names.</summary>
/// <param name="From">Who it is from, in words.</param>
/// <param name="Sha256">Made on the sender's device.</param>
/// <param name="Consent">What they agreed to, as a member of staff wrote it.</param>
internal sealed record UploadSaid(
    string Name,
    string? Type,
    ContentHash? Sha256,
    string? From,
    Circumstances Circumstances,
    RecordRef? Of,
    string? Consent = null
)
{
    private const int LongestWords = 200;
    private static readonly string[] LocalForms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Reads the answers, by their names in small letters; empty ones count as none.</summary>
    public static Result<UploadSaid> Read(IReadOnlyDictionary<string, string> answers)
    {
        string? Said(string name) => answers.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text ? text : null;

        if (Said("description")?.Length > ReceiveExhibit.LongestDescription)
            return new DescriptionTooLong();
        if (Said("place")?.Length > LongestWords)
            return new TooManyWords("place");
        if (Said("sender")?.Length > LongestWords)
            return new TooManyWords("sender");
        if (Said("consent")?.Length > AddToKnown.LongestConsent)
            return new ConsentTooLong();
        if (!TryMoment(Said("from"), out var from))
            return new NotAMoment("from");
        if (!TryMoment(Said("until"), out var until))
            return new NotAMoment("until");
        if (until < from)
            return new Exhibits.EndsBeforeItBegins();
        if (!RecorderClock.TryRead(Said("clock"), Said("difference"), out var ahead))
            return new NotADifference();
        if (!TryHash(Said("sha256"), out var sha256))
            return new NotAHash();
        if (!TryRecord(Said("kind"), Said("record"), out var of))
            return new NoSuchRecord();
        return new UploadSaid(
            EvidenceIntake.Bare(Said("filename") ?? Said("name") ?? ""),
            Said("filetype") ?? Said("type"),
            sha256,
            Said("sender"),
            new()
            {
                Description = Said("description"),
                From = from,
                Until = until,
                Place = Said("place"),
                ClockAheadSeconds = ahead,
            },
            of,
            Said("consent")
        );
    }

    /// <summary>A moment with its offset, or one of the British clock as a browser's field sends it.</summary>
    private static bool TryMoment(string? text, out DateTimeOffset? moment)
    {
        moment = null;
        if (text is null)
            return true;
        if (DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            moment = LocalTime.FromLondon(local);
        else if (
            text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact)
        )
            moment = exact.ToUniversalTime();
        return moment is { Year: > 1900 };
    }

    /// <summary>A hash as somebody types it, also in groups; nothing when nothing is typed.</summary>
    internal static bool TryHash(string? text, out ContentHash? hash)
    {
        var typed = text?.Replace(" ", "", StringComparison.Ordinal);
        var ok = ContentHash.TryParse(typed, provider: null, out var read);
        hash = ok ? read : null;
        return ok || string.IsNullOrEmpty(typed);
    }

    private static bool TryRecord(string? kind, string? record, out RecordRef? of)
    {
        of = null;
        if (kind is null && record is null)
            return true;
        if (
            !Enum.TryParse<RecordKind>(kind, ignoreCase: true, out var known)
            || !Enum.IsDefined(known)
            || !Guid.TryParse(record, out var id)
        )
            return false;
        of = new(known, new(id));
        return true;
    }
}

internal sealed record TooManyWords(string Where)
    : Refusal.Invalid("too-many-words", "Say it in 200 characters. The description has room for more.", Where);

internal sealed record ConsentTooLong()
    : Refusal.Invalid("consent-too-long", $"Say it in {AddToKnown.LongestConsent} characters.", "consent");

internal sealed record NotAMoment(string Where)
    : Refusal.Invalid("not-a-moment", "Enter a day and a time, such as 27 March 2026 at 14:30.", Where);

internal sealed record NotADifference()
    : Refusal.Invalid(
        "not-a-difference",
        "Say whether the clock is ahead or behind, and by how much: hours, minutes and seconds, such as 0:03:20.",
        "difference"
    );

internal sealed record NotAHash() : Refusal.Invalid("not-a-hash", "A SHA-256 is 64 hexadecimal digits.", "sha256");

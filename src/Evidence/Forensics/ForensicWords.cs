using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Forensics;

/// <summary>Examinations in the chain of custody of the device, and on the timeline of its crime.</summary>
public sealed class ForensicWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Digital forensics"] =
            [
                typeof(SubmissionRequested),
                typeof(SubmissionApproved),
                typeof(SubmissionRefused),
                typeof(SubmissionWithdrawn),
                typeof(DeviceBooked),
                typeof(SubmissionAdvanced),
                typeof(ResultAdded),
                typeof(SubmissionReported),
                typeof(DeviceGivenBack),
                typeof(SubmissionHeld),
                typeof(SubmissionResumed),
                typeof(UrgencyChanged),
                typeof(SubmissionPlaced),
            ],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            SubmissionRequested e => new(
                $"Examination asked for: {e.Enquiry.Level.Label().ToLowerInvariant()}",
                $"{e.Submission}: {e.Enquiry.Question}"
            ),
            SubmissionApproved e => new($"Examination approved: {e.Level.Label().ToLowerInvariant()}", $"{e.Submission}: {e.Reason}"),
            SubmissionRefused e => new("Examination refused", $"{e.Submission}: {e.Reason}"),
            SubmissionWithdrawn e => new("Examination withdrawn", $"{e.Submission}: {e.Reason}"),
            DeviceBooked { Taken: true } e => new("Booked in at the laboratory", $"{e.Submission}"),
            DeviceBooked e => new("Booked in; it stays with the officer", $"{e.Submission}"),
            SubmissionAdvanced { Note: { } note } e => new($"Examination: {e.To.Label().ToLowerInvariant()}", $"{e.Submission}: {note}"),
            SubmissionAdvanced e => new($"Examination: {e.To.Label().ToLowerInvariant()}", $"{e.Submission}"),
            ResultAdded e => new($"Result: {e.Kind.Label()}", $"{e.Result} came of {e.Submission}"),
            SubmissionReported e => new("Examination reported", $"{e.Submission}: {e.Answer}"),
            DeviceGivenBack e => new("Given back by the laboratory", $"{e.Submission}"),
            SubmissionHeld e => new("Examination on hold", $"{e.Submission}: {e.Reason}"),
            SubmissionResumed e => new("Examination goes on", $"{e.Submission}: {e.Reason}"),
            UrgencyChanged e => new(
                "Urgency said anew",
                $"{e.Submission}, due {Language.English.DateAndTime(e.Priority.Report.At)}: {e.Reason}"
            ),
            SubmissionPlaced e => new($"Place in the queue: {e.As}", $"{e.Submission}: {e.Reason}"),
            _ => null,
        };
}

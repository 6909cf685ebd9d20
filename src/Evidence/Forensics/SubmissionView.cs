using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Forensics;

/// <summary>Keeps <c>evidence.submission</c>: the queue, and what became of each request.</summary>
public sealed class SubmissionView : IView
{
    public string Table => "evidence.submission";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.submission where force = {force} and submission = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            SubmissionRequested e => Insert(entry, e),
            SubmissionApproved e => Update(
                entry,
                $"stage = {nameof(Stage.Approved)}, level = {e.Level.ToString()}, {WorkedOut(e.Priority)}"
            ),
            SubmissionRefused => Update(entry, $"stage = {nameof(Stage.Refused)}, held = null, closed_at = {entry.At}"),
            SubmissionWithdrawn => Update(
                entry,
                $"stage = {nameof(Stage.Withdrawn)}, held = null, closed_at = case when at_lab then null else {entry.At} end"
            ),
            DeviceBooked e => Update(entry, $"stage = {nameof(Stage.Booked)}, at_lab = {e.Taken}, {WorkedOut(e.Priority)}"),
            SubmissionAdvanced e => Update(entry, $"stage = {e.To.ToString()}"),
            SubmissionReported => Update(
                entry,
                $"""
                reported_at = {entry.At}, stage = case when at_lab then {nameof(Stage.Reported)} else {nameof(Stage.Returned)} end,
                closed_at = case when at_lab then null else {entry.At} end
                """
            ),
            DeviceGivenBack => Update(
                entry,
                $"""
                at_lab = false, stage = case when stage = {nameof(Stage.Reported)} then {nameof(Stage.Returned)} else stage end,
                closed_at = case when stage in ({nameof(Stage.Reported)}, {nameof(Stage.Withdrawn)}) then {entry.At} end
                """
            ),
            SubmissionHeld e => Update(entry, $"held = {e.Reason}"),
            SubmissionResumed => Update(entry, $"held = null"),
            UrgencyChanged e => Update(entry, WorkedOut(e.Priority)),
            SubmissionPlaced e => Update(entry, $"placed = {e.Place}"),
            _ => null,
        };

    private static Sql Insert(Entry entry, SubmissionRequested e) =>
        $"""
            insert into evidence.submission (force, submission, exhibit, crime, client, client_reference, question, device, level, stage,
                                             at_lab, factor, worked_out, requested_at, requested_by, report_due_at, return_due_at)
            values ({entry.Force}, {e.Submission}, {e.Exhibit}, {e.Case.Crime?.Value}, {e.Case.For?.Force}, {e.Case.For?.Reference}, {e.Enquiry.Question}, {e.Device.Of.ToString()},
                    {e.Enquiry.Level.ToString()}, {nameof(Stage.Requested)}, false, {e.Priority.First?.Id}, {e.Priority.Place},
                    {entry.At}, {entry.Actor}, {e.Priority.Report.At}, {e.Priority.Return?.At})
            """;

    private static Sql WorkedOut(Assessed priority) =>
        $"""
            factor = {priority.First?.Id}, worked_out = {priority.Place}, report_due_at = {priority.Report.At}, return_due_at = {priority.Return?.At}
            """;

    private static Sql Update(Entry entry, Sql set) =>
        $"update evidence.submission set {set} where force = {entry.Force} and submission = {entry.Stream}";
}

/// <summary>Keeps <c>evidence.submission_result</c>: the exhibits that came of an examination.</summary>
public sealed class SubmissionResultView : IView
{
    public string Table => "evidence.submission_result";

    public Sql Forget(short force, Guid stream) =>
        $"delete from evidence.submission_result where force = {force} and submission = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            ResultAdded e => $"""
                insert into evidence.submission_result (force, submission, exhibit, kind, added_at)
                values ({entry.Force}, {e.Submission}, {e.Result}, {e.Kind.ToString()}, {entry.At})
                on conflict do nothing
                """,
            _ => null,
        };
}

/// <summary>A submission goes with the device that it speaks of.</summary>
internal sealed class SubmissionCompanions : ICompanions
{
    public Sql Streams(short force, Guid record) =>
        $"select s.submission from evidence.submission s where s.force = {force} and s.exhibit = {record}";
}

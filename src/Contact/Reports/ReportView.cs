namespace Bluelamp.Contact.Reports;

/// <summary>Keeps <c>contact.report</c>: one row a report.</summary>
internal sealed class ReportView : IView
{
    public string Table => "contact.report";

    public Sql Forget(short force, Guid stream) => $"delete from contact.report where force = {force} and report = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            ReportSubmitted e => Submitted(entry, e),
            ReportAssessed e => Changed(
                entry,
                $"grade = coalesce(grade, {e.Grade}), proposed = {e.Grade}, band = {e.Band}, score = {e.Score}, route = {e.Route}"
            ),
            AssessmentOverruled e => Changed(entry, $"grade = {e.Grade}"),
            ReportTaken e => Changed(entry, $"status = {nameof(ReportStatus.Taken)}, handler = {e.Handler}, handler_name = {e.Name}"),
            ReportReleased => Changed(entry, $"status = {nameof(ReportStatus.New)}, handler = null, handler_name = null"),
            ReporterAsked => Changed(entry, $"waiting_for = 'reporter'"),
            InformationAdded => Changed(entry, $"waiting_for = 'handler'"),
            InformationSettled => Changed(entry, $"waiting_for = null"),
            ReportCrimed e => Changed(entry, Crimed(e)),
            ReportAttached e => Changed(entry, Settled(ReportStatus.Attached, e.Crime.Value, e.CrimeReference)),
            ReportReferred => Changed(entry, Settled(ReportStatus.Referred)),
            ReportAdvised => Changed(entry, Settled(ReportStatus.Advised)),
            FollowCodeSent e => Code(entry, e.SecretHash),
            FollowCodeUsed => Code(entry, hash: null),
            _ => null,
        };

    /// <summary>Nothing changed for those who work on the report, so its time of change stays.</summary>
    private static Sql Code(Entry entry, string? hash) =>
        $"update contact.report set once_hash = {hash} where force = {entry.Force} and report = {entry.Stream}";

    private static Sql Submitted(Entry entry, ReportSubmitted e)
    {
        var (content, where) = (e.Content, e.Content.Where);
        var suspects = string.Join(", ", content.Suspects.Select(static s => s.Said.Name).Where(static n => n.Length > 0));
        return $"""
            insert into contact.report
                   (force, report, reference, secret_hash, kind, language, channel, submitted_at, changed_at, status,
                    address, easting, northing, happened_from, happened_to, victim, suspects, words)
            values ({entry.Force}, {e.Report}, {e.Reference}, {e.SecretHash}, {content.Kind}, {e.Language}, {e.Channel}, {entry.At}, {entry.At},
                    {nameof(ReportStatus.New)}, {where?.Address ?? ""}, {where?.Easting}, {where?.Northing},
                    {content.When?.From}, {content.When?.To}, {content.Victim?.Said.Name ?? ""}, {suspects}, {content.Words})
            """;
    }

    /// <summary>One crime for each victim: the first is the one that the list leads to.</summary>
    private static Sql Crimed(ReportCrimed e) =>
        $"""
            status = {nameof(ReportStatus.Crimed)}, waiting_for = null,
                   crime = coalesce(crime, {e.Crime}), crime_ref = concat_ws(', ', crime_ref, {e.CrimeReference})
            """;

    private static Sql Settled(ReportStatus status, Guid? crime = null, string? reference = null) =>
        $"status = {status.ToString()}, crime = {crime}, crime_ref = {reference}, waiting_for = null";

    private static Sql Changed(Entry entry, Sql change) =>
        $"""
            update contact.report set {change}, changed_at = {entry.At}
             where force = {entry.Force} and report = {entry.Stream}
            """;
}

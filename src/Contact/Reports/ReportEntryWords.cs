using System.Collections.ObjectModel;

namespace Bluelamp.Contact.Reports;

/// <summary>Says what happened to a report in plain words, for every timeline.</summary>
internal sealed class ReportEntryWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new ReadOnlyDictionary<string, IReadOnlyCollection<Type>>(
            new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
            {
                ["Reports"] =
                [
                    typeof(ReportSubmitted),
                    typeof(ReportCrimed),
                    typeof(ReportAttached),
                    typeof(ReportReferred),
                    typeof(ReportAdvised),
                    typeof(ReportTaken),
                    typeof(ReportReleased),
                ],
                ["Assessments"] = [typeof(ReportAssessed), typeof(AssessmentOverruled)],
                ["Messages"] =
                [
                    typeof(InformationAdded),
                    typeof(InformationSettled),
                    typeof(ReporterAsked),
                    typeof(FollowCodeSent),
                    typeof(FollowCodeUsed),
                ],
            }
        );

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            ReportSubmitted e => new("Report received", $"{e.Report}: {e.Content.Words}"),
            ReportAssessed e => new("Report assessed", $"Grade {e.Grade} was proposed for {e.Report}, {e.Band} ({e.Score})"),
            AssessmentOverruled e => new("Grade decided", $"{e.Grade} instead of {e.Proposed} for {e.Report}: {e.Reason}"),
            ReportTaken e => new("Report taken", $"{e.Name} took {e.Report}"),
            ReportReleased e => new("Report put back", $"{e.Report} went back to the inbox"),
            ReporterAsked e => new("Reporter asked", $"{e.Words}"),
            InformationAdded e => new("Information added", $"The reporter of {e.Report} wrote: {e.Words}"),
            InformationSettled e => new("Nothing more to do", $"What the reporter of {e.Report} wrote needs no answer"),
            ReportCrimed e => new("Crime recorded from a report", $"{e.Report} became {e.Crime}"),
            ReportAttached e => new("Report attached", $"{e.Report} is about {e.Crime}: {e.Reason}"),
            ReportReferred e => new("Report referred", $"{e.Report} went to {e.Partner}: {e.Reason}"),
            ReportAdvised e => new("Report closed with advice", $"{e.Report}: {e.Advice}"),
            FollowCodeSent e => new("New code sent", $"The reporter of {e.Report} asked for a one-time code"),
            FollowCodeUsed e => new("One-time code used", $"The reporter opened {e.Report} with it"),
            _ => null,
        };
}

using System.Text.Json;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Records;

namespace Bluelamp.Tests.Disposal;

internal sealed partial class Populated
{
    private async Task ReportAsync(Id<Crime> crime)
    {
        var report = Id<Report>.New();
        var word = Word("report", report.Value);
        var json = JsonSerializer.SerializeToElement(new { story = word });
        var content = new ReportContent("burglary", $"My {word} is gone.")
        {
            Where = new() { Words = word },
            People = [new(LinkRole.Victim, Person(word), IsReporter: true), new(LinkRole.Suspect, Person(word))],
        };
        await TellAsync(
            report.Value,
            new ReportSubmitted(report, $"R-{word}", new("report-crime", 1, "00"), json, content, json, "cy", "WEB", "00"),
            new ReportAssessed(report, "P", "High", 7, "Desk", json),
            new AssessmentOverruled(report, "S", "P", word),
            new ReportTaken(report, Given.Somebody, "Test Handler"),
            new ReporterAsked(report, word),
            new InformationAdded(report, word),
            new ReportAttached(report, crime, "98", word),
            new InformationAdded(report, word) { Crimes = [crime] },
            new InformationSettled(report),
            Names(report, Id<Nominal>.New(), word) // so nobody puts its people on the list afterwards
        );
        await MessageAboutAsync(report.Value, word);
        await KeepAsync(
            $"""
            insert into contact.draft (draft, secret_hash, form, version, answers, expires_at)
            values ({report}, {new byte[32]}, 'report-crime', 1, {new Jsonb(json.GetRawText())}, now() + interval '1 day')
            """
        );
        await KeepAsync(
            $"""
            insert into kernel.reaction_retry (name, force, stream, version, attempts, next_at, parked, error)
            values ('tests.reaction', {Viewer.Force}, {report}, 1, 1, now(), true, {word})
            """
        );
    }

    /// <summary>Nobody has dealt with it: whom it may be about is found from their own pages.</summary>
    private async Task OpenReportAsync()
    {
        var report = Id<Report>.New();
        var word = Word("open report", report.Value);
        var json = JsonSerializer.SerializeToElement(new { story = word });
        var content = new ReportContent("burglary", word) { People = [new(LinkRole.Suspect, Person(word))] };
        await TellAsync(
            report.Value,
            new ReportSubmitted(report, $"R-{word}", new("report-crime", 1, "00"), json, content, json, "cy", "WEB", "00")
        );
    }

    /// <summary>It ended without a crime: whom it names is on the list by it alone.</summary>
    private async Task AdvisedReportAsync()
    {
        var (report, nominal) = (Id<Report>.New(), Id<Nominal>.New());
        var word = Word("advised report", report.Value);
        var (json, source) = (JsonSerializer.SerializeToElement(new { story = word }), new Source(SourceKind.Report, word));
        await TellAsync(
            nominal.Value,
            new NominalCreated(nominal),
            new PersonDescribed(nominal, Person(word), source, Confidence.Believed)
        );
        await TellAsync(
            report.Value,
            new ReportSubmitted(report, $"R-{word}", new("report-crime", 1, "00"), json, new("burglary", word), json, "cy", "WEB", "00"),
            new ReportAdvised(report, word),
            Names(report, nominal, word)
        );
    }

    private static Linked Names(Id<Report> report, Id<Nominal> nominal, string word) =>
        new(
            Id<Link>.New(),
            new(RecordKind.Report, new(report.Value)),
            RecordRef.Of(nominal),
            LinkRole.Suspect,
            Confidence.Believed,
            new(SourceKind.Report, word)
        );
}

using System.Text.Json;
using Bluelamp.Contact.Forms;

namespace Bluelamp.Contact.Reports;

/// <summary>Report something to the police.</summary>
/// <param name="Report">Made with the draft, so that a second press of the button finds the first.</param>
/// <param name="SecretHash">From <see cref="FollowSecret"/>.</param>
public sealed record SubmitReport(
    Id<Report> Report,
    ReportReference Reference,
    FormStamp Form,
    JsonElement Answers,
    ReportContent Content,
    JsonElement Facts,
    string Language,
    string Channel,
    string SecretHash
) : ICreation<Report>
{
    public Decision Decide(Report report, By by) =>
        report.Known
            ? new ReportIsSubmitted()
            : [new ReportSubmitted(Report, Reference.ToString(), Form, Answers, Until(by.At), Facts, Language, Channel, SecretHash)];

    /// <summary>What is reported has happened: a day without a time, such as today, ends at the latest when it is told.</summary>
    private ReportContent Until(DateTimeOffset told) =>
        Content.When is { To: { } to } when && when.From < told && told < to ? Content with { When = when with { To = told } } : Content;
}

/// <summary>Tell more about a report.</summary>
public sealed record AddInformation(Id<Report> Report, string Words) : ICommand<Report>
{
    /// <summary>The most characters of one addition.</summary>
    public const int Most = 5_000;

    public Decision Decide(Report report, By by) =>
        report switch
        {
            { Known: false } => new NoSuchReport(),
            _ when Unseen.IsBlank(Words) => new WordsMissing(),
            _ when Words.Length > Most => new WordsTooLong(),
            _ => [new InformationAdded(Report, Unseen.WithoutTurns(Words).Trim()) { Crimes = report.Crimes }],
        };
}

public sealed record ReportIsSubmitted() : Refusal.Conflict("report-is-submitted", "You have sent this report already.");

public sealed record NoSuchReport() : Refusal.NotFound("no-such-report", "There is no such report.");

public sealed record WordsMissing() : Refusal.Invalid("words-missing", "Write what you want to say.", "words");

public sealed record WordsTooLong() : Refusal.Invalid("words-too-long", "Write 5,000 characters or fewer.", "words");

using System.Text.Json;
using Bluelamp.Contact.Forms;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;
using Npgsql;

namespace Bluelamp.Contact.Sending;

/// <summary>What is told to somebody whose report came in.</summary>
/// <param name="Code">By which they follow it; kept nowhere.</param>
public sealed record Receipt(Id<Report> Report, ReportReference Reference, string Code);

/// <summary>Where answers become a report: the one way in for pages and programs.</summary>
public sealed class ReportDesk(ILedger ledger, PlacePositions places)
{
    private const int Tries = 5;

    /// <summary>Makes a report of answers that were checked. Nothing else may make one.</summary>
    /// <param name="id">Chosen beforehand, so that the same report sent twice is one.</param>
    /// <param name="channel">The code of a source: <c>WEB</c>, <c>API</c>.</param>
    /// <param name="language">Of the page; the answers may ask for another.</param>
    /// <param name="code">By which the reporter will follow it.</param>
    /// <param name="also">What must be kept, or let go, in the same transaction.</param>
    public async Task<Result<Receipt>> SubmitAsync(
        Id<Report> id,
        Defined<Form> form,
        FormWalk walk,
        string channel,
        string language,
        string code,
        Viewer viewer,
        CancellationToken ct,
        Func<Receipt, Sql>? also = null
    )
    {
        var where = ContentReader.Read(walk, form.Id).Where is { } said
            ? await places.FindAsync(said, Viewer.System(viewer.Force, "reports"), ct)
            : null;
        for (var attempt = 1; ; attempt++)
        {
            var receipt = new Receipt(id, ReportReference.New(), code);
            try
            {
                var done = await ledger.DecideAsync(
                    [Step.For(id, At(where, Submission(receipt, form, walk, channel, language)))],
                    viewer,
                    ct,
                    also?.Invoke(receipt)
                );
                return done.Refused(out var refusal, out _) ? refusal : receipt;
            }
            catch (PostgresException e) when (e.ConstraintName is "report_reference" && attempt < Tries)
            {
                // Two references alike, once in many thousand million: draw again.
            }
        }
    }

    private static SubmitReport At(PlaceDetails? where, SubmitReport submission) =>
        submission with
        {
            Content = submission.Content with { Where = where },
        };

    /// <summary>What checked answers come to, for whoever decides it themselves, such as the teller of a past.</summary>
    public static SubmitReport Submission(Receipt receipt, Defined<Form> form, FormWalk walk, string channel, string language) =>
        new(
            receipt.Report,
            receipt.Reference,
            new(form.Id, form.Version, form.Hash),
            JsonSerializer.SerializeToElement(walk.Answers, LedgerJson.Options),
            ContentReader.Read(walk, form.Id),
            JsonSerializer.SerializeToElement(walk.Facts(), LedgerJson.Options),
            walk.Chosen(form.Value.Language) is ("en" or "cy") and { } chosen ? chosen : language,
            channel,
            FollowSecret.Hash(receipt.Reference, receipt.Code)
        );
}

using Bluelamp.Records;

namespace Bluelamp.Contact.Following;

/// <summary>
/// What whoever reported a crime may know of it: how it went on after it was recorded. Not how it was investigated, and nothing of anybody else.
/// </summary>
/// <param name="reference">Of the crime, as they know it.</param>
/// <param name="isVictim">It happened to them.</param>
internal sealed class CrimeSteps(string reference, bool isVictim)
{
    public ReporterStep? Of(Entry entry) =>
        entry.Event switch
        {
            OutcomeRecorded { NeedsSignOff: false } e => Ended(entry, e.Code),
            OutcomeSignedOff e => Ended(entry, e.Code),
            CrimeReopened => new(
                entry.At,
                new($"We are working on crime {reference} again", $"Rydym yn gweithio ar drosedd {reference} eto")
            ),
            CrimeCancelled e => new(
                entry.At,
                new($"Crime {reference} is no longer counted", $"Nid yw trosedd {reference} yn cael ei chyfrif bellach"),
                Explained: isVictim ? PlainOutcome.Of(e.Reason) : null
            ),
            _ => null,
        };

    private ReporterStep Ended(Entry entry, string code) =>
        new(
            entry.At,
            new($"We decided what happens with crime {reference}", $"Gwnaethom benderfynu beth sy'n digwydd gyda throsedd {reference}"),
            Explained: isVictim ? PlainOutcome.Of(code) : PlainOutcome.ForOthers
        );
}

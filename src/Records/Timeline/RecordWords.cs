using System.Globalization;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Records;

/// <summary>What the entries of this module mean, in plain words.</summary>
public sealed class RecordWords(CodeNames codes) : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Crimes"] =
            [
                typeof(CrimeRecorded),
                typeof(CrimeCorrected),
                typeof(CrimeReclassified),
                typeof(CrimeCancelled),
                typeof(PropertyListed),
            ],
            ["Outcomes"] =
            [
                typeof(OutcomeRecorded),
                typeof(OutcomeSignedOff),
                typeof(VictimInformed),
                typeof(CrimeFinalised),
                typeof(CrimeReopened),
            ],
            ["Facts"] =
            [
                typeof(NominalCreated),
                typeof(PersonDescribed),
                typeof(PersonCorrected),
                typeof(PlaceDescribed),
                typeof(PlaceCorrected),
                typeof(VehicleDescribed),
                typeof(VehicleCorrected),
                typeof(OrganisationDescribed),
                typeof(OrganisationCorrected),
                typeof(CommunicationNoted),
                typeof(AccountNoted),
            ],
            ["Who is who"] =
            [
                typeof(NominalsJoined),
                typeof(NominalSplit),
                typeof(IdentityDecisionUndone),
                typeof(JoinRequested),
                typeof(JoinRefused),
                typeof(PairProposed),
                typeof(PairWeighed),
                typeof(PairJudged),
                typeof(PairJudgementWithdrawn),
                typeof(SplitProposed),
                typeof(SplitWeighed),
                typeof(SplitWithdrawn),
                typeof(SplitJudged),
            ],
            ["Links"] = [typeof(Linked), typeof(Unlinked)],
            ["Markers"] = [typeof(MarkerAdded), typeof(MarkerReviewed), typeof(MarkerEnded)],
            ["Notes"] = [typeof(NoteAttached)],
        };

    public EntryWords? Say(Entry entry) =>
        OfCrime(entry.Event) ?? OfOutcome(entry.Event) ?? OfFact(entry.Event) ?? OfIdentity(entry.Event) ?? OfAny(entry.Event);

    private EntryWords? OfCrime(IEvent e) =>
        e switch
        {
            CrimeRecorded c => new("Crime recorded", $"{c.Crime}, {codes.Offence(c.Offence)}, from {c.Source.Words}. {c.Facts.Narrative}"),
            CrimeCorrected c => new("Facts of the crime corrected", $"{c.Crime}: {c.Reason}"),
            CrimeReclassified c => new(
                "Crime reclassified",
                $"{c.Crime}, from {codes.Offence(c.From)} to {codes.Offence(c.To)}: {c.Reason}"
            ),
            CrimeCancelled c => new("Crime cancelled", $"{c.Crime}: {c.Information}"),
            PropertyListed p => new(
                "Property listed",
                $"{p.Details.Quantity} × {p.Details.What}, {p.Details.Fate.ToString().ToLowerInvariant()}{Marks(p.Details)}."
            ),
            _ => null,
        };

    private EntryWords? OfOutcome(IEvent e) =>
        e switch
        {
            OutcomeRecorded o => new(
                $"Outcome {o.Code} recorded",
                $"{o.Crime}, {codes.Outcome(o.Code)}: {o.Rationale}{(o.NeedsSignOff ? " A supervisor must sign it off." : "")}"
            ),
            OutcomeSignedOff o => new($"Outcome {o.Code} signed off", $"{o.Crime}, {codes.Outcome(o.Code)}"),
            VictimInformed v => new("Victim told the outcome", $"{v.Crime}, on {Language.English.Date(v.On)}: {v.How}"),
            CrimeFinalised c => new($"Crime finalised with outcome {c.Code}", $"{c.Crime}"),
            CrimeReopened c => new("Crime re-opened", $"{c.Crime}: {c.Reason}"),
            _ => null,
        };

    private static EntryWords? OfFact(IEvent e) =>
        e switch
        {
            NominalCreated n => new("Person put on the list", $"{n.Nominal}"),
            PersonDescribed p => new("Person described", $"{p.Nominal}, by {p.Source.Words} ({Sure(p.Confidence)}): {Facts(p.Said)}"),
            PersonCorrected p => new("Facts about the person corrected", $"{p.Nominal}: {Facts(p.Now)} {p.Reason}"),
            PlaceDescribed p => new("Place described", $"{p.Place}, by {p.Source.Words}: {p.Details.Address}"),
            PlaceCorrected p => new("Place corrected", $"{p.Place}: {p.Details.Address}. {p.Reason}"),
            VehicleDescribed v => new("Vehicle described", $"{v.Vehicle}, by {v.Source.Words}: {v.Details.Title()}"),
            VehicleCorrected v => new("Facts about the vehicle corrected", $"{v.Vehicle}: {v.Now.Title()}. {v.Reason}"),
            OrganisationCorrected o => new("Facts about the organisation corrected", $"{o.Organisation}: {Facts(o.Now)}. {o.Reason}"),
            OrganisationDescribed o => new("Organisation described", $"{o.Organisation}, by {o.Source.Words}"),
            CommunicationNoted c => new($"{c.Details.Kind} noted", $"{c.Communication}, from {c.Source.Words}"),
            AccountNoted a => new("Account noted", $"{a.Account}, from {a.Source.Words}"),
            _ => null,
        };

    private static EntryWords? OfIdentity(IEvent e) =>
        e switch
        {
            NominalsJoined j => new("Two records found to be one person", $"{j.Survivor}: {j.Reason} {Proposal(j.Proposed)}"),
            NominalSplit s => new(
                "Part of a record found to be somebody else",
                $"{s.To} is not {s.From}: {s.Reason} {Proposal(s.Proposed)}"
            ),
            JoinRequested r => new("Said to be one person; waits for a second person", $"{r.Survivor} and {r.Other}: {r.Reason}"),
            JoinRefused r => new("Not found to be one person", $"{r.Survivor} and {r.Other}: {r.Reason}"),
            PairProposed p => new(
                p.Again ? "Proposed as one person again, as more is known" : "Proposed as one person",
                $"{p.One} and {p.Other}: {string.Join(", ", p.Reasons)}. {Proposal(p.Proposed)}"
            ),
            PairWeighed p => new(
                "Weighed again, as more is known or hangs on it",
                $"{p.One} and {p.Other}: {string.Join(", ", p.Reasons)}. {Proposal(p.Proposed)}"
            ),
            PairJudged j when PersonPair.IsForTwo(j.Pair) => new(
                "Judged by one of two people",
                $"{j.One} and {j.Other}. What was said is not shown here, so that the other judges by themselves."
            ),
            PairJudged j => new(
                j.Verdict switch
                {
                    PairVerdict.Same => "Judged to be one person",
                    PairVerdict.Different => "Judged to be two people",
                    _ => "Nobody could tell whether they are one person",
                },
                $"{j.One} and {j.Other}: {j.Reason}"
            ),
            PairJudgementWithdrawn w => new("What was said of two records taken back", $"{w.One} and {w.Other}: {w.Reason}"),
            SplitProposed s => new("Proposed as two people", $"{s.Nominal}: {string.Join(", ", s.Reasons)}. {Proposal(s.Proposed)}"),
            SplitWeighed s => new(
                "Two people as proposed, weighed again",
                $"{s.Nominal}: {string.Join(", ", s.Reasons)}. {Proposal(s.Proposed)}"
            ),
            SplitWithdrawn s => new("Not proposed as two people any more", $"{s.Nominal}: {s.Reason}"),
            SplitJudged s => new(
                s.Verdict is SplitVerdict.Two ? "Judged to be two people" : "Judged to be one person all the same",
                $"{s.Nominal}: {s.Reason}"
            ),
            IdentityDecisionUndone u => new(
                "Decision on who is who taken back",
                $"{u.One} and {u.Other} are as they were before: {u.Reason}"
            ),
            _ => null,
        };

    internal static string Proposal(IdentityProposal? proposed) =>
        proposed is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Proposed by model {proposed.Model}, version {proposed.Version}, with a probability of {Sure(proposed.Probability)}."
            );

    /// <summary>Nothing is certain, nor impossible.</summary>
    private static string Sure(double probability) =>
        probability > 0.999 ? "more than 99.9 %"
        : probability < 0.001 ? "less than 0.1 %"
        : string.Create(CultureInfo.InvariantCulture, $"{probability * 100:0.0} %");

    private EntryWords? OfAny(IEvent e) =>
        e switch
        {
            Linked l => new(
                $"Linked as {l.Role.In()}",
                $"{l.To.Id} is {l.Role.In()} of {l.From.Id} ({Sure(l.Confidence)}, from {l.Source.Words})."
            ),
            Unlinked l => new($"Link as {l.Role.In()} taken back", $"{l.To.Id} is no longer {l.Role.In()} of {l.From.Id}: {l.Reason}"),
            MarkerAdded m => new(
                $"{m.List} marker placed: {codes.Marker(m.List, m.Code)}",
                $"{m.Record.Id}: {m.Words} Review by {Language.English.Date(m.ReviewBy)}."
            ),
            MarkerReviewed m => new("Marker reviewed", $"{m.Record.Id}: {m.Reason} Next review by {Language.English.Date(m.ReviewBy)}."),
            MarkerEnded m => new("Marker ended", $"{m.Record.Id}: {m.Reason}"),
            NoteAttached n => new("Note", $"{n.Text}"),
            _ => null,
        };

    private static string Marks(PropertyDetails property) => property.Marks is null ? "" : $", marked {property.Marks}";

    private static string Sure(Confidence confidence) =>
        confidence is Confidence.Unknown ? "not known how sure" : confidence.ToString().ToLowerInvariant();

    private static string Facts(OrganisationChange now) =>
        string.Join(", ", new[] { now.Name, now.CompanyNumber, now.Words }.Where(static f => f is not null));

    internal static string Facts(PersonDetails person)
    {
        var facts = new[]
        {
            person.Name,
            person.KnownAs is { Length: > 0 } known && !string.Equals(known, person.Name, StringComparison.Ordinal)
                ? $"known as {known}"
                : null,
            person.Born is { } born ? $"born {born}" : null,
            person.Description,
            person.Address?.Address,
        }
            .Concat(person.Communications.Select(static c => c.Shown))
            .Where(static f => !string.IsNullOrWhiteSpace(f));
        return string.Join(", ", facts) is { Length: > 0 } said ? said + "." : "no particulars.";
    }
}

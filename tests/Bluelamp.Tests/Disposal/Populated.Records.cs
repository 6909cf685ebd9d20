using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Records;
using Bluelamp.Records.StreetCrime;
using Bluelamp.Tests.Records;

namespace Bluelamp.Tests.Disposal;

internal sealed partial class Populated
{
    private async Task CrimeAsync(Id<Crime> crime, Id<Nominal> victim, Id<Place> scene)
    {
        var word = Word("crime", crime.Value);
        var self = RecordRef.Of(crime);
        var facts = Burglary.Facts with
        {
            Narrative = $"They took the {word}.",
            Method = word,
            Where = new() { Words = word },
        };
        await TellAsync(
            crime.Value,
            new CrimeRecorded(crime, $"98{word}", "28E", facts, Burglary.Now, Burglary.Now, Source, Group: null),
            new PropertyListed(crime, Id<Property>.New(), new(word, PropertyFate.Stolen, word)),
            new Linked(Id<Link>.New(), self, RecordRef.Of(victim), LinkRole.Victim, Confidence.Confirmed, Source),
            new Linked(Id<Link>.New(), self, RecordRef.Of(scene), LinkRole.Scene, Confidence.Confirmed, Source),
            new CrimeCorrected(crime, facts with { Narrative = $"{word} again" }, word),
            new OutcomeRecorded(crime, "14", new() { VictimView = word }, word, NeedsSignOff: true),
            new OutcomeSignedOff(crime, "14"),
            new VictimInformed(crime, Day, word)
        );
    }

    private async Task NominalAsync(Id<Nominal> nominal, Id<Place> home)
    {
        var word = Word("nominal", nominal.Value);
        var (self, marker, link) = (RecordRef.Of(nominal), Id<Marker>.New(), Id<Link>.New());
        var (joined, other) = (Id<IdentityDecision>.New(), Id<Nominal>.New());
        await TellAsync(
            nominal.Value,
            new NominalCreated(nominal),
            new PersonDescribed(nominal, Person(word), Source, Confidence.Believed),
            new PersonCorrected(nominal, Person($"{word} y gof"), Source, Confidence.Confirmed, word),
            new MarkerAdded(self, marker, MarkerList.Warning, "VI", word, Source, Day, Day.AddYears(1)),
            new MarkerReviewed(self, marker, Day.AddYears(2), word),
            new NoteAttached(self, $"{word} was seen here."),
            new Linked(link, self, RecordRef.Of(home), LinkRole.Home, Confidence.Believed, Source),
            new Linked(Id<Link>.New(), self, RecordRef.Of(home), LinkRole.Work, Confidence.Believed, new(SourceKind.Person, word)),
            new Unlinked(link, self, RecordRef.Of(home), LinkRole.Home, $"{word} moved"),
            new NominalsJoined(joined, other, nominal, word),
            new NominalSplit(
                Id<IdentityDecision>.New(),
                nominal,
                other,
                WasPartOf: null,
                [new(new(nominal, 2), Burglary.Now, Before: null, other)],
                word
            ),
            new JoinRequested(Id<IdentityDecision>.New(), nominal, Id<Nominal>.New(), word, new(Given.Somebody)),
            new IdentityDecisionUndone(Id<IdentityDecision>.New(), joined, other, nominal, [new(nominal, other, After: null)], [], word),
            new RecordRestricted(Marking.Official, [new(Given.Somebody)], word)
        );
        await MessageAboutAsync(nominal.Value, word);
    }

    private Task PairAsync(Id<Nominal> one)
    {
        var (pair, other, proposed) = (Id<PersonPair>.New(), Id<Nominal>.New(), new IdentityProposal(2, 0.8, "person", 2, "00"));
        var word = Word("pair", pair.Value);
        return TellAsync(
            pair.Value,
            new PairProposed(pair, one, other, proposed, [word], Harm: 0),
            new PairWeighed(pair, one, other, proposed, [word], Harm: 3),
            new PairJudged(pair, one, other, PairVerdict.Different, word, new(Given.Somebody), proposed),
            new PairJudgementWithdrawn(pair, one, other, word, new(Given.Somebody)),
            new PairJudged(pair, one, other, PairVerdict.Unsure, word, new(Given.Somebody), proposed),
            new PairProposed(pair, one, other, proposed, [word], Harm: 0) { Again = true },
            new PairJudged(pair, one, other, PairVerdict.Unsure, word, new(Given.Somebody), proposed)
        );
    }

    /// <summary>What waits is of somebody who is not there, so that nothing that is said of others takes it back.</summary>
    private async Task SplitsAsync(Id<Nominal> nominal)
    {
        await SplitAsync("split", nominal, static (waits, judged) => [waits, judged]);
        await SplitAsync("split that waits", Id<Nominal>.New(), static (waits, judged) => [waits, judged, waits]);
    }

    private Task SplitAsync(string kind, Id<Nominal> nominal, Func<SplitProposed, SplitJudged, IEvent[]> told)
    {
        var split = PersonSplit.Of(new(Viewer.Force, host.Get<Bluelamp.Kernel.Identifiers.IdSecret>()), nominal);
        var (leaving, proposed) = (new Appearance(nominal, 3), new IdentityProposal(2, 0.8, "person", 2, "00"));
        var word = Word(kind, split.Value);
        var waits = new SplitProposed(split, nominal, [leaving], proposed, [word], Harm: 0);
        return TellAsync(
            split.Value,
            [
                waits,
                new SplitWeighed(split, nominal, proposed, [word], Harm: 3),
                new SplitWithdrawn(split, nominal, [leaving], word),
                .. told(waits, new(split, nominal, [leaving], SplitVerdict.One, word, new(Given.Somebody), proposed)),
            ]
        );
    }

    private static PersonDetails Person(string word) =>
        new()
        {
            Forenames = word,
            Surname = word,
            KnownAs = $"{word}ie",
            Aliases = [$"{word}yn"],
            Description = word,
            Address = new() { Words = word },
            SafeContact = word,
        };

    private Task PlaceAsync(Id<Place> place)
    {
        var word = Word("place", place.Value);
        return TellAsync(
            place.Value,
            new PlaceDescribed(place, new() { Street = word, Words = word }, Source),
            new PlaceCorrected(place, new() { Street = $"Heol {word}" }, Source, word)
        );
    }

    private async Task OthersAsync()
    {
        var (vehicle, organisation, phone) = (Id<Vehicle>.New(), Id<Organisation>.New(), Id<Communication>.New());
        var (account, batch) = (Id<Account>.New(), Id<StreetBatch>.New());
        var word = Word("vehicle", vehicle.Value);
        await TellAsync(
            vehicle.Value,
            new VehicleDescribed(vehicle, new() { Make = word, Words = word }, Source),
            new VehicleCorrected(vehicle, new() { Model = word }, Source, Confidence.Confirmed, word)
        );
        word = Word("organisation", organisation.Value);
        await TellAsync(
            organisation.Value,
            new OrganisationDescribed(organisation, new(word, "01234567", word), Source),
            new OrganisationCorrected(organisation, new($"{word} Ltd", "01234568", word), Source, Confidence.Confirmed, word)
        );
        word = Word("communication", phone.Value);
        await TellAsync(phone.Value, new CommunicationNoted(phone, new(CommunicationKind.Email, $"{word}@example.com"), Source));
        word = Word("account", account.Value);
        await TellAsync(account.Value, new AccountNoted(account, new(AccountKind.Online, word, word), Source));
        word = Word("street batch", batch.Value);
        var content = new string('a', 64);
        await TellAsync(batch.Value, new StreetBatchLoaded(batch, 1, "street", $"{word}.csv", content, ["2026-01"], 0, 0, 0, 0, 0, NoRows));
    }
}

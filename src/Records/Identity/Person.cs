using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>A person as the decisions on who is who leave them: everything that was said of them, wherever it was written.</summary>
/// <param name="Entries">Of every record that holds something of theirs, oldest first.</param>
public sealed record Person(
    Id<Nominal> Nominal,
    IReadOnlyList<Entry> Entries,
    IdentityMap Map,
    ImmutableArray<Said> Appearances,
    NominalPicture Picture
)
{
    public static Person Of(Id<Nominal> nominal, IReadOnlyList<Entry> entries, PersonRules rules)
    {
        var map = entries.Aggregate(IdentityMap.Empty, static (m, e) => m.Apply(e.Event));
        var appearances = entries.Where(e => e.Event is PersonDescribed && map.Of(Place(e)) == nominal).Select(Said.Of);
        var theirs = entries.Where(e =>
            e.Event switch
            {
                PersonDescribed => map.Of(Place(e)) == nominal,
                PersonCorrected => map.Of(new Id<Nominal>(e.Stream)) == nominal,
                _ => false,
            }
        );
        return new(nominal, entries, map, [.. appearances], NominalPicture.Of([.. theirs], rules));
    }

    /// <summary>When their own record came on the list.</summary>
    public DateTimeOffset ListedAt => Entries.First(e => e.Stream == Nominal.Value).At;

    /// <summary>What was said of them, the first of each fact, to look for others like them.</summary>
    public PersonDetails Details =>
        Appearances
            .Select(static a => a.Words.Said)
            .Aggregate(
                new PersonDetails(),
                static (all, said) =>
                    all with
                    {
                        Forenames = all.Forenames ?? said.Forenames,
                        Surname = all.Surname ?? said.Surname,
                        KnownAs = all.KnownAs ?? said.KnownAs,
                        Born = all.Born ?? said.Born,
                        Sex = all.Sex ?? said.Sex,
                        Address = all.Address ?? said.Address,
                        Phones = [.. all.Phones.Union(said.Phones, StringComparer.Ordinal)],
                        Emails = [.. all.Emails.Union(said.Emails, StringComparer.OrdinalIgnoreCase)],
                    }
            );

    /// <summary>Somebody asked to join them to another, and a second person has not decided yet.</summary>
    public bool Waits =>
        !Entries.Where(e => e.Stream == Nominal.Value).Aggregate(NominalIdentity.Empty, static (s, e) => s.Apply(e.Event)).Waiting.IsEmpty;

    /// <summary>A decision about this person, whether it stands or not.</summary>
    public IIdentityDecided? Decision(Id<IdentityDecision> decision) =>
        Entries.Select(static e => e.Event).OfType<IIdentityDecided>().FirstOrDefault(d => d.Decision == decision);

    /// <summary>Every record that is this person, itself first.</summary>
    public IEnumerable<Id<Nominal>> Names =>
        Entries.Select(static e => new Id<Nominal>(e.Stream)).Prepend(Nominal).Distinct().Where(n => Map.Of(n) == Nominal);

    /// <summary>Whose timeline is theirs.</summary>
    public TimelineOf Timeline
    {
        get
        {
            var said = Entries.Where(static e => e.Event is PersonDescribed).ToList();
            Guid[] names = [.. Names.Select(static n => n.Value)];
            return new(
                [.. names],
                [.. said.Where(e => names.Contains(e.Stream) && Map.Of(Place(e)) != Nominal).Select(Moment)],
                [.. said.Where(e => !names.Contains(e.Stream) && Map.Of(Place(e)) == Nominal).Select(Moment)]
            );
        }
    }

    /// <summary>The decisions about this person that were made and stand, the latest first.</summary>
    public IEnumerable<(Entry Entry, IIdentityDecided Decided)> Decisions
    {
        get
        {
            var undone = Entries.Select(static e => e.Event).OfType<IdentityDecisionUndone>().Select(static u => u.Undone).ToHashSet();
            return Entries
                .Where(e => e.Event is IIdentityDecided and not IdentityDecisionUndone && Map.Of(new Id<Nominal>(e.Stream)) == Nominal)
                .Select(static e => (Entry: e, Decided: (IIdentityDecided)e.Event))
                .Where(d => !undone.Contains(d.Decided.Decision))
                .DistinctBy(static d => d.Decided.Decision)
                .Reverse();
        }
    }

    private static Appearance Place(Entry e) => new(new(e.Stream), e.Version);

    private static RecordMoment Moment(Entry e) => new(e.Stream, e.At);
}

/// <summary>What a source said of a person, when it was written down, and by whom.</summary>
public sealed record Said(Appearance Appearance, PersonDescribed Words, DateTimeOffset At, Guid Actor)
{
    internal static Said Of(Entry e) => new(new(new(e.Stream), e.Version), (PersonDescribed)e.Event, e.At, e.Actor);
}

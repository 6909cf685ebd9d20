using System.Collections.Immutable;
using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>By what a person can be reached.</summary>
public enum ReachedBy
{
    Address,
    Phone,
    Email,
}

/// <summary>An address, a phone or an e-mail by which a person can be reached, with all that says so.</summary>
/// <param name="Record">The place or number itself; nothing where what was said names none.</param>
/// <param name="Homes">The records of theirs in which it was said.</param>
/// <param name="Links">The links to it that stand on records of theirs.</param>
internal sealed record Reached(string Value, Guid? Record, ImmutableArray<Id<Nominal>> Homes, ImmutableArray<LinkLine> Links, string From);

/// <summary>How a person can be reached in one way, and what is decided when one of it was told wrongly.</summary>
internal sealed class WaysToReach(
    Person person,
    ReachedBy by,
    IReadOnlyList<LinkLine> links,
    IReadOnlyDictionary<Guid, RecordName> names,
    NaturalIds ids
)
{
    /// <summary>What they go by, and what they are linked to; each once.</summary>
    public IReadOnlyList<Reached> All =>
        [
            .. Said()
                .Select(s => new Way(s.Value, Record(s.Details, s.Value), s.Home, Link: null, s.From))
                .Concat(Linked().Select(l => new Way(names[l.Other].Name, l.Other, Home: null, l, l.Source)))
                .GroupBy(static w => w.Record?.ToString() ?? Key(w.Value), StringComparer.Ordinal)
                .Select(static of => new Reached(
                    of.First().Value,
                    of.First().Record,
                    [.. of.Select(static w => w.Home).OfType<Id<Nominal>>().Distinct()],
                    [.. of.Select(static w => w.Link).OfType<LinkLine>()],
                    string.Join(", ", of.Select(static w => w.From).Where(static f => f.Length > 0).Distinct(StringComparer.Ordinal))
                )),
        ];

    /// <summary>One decision on each record of theirs that holds the wrong one.</summary>
    /// <param name="right">As it is said from now on, alone.</param>
    public IEnumerable<CorrectContact> Correct(
        Reached wrong,
        PersonDetails right,
        RecordRef to,
        Source source,
        Confidence sure,
        string reason
    ) =>
        wrong
            .Homes.Concat(wrong.Links.Select(static l => new Id<Nominal>(l.Near)))
            .Distinct()
            .Select(home => new CorrectContact(home, Now(home, wrong, right), to, Links(home, wrong), source, sure, reason));

    /// <summary>What is said to be right is the wrong one again.</summary>
    public bool IsSaidBy(PersonDetails right, Reached wrong) =>
        Told(right, person.Nominal, "")
            .Any(r => IsSame(r, wrong) || string.Equals(Key(r.Value), Key(wrong.Value), StringComparison.Ordinal));

    private IEnumerable<(PersonDetails Details, string Value, Id<Nominal> Home, string From)> Said() =>
        Testimony.Each(person).SelectMany(s => Told(s.Details, s.Home, s.From)).Where(s => by is not ReachedBy.Address || GoBy(s.Value));

    private IEnumerable<(PersonDetails Details, string Value, Id<Nominal> Home, string From)> Told(
        PersonDetails s,
        Id<Nominal> home,
        string from
    ) =>
        by switch
        {
            ReachedBy.Phone => s.Phones.Select(p => (s, PhoneNumber.Shown(p), home, from)),
            ReachedBy.Email => s.Emails.Select(e => (s, e, home, from)),
            _ => s.Address is { } a ? [(s, a.Address, home, from)] : [],
        };

    /// <summary>Of several addresses that were said, they go by one.</summary>
    private bool GoBy(string address) => string.Equals(person.Picture.Of("Address")?.Current.Value, address, StringComparison.Ordinal);

    private IEnumerable<LinkLine> Linked() => links.Where(l => l.Outward && names.ContainsKey(l.Other) && Fits(l));

    private bool Fits(LinkLine link) =>
        by switch
        {
            ReachedBy.Phone => link.Role is LinkRole.Phone,
            ReachedBy.Email => link.Role is LinkRole.Email,
            _ => link.Role is LinkRole.Home or LinkRole.Work or LinkRole.Frequents,
        };

    private Guid? Record(PersonDetails details, string value) =>
        by switch
        {
            ReachedBy.Address => details.Address is { AddressKey: not null } a ? Place.At(ids, a, default).Value : null,
            ReachedBy.Phone => CommunicationDetails.Phone(value) is { } phone ? Communication.Of(ids, phone.Kind, phone.Value).Value : null,
            _ => CommunicationDetails.Email(value) is { } email ? Communication.Of(ids, email.Kind, email.Value).Value : null,
        };

    private static string Key(string value) => value.Trim().ToUpperInvariant();

    /// <summary>All that was said in that record, the right one for the wrong one; of addresses only the one that they go by.</summary>
    private PersonDetails? Now(Id<Nominal> home, Reached wrong, PersonDetails right)
    {
        var others = Said()
            .Where(s => s.Home == home && !IsSame(s, wrong))
            .Select(static s => s.Value)
            .Distinct(StringComparer.OrdinalIgnoreCase);
        return by switch
        {
            ReachedBy.Phone => right with { Phones = [.. others, .. right.Phones] },
            ReachedBy.Email => right with { Emails = [.. others, .. right.Emails] },
            _ => wrong.Homes.Contains(home) ? right : null,
        };
    }

    private bool IsSame((PersonDetails Details, string Value, Id<Nominal> Home, string From) said, Reached wrong) =>
        wrong.Record is { } record
            ? Record(said.Details, said.Value) == record
            : string.Equals(Key(said.Value), Key(wrong.Value), StringComparison.Ordinal);

    private ImmutableArray<ReplacedLink> Links(Id<Nominal> home, Reached wrong)
    {
        ImmutableArray<ReplacedLink> replaced =
        [
            .. wrong.Links.Where(l => l.Near == home.Value).Select(static l => new ReplacedLink(l.Link, Id<Link>.New(), l.Role)),
        ];
        return replaced.IsEmpty && wrong.Links.IsEmpty ? [new(Wrong: null, Id<Link>.New(), Role)] : replaced;
    }

    private LinkRole Role =>
        by switch
        {
            ReachedBy.Phone => LinkRole.Phone,
            ReachedBy.Email => LinkRole.Email,
            _ => LinkRole.Home,
        };

    private sealed record Way(string Value, Guid? Record, Id<Nominal>? Home, LinkLine? Link, string From);
}

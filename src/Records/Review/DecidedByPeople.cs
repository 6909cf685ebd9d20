using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>
/// What people decided of two records, or are deciding, under any name of either. It stands: the platform joins no such two by itself, however alike they are.
/// </summary>
internal sealed class DecidedByPeople(ILedger ledger, IdSecret secret)
{
    /// <summary>
    /// Somebody judged the pair, asked or refused to have the two joined, took a join of them back, or found one to be another than the other.
    /// </summary>
    public async Task<bool> OfAsync(Person one, Person other, Viewer viewer, CancellationToken ct) =>
        WhoIsWho(one, other) || await JudgedAsync(one, other, viewer, ct);

    private static bool WhoIsWho(Person one, Person other)
    {
        var (these, those) = (one.Names.ToHashSet(), other.Names.ToHashSet());
        return one.Entries.Concat(other.Entries).Any(e => Between(e.Event) is var (a, b) && IsOfBoth(a, b));

        bool IsOfBoth(Id<Nominal> a, Id<Nominal> b) => (these.Contains(a) && those.Contains(b)) || (these.Contains(b) && those.Contains(a));
    }

    /// <summary>Of whom an event tells that somebody looked at the two.</summary>
    private static (Id<Nominal>, Id<Nominal>)? Between(IEvent e) =>
        e switch
        {
            JoinRequested asked => (asked.Survivor, asked.Other),
            JoinRefused refused => (refused.Survivor, refused.Other),
            IIdentityDecided decided => decided.Between,
            _ => null,
        };

    private async Task<bool> JudgedAsync(Person one, Person other, Viewer viewer, CancellationToken ct)
    {
        var ids = new NaturalIds(viewer.Force, secret);
        Guid[] pairs = [.. one.Names.SelectMany(_ => other.Names, (a, b) => PersonPair.Of(ids, a, b).Value)];
        return (await ledger.StreamsAsync(pairs, viewer, ct)).Any(static e => e.Event is PairJudged);
    }
}

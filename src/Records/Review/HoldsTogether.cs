using System.Collections.Immutable;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>Where a person falls into two.</summary>
/// <param name="Leaving">What would be somebody else's.</param>
internal sealed record FoundCut(ImmutableArray<Appearance> Leaving, IdentityProposal Proposed, ImmutableArray<string> Reasons);

/// <summary>
/// Whether what was said of a person fits together, by the model and the constraints that the definition declares. What people decided stands: only what was
/// said or put right since then makes a person fall apart.
/// </summary>
internal sealed class HoldsTogether(ILedger ledger, PersonLikeness likeness, IdSecret secret)
{
    /// <summary>The latest are looked at.</summary>
    private const int Most = 40;

    /// <summary>Whether all that was said of a person is looked at: of whom more was said, nobody knows that it fits.</summary>
    public static bool IsAllOf(Person person) => person.Appearances.Length <= Most;

    /// <summary>Where it falls apart, or nothing.</summary>
    /// <param name="waits">Since when it is proposed; what was decided since answers something else.</param>
    public async Task<FoundCut?> OfAsync(Person person, DateTimeOffset? waits, Viewer viewer, CancellationToken ct)
    {
        var said = Testimony.Of(person).TakeLast(Most).ToImmutableArray();
        if (said.Length < 2)
            return null;
        var between = await likeness.BetweenAsync([.. said.Select(static s => s.Ways)]);
        var kept = (await ledger.StreamAsync(PersonSplit.Of(new(viewer.Force, secret), person.Nominal).Value, viewer, ct))
            .Where(static e => e.Event is SplitJudged { Verdict: SplitVerdict.One })
            .Select(static e => e.At)
            .DefaultIfEmpty()
            .Max();
        var judged = await JudgedApartAsync(person, kept, viewer, ct);
        return new Weighed(said, between, likeness.Rules.Value, Later(kept, person, waits), judged).Cut() is var (parts, reasons)
            ? Found(said, between, parts, reasons)
            : null;
    }

    private FoundCut Found(
        ImmutableArray<Testimony> said,
        Explanation[][] between,
        ImmutableArray<ImmutableArray<int>> parts,
        ImmutableArray<string> reasons
    )
    {
        var mean = WeakestCut.Between(parts[0], parts[1], (a, b) => between[a][b].Weight);
        return new([.. parts[1].Select(i => said[i].Appearance)], PersonLikeness.Proposal(likeness.Rules, mean), reasons);
    }

    /// <summary>The latest moment at which a person, not the platform, decided who this is.</summary>
    private static DateTimeOffset Later(DateTimeOffset kept, Person person, DateTimeOffset? waits) =>
        person
            .Entries.Where(e => e.Event is IIdentityDecided && e.Actor != Actors.System && (waits is null || e.At <= waits))
            .Select(static e => e.At)
            .Append(kept)
            .Max();

    /// <summary>
    /// Records of theirs that people judged to be two, and that came together by way of others: nobody who joined them need have known it. A person who joined
    /// the very two afterwards knew.
    /// </summary>
    private async Task<IReadOnlySet<(Id<Nominal>, Id<Nominal>)>> JudgedApartAsync(
        Person person,
        DateTimeOffset kept,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var (ids, names) = (new NaturalIds(viewer.Force, secret), person.Names.Take(Most).ToList());
        if (names.Count < 2)
            return ImmutableHashSet<(Id<Nominal>, Id<Nominal>)>.Empty;
        var pairs = names
            .SelectMany((_, i) => names.Skip(i + 1), (one, other) => (one, other))
            .ToDictionary(p => PersonPair.Of(ids, p.one, p.other).Value);
        var apart = new HashSet<(Id<Nominal>, Id<Nominal>)>();
        foreach (var stream in (await ledger.StreamsAsync([.. pairs.Keys], viewer, ct)).GroupBy(static e => e.Stream))
        {
            var (one, other) = pairs[stream.Key];
            var joined = person.Entries.Where(static e => e.Event is NominalsJoined).Select(static e => e.At).DefaultIfEmpty().Max();
            var at = stream.Max(static e => e.At);
            if (stream.Aggregate(PersonPair.Empty, static (s, e) => s.Apply(e.Event)) is not { IsDifferent: true })
                continue;
            if (kept < (at > joined ? at : joined) && !person.Entries.Any(e => e.At > at && IsJoinOf(e, one, other)))
                apart.UnionWith([(one, other), (other, one)]);
        }

        return apart;
    }

    private static bool IsJoinOf(Entry entry, Id<Nominal> one, Id<Nominal> other) =>
        entry.Event is NominalsJoined join
        && entry.Actor != Actors.System
        && ((join.Survivor == one && join.Other == other) || (join.Survivor == other && join.Other == one));

    /// <summary>A person's statements, weighed against each other.</summary>
    /// <param name="decided">What was said or put right by then, people had before them.</param>
    private sealed class Weighed(
        ImmutableArray<Testimony> said,
        Explanation[][] between,
        PersonRules rules,
        DateTimeOffset decided,
        IReadOnlySet<(Id<Nominal>, Id<Nominal>)> judged
    )
    {
        private const string Judged = "two of their records were judged to be two people";

        /// <summary>Two parts, who stays first, and why; nothing where it holds together.</summary>
        public (ImmutableArray<ImmutableArray<int>> Parts, ImmutableArray<string> Reasons)? Cut()
        {
            var broken = Pairs.Where(p => IsBroken(p.A, p.B)).ToHashSet();
            var parts = WeakestCut.Parts(said.Length, Speaks, (a, b) => broken.Contains(a < b ? (a, b) : (b, a)));
            if (broken.Count > 0)
            {
                var leaving = parts.Skip(1).First(p => Across(parts[0], p).Any(broken.Contains));
                return (
                    [parts[0], leaving],
                    [.. broken.Intersect(Across(parts[0], leaving)).SelectMany(Against).Distinct(StringComparer.Ordinal)]
                );
            }

            return IsWeak([.. Across(parts[0], parts[1])]) ? (parts, Unlike(parts)) : null;
        }

        private IEnumerable<(int A, int B)> Pairs =>
            Enumerable.Range(0, said.Length).SelectMany(b => Enumerable.Range(0, b), static (b, a) => (a, b));

        private double Speaks(int a, int b) => between[a][b].Weight - between[a][b].Prior;

        private bool IsFresh((int A, int B) pair) => said[pair.A].At > decided || said[pair.B].At > decided;

        private bool IsBroken(int a, int b) => IsJudged(a, b) || (IsFresh((a, b)) && Declared(a, b).Any());

        private bool IsJudged(int a, int b) => judged.Contains((said[a].Appearance.Home, said[b].Appearance.Home));

        private IEnumerable<string> Declared(int a, int b) =>
            between[a][b].Parts.Where(p => p.Gamma >= 0 && rules.Model.Against.Contains(p.Said)).Select(static p => p.Said);

        private IEnumerable<string> Against((int A, int B) pair) =>
            IsJudged(pair.A, pair.B) ? Declared(pair.A, pair.B).Prepend(Judged) : Declared(pair.A, pair.B);

        /// <summary>
        /// Too little speaks for the two parts on the whole, and not as it did already when people decided: then it takes as much more against it as it takes to
        /// ask again.
        /// </summary>
        private bool IsWeak(ImmutableArray<(int A, int B)> across)
        {
            var speaks = across.Average(p => Speaks(p.A, p.B));
            var before = across.Where(p => !IsFresh(p)).Select(p => Speaks(p.A, p.B)).ToList();
            return speaks < rules.Together
                && before.Count < across.Length
                && (before.Count == 0 || before.Average() >= rules.Together || speaks <= before.Average() - rules.Again);
        }

        /// <summary>What says most between those two statements of the two parts of which most can be compared.</summary>
        private ImmutableArray<string> Unlike(ImmutableArray<ImmutableArray<int>> parts)
        {
            var (a, b) = Across(parts[0], parts[1]).MaxBy(p => between[p.A][p.B].Parts.Count(static c => c.Gamma >= 0));
            return
            [
                .. between[a]
                    [b]
                    .Parts.Where(rules.Model.Counts)
                    .OrderByDescending(static p => Math.Abs(LikenessModel.Bits(p)))
                    .Select(static p => p.Said),
            ];
        }

        private static IEnumerable<(int A, int B)> Across(ImmutableArray<int> one, ImmutableArray<int> other) =>
            one.SelectMany(_ => other, static (a, b) => a < b ? (a, b) : (b, a));
    }
}

/// <summary>What was said of a person once, as it stands after what somebody put right of it.</summary>
/// <param name="At">When it was said, or put right.</param>
/// <param name="Ways">As it can be compared: by their name, and by each other that they go by.</param>
internal sealed record Testimony(Said Said, DateTimeOffset At, IReadOnlyList<PersonValues> Ways)
{
    public Appearance Appearance => Said.Appearance;

    /// <summary>Those that say something that can be compared, the oldest first.</summary>
    public static IEnumerable<Testimony> Of(Person person) =>
        person.Appearances.Select(a => Of(a, [.. Corrections(person, a)])).Where(static s => s.Ways.Count > 0);

    /// <summary>What each says, as it stands after what somebody put right, in which record of theirs, and where it is from.</summary>
    public static IEnumerable<(PersonDetails Details, Id<Nominal> Home, string From)> Each(Person person) =>
        person.Appearances.Select(a =>
        {
            ImmutableArray<Entry> corrected = [.. Corrections(person, a)];
            var source = corrected.IsEmpty ? a.Words.Source : ((PersonCorrected)corrected[^1].Event).Source;
            return (Corrected(a, corrected), a.Appearance.Home, source.Words);
        });

    private static PersonDetails Corrected(Said said, ImmutableArray<Entry> corrected) =>
        corrected.Aggregate(said.Words.Said, static (all, e) => all.CorrectedBy(((PersonCorrected)e.Event).Now));

    private static Testimony Of(Said said, ImmutableArray<Entry> corrected)
    {
        var details = Corrected(said, corrected);
        return new(said, corrected.IsEmpty ? said.At : corrected[^1].At, PersonValues.Of(details, said.At));
    }

    private static IEnumerable<Entry> Corrections(Person person, Said said) =>
        person.Entries.Where(e =>
            e.Event is PersonCorrected
            && e.Stream == said.Appearance.Home.Value
            && e.Version > said.Appearance.Version
            && person.Map.Of(new Id<Nominal>(e.Stream)) == person.Nominal
        );
}

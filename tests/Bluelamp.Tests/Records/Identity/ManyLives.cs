using Bluelamp.Kernel;
using Bluelamp.Records;
using Shouldly;

namespace Bluelamp.Tests.Records.Identity;

/// <summary>Nominals to whom things happen at random: reports arrive, people join and split them, and change their minds. No database.</summary>
internal sealed class ManyLives(Random random)
{
    private static readonly By Someone = new(Given.Somebody, DateTimeOffset.UnixEpoch);
    private readonly Dictionary<Guid, List<IEvent>> _streams = [];
    private readonly List<Appearance> _appearances = [];
    private readonly HashSet<Guid> _taken = [];
    private readonly Dictionary<Id<IdentityDecision>, Dictionary<Appearance, Id<Nominal>>> _before = [];
    private readonly List<IIdentityDecided> _standing = [];
    private readonly List<IIdentityDecided> _undone = [];
    private int _ids;

    public int Undone => _undone.Count;

    private List<Id<Nominal>> Nominals => [.. _streams.Keys.Select(static k => new Id<Nominal>(k))];

    public IdentityMap Map { get; private set; } = IdentityMap.Empty;

    public void Live(int steps)
    {
        Arrive(NewId<Nominal>());
        for (var i = 0; i < steps; i++)
        {
            Next(random.Next(10));
            ShouldHold();
        }
    }

    private void Next(int what)
    {
        if (what < 2)
            Arrive(NewId<Nominal>());
        else if (what < 4)
            Arrive(Any(Nominals));
        else if (what < 6)
            Join(Any(Nominals), Any(Nominals));
        else if (what < 8)
            Split(Map.Of(Any(Nominals)));
        else if (_standing.Count > 0)
            Undo(random.Next(2) == 0 ? _standing[^1] : Any(_standing));
    }

    private void Arrive(Id<Nominal> nominal)
    {
        var said = new PersonDetails { Surname = "Jones" };
        var isNew = !_streams.ContainsKey(nominal.Value);
        var refusal = Decide([
            isNew
                ? Step.For(nominal, new CreateNominal(nominal, said, Source.Officer, Confidence.Believed, []))
                : Step.For(nominal, new DescribePerson(nominal, said, Source.Officer, Confidence.Believed, [])),
        ]);
        refusal.ShouldBeNull();
        if (isNew)
            _taken.Add(nominal.Value).ShouldBeTrue("an id was used again");
        _appearances.Add(new(nominal, _streams[nominal.Value].Count));
    }

    private void Join(Id<Nominal> one, Id<Nominal> other)
    {
        var before = Whose();
        var join = new JoinNominals(NewId<IdentityDecision>(), one, other, "same face");
        if (Decide(join.Steps()) is { } refusal)
        {
            (one == other || Map.Of(one) != one || Map.Of(other) != other).ShouldBeTrue(refusal.Message);
            return;
        }

        Decided(join.Decision, before);
        _appearances.TrueForAll(a => before[a] != other || Map.Of(a) == one).ShouldBeTrue();
    }

    private void Split(Id<Nominal> from)
    {
        var before = Whose();
        var all = _appearances.Where(a => before[a] == from).Select(static a => (a, DateTimeOffset.UnixEpoch)).ToList();
        var leaving = all.Where(_ => random.Next(2) == 0).Select(static a => a.a).ToHashSet();
        var names = Map.Aliases.Keys.Where(a => Map.Of(a) == from).ToList();
        var to =
            random.Next(10) == 0 ? Any(Nominals)
            : names.Count > 0 && random.Next(2) == 0 ? Any(names)
            : NewId<Nominal>();
        var isNew = !_streams.ContainsKey(to.Value);
        var split = SplitNominal.Of(Map, from, all, leaving, to, NewId<IdentityDecision>(), "two birthdays");
        if (Decide(split.Steps()) is { } refusal)
        {
            (leaving.Count == 0 || leaving.Count == all.Count || (!isNew && !names.Contains(to))).ShouldBeTrue(refusal.Message);
            return;
        }

        (isNew || names.Contains(to)).ShouldBeTrue("somebody else's id was given away");
        if (isNew)
            _taken.Add(to.Value).ShouldBeTrue("an id was used again");
        Decided(split.Decision, before);
        var after = Whose();
        _appearances.TrueForAll(a => after[a] == (leaving.Contains(a) ? to : before[a])).ShouldBeTrue();
    }

    private void Undo(IIdentityDecided decided)
    {
        var (one, other) = decided.Between;
        var undo = new UndoIdentityDecision(NewId<IdentityDecision>(), decided.Decision, one, other, "mistaken");
        var refusal = Decide(undo.Steps());
        var later = _standing
            .SkipWhile(d => d.Decision != decided.Decision)
            .Skip(1)
            .Where(d => new[] { d.Between.One, d.Between.Other }.Intersect([one, other]).Any())
            .ToList();
        if (refusal is LaterDecisionStands { First: var first })
        {
            later.Exists(d => d.Decision == first).ShouldBeTrue();
            return;
        }

        refusal.ShouldBeNull();
        later.ShouldBeEmpty("it was taken back under a decision that rests on it");
        _standing.Remove(decided);
        _undone.Add(decided);
        var after = Whose();
        _before[decided.Decision].All(b => (b.Value != one && b.Value != other) || after[b.Key] == b.Value).ShouldBeTrue();
        Decide(undo.Steps()).ShouldBeOfType<DecisionIsMade>();
    }

    /// <summary>Everything is as if what was undone had never been, whatever arrived since; a nominal that a split made is then whom it was split from.</summary>
    private void ShouldHold()
    {
        var never = _undone
            .OfType<NominalSplit>()
            .Where(static s => s.WasPartOf is null)
            .Select(static s => KeyValuePair.Create(s.To, s.From));
        var asIf = _standing.Aggregate(
            IdentityMap.Empty with
            {
                Aliases = IdentityMap.Empty.Aliases.AddRange(never),
            },
            (m, e) => m.Apply(e)
        );
        _appearances.TrueForAll(a => Map.Of(a) == asIf.Of(a)).ShouldBeTrue();
        Nominals.TrueForAll(n => State(n).PartOf == (Map.Aliases.TryGetValue(n, out var of) ? of : null)).ShouldBeTrue();
    }

    private void Decided(Id<IdentityDecision> decision, Dictionary<Appearance, Id<Nominal>> before)
    {
        _before[decision] = before;
        _standing.Add(_streams.Values.SelectMany(static s => s).OfType<IIdentityDecided>().First(d => d.Decision == decision));
    }

    /// <summary>What the ledger does: all steps or none.</summary>
    private Refusal? Decide(IReadOnlyList<Step> steps)
    {
        var decided = steps.Select(s => (s.Stream, Decision: s.Decide(_streams.GetValueOrDefault(s.Stream, []), Someone))).ToList();
        if (decided.Find(static d => d.Decision.Refusal is not null) is { Decision.Refusal: { } refusal })
            return refusal;
        foreach (var (stream, decision) in decided)
        {
            if (!_streams.TryGetValue(stream, out var past))
                _streams[stream] = past = [];
            past.AddRange(decision.Events);
            Map = decision.Events.Aggregate(Map, static (m, e) => m.Apply(e));
        }

        return null;
    }

    private NominalIdentity State(Id<Nominal> nominal) =>
        _streams[nominal.Value].Aggregate(NominalIdentity.Empty, static (s, e) => s.Apply(e));

    private Dictionary<Appearance, Id<Nominal>> Whose() => _appearances.ToDictionary(static a => a, a => Map.Of(a));

    private T Any<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    /// <summary>Numbered, so that a failing seed tells the same story again.</summary>
    private Id<T> NewId<T>() => new(new Guid(++_ids, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));
}

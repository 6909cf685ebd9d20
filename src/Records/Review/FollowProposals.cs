namespace Bluelamp.Records;

/// <summary>
/// Looks again at what waits to be judged, whenever more is known of the people, or more or less hangs on them: what stands on the desk is what is known now. A
/// pair is weighed again; a person who holds together again is proposed no more. It begins with the first entry, so what waited before it did is followed too.
/// </summary>
internal sealed class FollowProposals(ConcernedPeople concerned, ProposedPairs pairs, ProposedSplits splits, IEnumerable<RiskTold> risks)
    : IReaction
{
    public string Name => "records.follow-proposals";

    public IReadOnlyCollection<Type> To { get; } = [.. ConcernedPeople.Events, .. risks.SelectMany(static r => r.Events)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        var viewer = Viewer.System(entry.Force, "linkage");
        foreach (var nominal in await concerned.ByAsync(entry, viewer, ct))
        {
            await pairs.FollowAsync(nominal, viewer, ct);
            await splits.FollowAsync(nominal, Since(entry.Event), viewer, ct);
        }
    }

    private static string Since(IEvent e) =>
        e switch
        {
            PersonCorrected => "since facts were put right",
            PersonDescribed => "since more was said",
            IIdentityDecided => "since it was decided who is who",
            PairJudged or PairJudgementWithdrawn => "since their records were judged",
            _ => "as things stand now",
        };
}

/// <summary>Decides by what is known of others, which may change meanwhile: whoever was overtaken looks again.</summary>
internal static class Following
{
    private const int Tries = 20;

    /// <summary>Looks until what it comes to is kept.</summary>
    /// <param name="look">What it comes to by the version that was read; nothing where nothing is to be kept.</param>
    public static async Task UntilKeptAsync(Func<Task<Result<Appended>?>> look)
    {
        for (var tries = 1; ; tries++)
        {
            if (await look() is not { } kept || !kept.Refused(out var refusal, out _))
                return;
            if (refusal is not ChangedMeanwhile || tries == Tries)
                kept.OrThrow(); // the worker tries again later
        }
    }
}

/// <summary>Events of another module by which the risk of a report changes, on the report's own stream.</summary>
public sealed record RiskTold(params IReadOnlyList<Type> Events);

namespace Bluelamp.Evidence.Objects;

/// <summary>One link of an object's continuity.</summary>
/// <param name="WrittenAt">When it was written down; long after <paramref name="At"/>, a court will ask.</param>
/// <param name="WrittenBy">The member of staff who did.</param>
/// <param name="Doubts">What does not fit the link before it, in plain words.</param>
public sealed record ContinuityLink(
    Whereabouts To,
    DateTimeOffset At,
    string? Reason,
    string? Seal,
    string? Signature,
    DateTimeOffset WrittenAt,
    Guid WrittenBy,
    IReadOnlyList<string> Doubts
);

/// <summary>An object's way from hand to hand, read from its ledger stream, with every doubt said aloud.</summary>
public static class Continuity
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromHours(24);

    /// <summary>The links, oldest first; none for a file.</summary>
    public static IReadOnlyList<ContinuityLink> Of(IReadOnlyList<Entry> entries)
    {
        var links = new List<ContinuityLink>();
        foreach (var entry in entries)
        {
            if (entry.Event is ObjectTakenIn taken)
                links.Add(
                    Link(
                        entry,
                        taken.To,
                        taken.At,
                        taken.Details.SeizedFrom is { } from ? $"Taken in from {from}" : "Taken in",
                        taken.Details.Seal,
                        null,
                        []
                    )
                );
            else if (entry.Event is ObjectPassedOn passed)
                links.Add(Link(entry, passed.To, passed.At, passed.Reason, passed.Seal, passed.Signature, Seals(passed, links[^1])));
        }

        return links;
    }

    private static ContinuityLink Link(
        Entry entry,
        Whereabouts to,
        DateTimeOffset at,
        string? reason,
        string? seal,
        string? signature,
        IEnumerable<string> doubts
    ) => new(to, at, reason, seal, signature, entry.At, entry.Actor, [.. doubts, .. Late(entry.At - at)]);

    private static IEnumerable<string> Seals(ObjectPassedOn passed, ContinuityLink before)
    {
        if (!string.Equals(passed.SealFound, before.Seal, StringComparison.OrdinalIgnoreCase))
            yield return $"Left under seal {before.Seal ?? "none"}, found under {passed.SealFound ?? "none"}";
    }

    private static IEnumerable<string> Late(TimeSpan after)
    {
        if (after > LateAfter)
            yield return "Written down more than a day later";
    }
}

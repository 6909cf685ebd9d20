namespace Bluelamp.Evidence.Objects;

/// <summary>One link of an object's continuity.</summary>
/// <param name="At">When it changed hands, as the giver says.</param>
/// <param name="Given">Who handed it over, or took it in, and when they wrote that down: long after <paramref name="At"/>, a court will ask.</param>
/// <param name="Taken">Who received it and how they signed; nothing as long as nobody has.</param>
/// <param name="Doubts">What does not fit the link before it, in plain words.</param>
public sealed record ContinuityLink(
    Whereabouts To,
    DateTimeOffset At,
    string? Reason,
    string? Seal,
    HandOverSide Given,
    HandOverSide? Taken,
    IReadOnlyList<string> Doubts
)
{
    /// <summary>The member of staff who is to sign for it, or did.</summary>
    public Guid? Receiver { get; init; }

    /// <summary>What became of it when the receiver did not take it.</summary>
    public string? Undone { get; init; }

    /// <summary>It was handed over and nobody has signed for it.</summary>
    public bool IsOpen => Taken is null && Undone is null;
}

/// <summary>One side of a hand-over.</summary>
/// <param name="Staff">The member of staff; nothing for somebody who has no account.</param>
/// <param name="Name">The name, where it was given in words.</param>
/// <param name="How">How they signed; nothing in entries of the time when an officer only typed the name.</param>
public sealed record HandOverSide(Guid? Staff, string? Name, DateTimeOffset At, Signing? How);

/// <summary>An object's way from hand to hand, read from its ledger stream, with every doubt said aloud.</summary>
public static class Continuity
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromHours(24);

    /// <summary>The links, oldest first; none for a file.</summary>
    public static IReadOnlyList<ContinuityLink> Of(IReadOnlyList<Entry> entries)
    {
        var links = new List<ContinuityLink>();
        string? seal = null;
        foreach (var entry in entries)
        {
            if (entry.Event is ObjectTakenIn taken)
                links.Add(Taken(entry, taken));
            else if (entry.Event is ObjectPassedOn passed)
                links.Add(Passed(entry, passed, seal));
            else if (entry.Event is ObjectOffered offered)
                links.Add(Offered(entry, offered, seal));
            else if (links is [.. _, { IsOpen: true } open])
                links[^1] = Ended(open, entry);
            seal = Seal(entry.Event, seal);
        }

        return links;
    }

    private static ContinuityLink Taken(Entry entry, ObjectTakenIn taken)
    {
        var by = new HandOverSide(entry.Actor, Name: null, entry.At, Signing.SignedIn);
        var why = taken.Details.SeizedFrom is { } from ? $"Taken in from {from}" : "Taken in";
        return new(taken.To, taken.At, why, taken.Details.Seal, by, by, [.. Late(entry.At - taken.At)]);
    }

    private static ContinuityLink Passed(Entry entry, ObjectPassedOn passed, string? before) =>
        new(
            passed.To,
            passed.At,
            passed.Reason,
            passed.Seal,
            new(entry.Actor, Name: null, entry.At, Signing.SignedIn),
            new(Staff: null, passed.Signature, entry.At, passed.Signing),
            [.. Seals(before, passed.SealFound), .. Late(entry.At - passed.At)]
        );

    private static ContinuityLink Offered(Entry entry, ObjectOffered offered, string? before) =>
        new(
            offered.To,
            offered.At,
            offered.Reason,
            offered.Seal,
            new(entry.Actor, Name: null, entry.At, Signing.SignedIn),
            Taken: null,
            [.. Seals(before, offered.SealFound), .. Late(entry.At - offered.At)]
        )
        {
            Receiver = offered.Receiver.Value,
        };

    private static ContinuityLink Ended(ContinuityLink open, Entry entry) =>
        entry.Event switch
        {
            ObjectReceived received => open with
            {
                Seal = received.Seal,
                Taken = new(entry.Actor, Name: null, entry.At, Signing.SignedIn),
                Doubts = [.. open.Doubts, .. Seals(open.Seal, received.SealFound), .. Condition(received), .. Gap(received.At - open.At)],
            },
            ObjectNotReceived refused => open with { Undone = $"Not received: {refused.Reason}" },
            OfferTakenBack back => open with { Undone = $"Taken back: {back.Reason}" },
            _ => open,
        };

    /// <summary>The seal that it is under after this.</summary>
    private static string? Seal(IEvent e, string? before) =>
        e switch
        {
            ObjectTakenIn taken => taken.Details.Seal,
            ObjectPassedOn passed => passed.Seal,
            ObjectReceived received => received.Seal,
            _ => before,
        };

    private static IEnumerable<string> Seals(string? left, string? found)
    {
        if (!string.Equals(found, left, StringComparison.OrdinalIgnoreCase))
            yield return $"Left under seal {left ?? "none"}, found under {found ?? "none"}";
    }

    private static IEnumerable<string> Condition(ObjectReceived received)
    {
        if (received.Condition is SealCondition.Broken)
            yield return $"Seal broken or opened: {received.Note}";
    }

    /// <summary>In whose hands it was between the two signatures, only the two can say (DOMAIN §5.1: any gap is shown).</summary>
    private static IEnumerable<string> Gap(TimeSpan between)
    {
        if (between >= TimeSpan.FromMinutes(1))
            yield return $"Gap of {LongFor(between)} until it was received";
    }

    private static string LongFor(TimeSpan time) =>
        time switch
        {
            { TotalHours: < 1 } => Several((int)time.TotalMinutes, "minute"),
            { TotalDays: < 2 } => Several((int)time.TotalHours, "hour"),
            _ => Several((int)time.TotalDays, "day"),
        };

    private static string Several(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";

    private static IEnumerable<string> Late(TimeSpan after)
    {
        if (after > LateAfter)
            yield return "Written down more than a day later";
    }
}

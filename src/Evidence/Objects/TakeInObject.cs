using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Objects;

/// <summary>Take in an object: what it is, and the first link of its continuity.</summary>
public sealed record TakeInObject(Id<Exhibit> Exhibit, Circumstances Said, ObjectDetails Details, Whereabouts To, DateTimeOffset At)
    : ICreation<Exhibit>
{
    public Decision Decide(Exhibit state, By by) =>
        state switch
        {
            { Known: true } => [],
            _ when Said.From > At => new TakenInBeforeSeized(),
            _ when At > by.At => new NotYet(),
            _ => new ReceiveExhibit(Exhibit, Content: null, new(OriginKind.Seized, Details.SeizedFrom), Said).Decide(state, by)
                is var received
            && received.Refusal is { } refusal
                ? refusal
                : [.. received, new ObjectTakenIn(Exhibit, Details, To, At)],
        };
}

public sealed record TakenInBeforeSeized()
    : Refusal.Invalid("taken-in-before-seized", "It cannot reach its place before it was found. Look at the two times again.", "at");

public sealed record NotYet() : Refusal.Invalid("not-yet", "That moment is still to come. Enter when it happened.", "at");

/// <summary>Take in an object that has its reference already.</summary>
public sealed record TakeInProduced(TakeInObject Take, ProduceExhibit Produce) : ICreation<Exhibit>
{
    public Decision Decide(Exhibit state, By by)
    {
        var taken = Take.Decide(state, by);
        if (taken.Refusal is not null || taken.Events.Count == 0)
            return taken;
        var produced = Produce.Decide(taken.Aggregate(state, static (s, e) => s.Apply(e)), by);
        return produced.Refusal is not null ? produced : [.. taken, .. produced];
    }
}

namespace Bluelamp.Evidence.Exhibits;

/// <summary>When a recorder's clock was compared with the true time, and by whom.</summary>
public sealed record ClockCheck(DateTimeOffset At, string By);

/// <summary>Somebody found out more about it: all that is known from now on. What was first said stays where it was said.</summary>
/// <param name="From">Whose it is, or who handed it over, in words.</param>
/// <param name="Consent">What they agreed to.</param>
[EventType("evidence.more-known.v1")]
public sealed record MoreKnown(Id<Exhibit> Exhibit, Circumstances Said, ClockCheck? Clock, string? From, string? Consent) : IEvent;

/// <summary>What is known of an exhibit: what was said when it came in, or else what was found out last. Folded from its own stream.</summary>
public sealed record KnownNow(bool Known, Circumstances Said, ClockCheck? Clock, string? From, string? Consent) : IState<KnownNow>
{
    public static KnownNow Empty { get; } = new(Known: false, new(), Clock: null, From: null, Consent: null);

    /// <summary>What the entries of an exhibit say.</summary>
    public static KnownNow Of(IEnumerable<IEvent> past) => past.Aggregate(Empty, static (state, e) => state.Apply(e));

    public KnownNow Apply(IEvent e) =>
        e switch
        {
            ExhibitReceived received => new(Known: true, received.Said, Clock: null, received.Origin.From, received.Origin.Consent),
            MoreKnown more => this with { Said = more.Said, Clock = more.Clock, From = more.From, Consent = more.Consent },
            _ => this,
        };
}

/// <summary>Add to what is known of an exhibit: its recorder's clock, when and where it was made, whose it is and what they agreed to.</summary>
/// <param name="Said">All that is known now; its description stays as it was.</param>
public sealed record AddToKnown(Id<Exhibit> Exhibit, Circumstances Said, ClockCheck? Clock, string? From, string? Consent)
    : ICommand<KnownNow>
{
    /// <summary>The longest words on what somebody agreed to, in characters.</summary>
    public const int LongestConsent = 500;

    public Decision Decide(KnownNow state, By by)
    {
        var said = Said with { Description = state.Said.Description };
        return state switch
        {
            { Known: false } => new NoSuchRecord(),
            _ when said.Until is { } until && (said.From is not { } from || until < from) => new EndsBeforeItBegins(),
            _ when Clock?.At > by.At => new ComparedInTheFuture(),
            _ when state == new KnownNow(Known: true, said, Clock, From, Consent) => new NothingNewKnown(),
            _ => [new MoreKnown(Exhibit, said, Clock, From, Consent)],
        };
    }
}

public sealed record ComparedInTheFuture()
    : Refusal.Invalid("compared-in-the-future", "That moment is still to come. Enter when the clock was compared.", "compared");

public sealed record NothingNewKnown() : Refusal.Invalid("nothing-new-known", "Nothing is changed. Add what you know, or cancel.", "from");

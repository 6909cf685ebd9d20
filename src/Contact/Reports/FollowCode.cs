namespace Bluelamp.Contact.Reports;

/// <summary>Somebody who lost their code asked for another; it went to the contact that the report gives, and nowhere else.</summary>
/// <param name="SecretHash">From <see cref="FollowSecret"/>. It opens the report once.</param>
[EventType("contact.follow-code-sent.v1")]
public sealed record FollowCodeSent(Id<Report> Report, string SecretHash, DateTimeOffset Until) : IEvent;

/// <summary>The one-time code opened the report, and opens it no more.</summary>
[EventType("contact.follow-code-used.v1")]
public sealed record FollowCodeUsed(Id<Report> Report) : IEvent;

/// <summary>A one-time code that was not used yet.</summary>
public sealed record FollowCode(string SecretHash, DateTimeOffset Until);

/// <summary>Note a one-time code that goes out with this decision. It takes the place of any before.</summary>
public sealed record SendFollowCode(Id<Report> Report, string SecretHash) : ICommand<Report>
{
    /// <summary>For how long a code works.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(1);

    /// <summary>So many codes within <see cref="Lasts"/>: enough for slow mail, too few to flood somebody's phone.</summary>
    public const int Most = 3;

    public Decision Decide(Report report, By by) =>
        report switch
        {
            { Known: false } => new NoSuchReport(),
            _ when report.CodesUntil.Count(until => until > by.At) >= Most => new TooManyCodes(),
            _ => [new FollowCodeSent(Report, SecretHash, by.At + Lasts)],
        };
}

/// <summary>Open a report with its one-time code. Of two who try at once, one is let in.</summary>
public sealed record UseFollowCode(Id<Report> Report, string SecretHash) : ICommand<Report>
{
    public Decision Decide(Report report, By by) =>
        report.Code is { } code && code.Until > by.At && string.Equals(code.SecretHash, SecretHash, StringComparison.Ordinal)
            ? [new FollowCodeUsed(Report)]
            : new CodeDoesNotFit();
}

public sealed record TooManyCodes() : Refusal.Conflict("too-many-codes", "Codes were sent already. Wait an hour, then ask again.");

public sealed record CodeDoesNotFit() : Refusal.Forbidden("code-does-not-fit", "This reference and this code do not belong together.");

namespace Bluelamp.Records;

/// <summary>Link a record to another, in a role. Decided on the stream of <paramref name="From"/>; the other's timeline shows it too.</summary>
public sealed record LinkRecords(
    Id<Link> Link,
    RecordRef From,
    RecordRef To,
    LinkRole Role,
    Confidence Confidence,
    Source Source,
    DateOnly? Since = null,
    DateOnly? Until = null
) : ICommand<AnyRecord>
{
    public Decision Decide(AnyRecord state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            _ when From.Id == To.Id => new LinkToItself(),
            _ when !LinkRoles.Between(From.Kind, To.Kind).Contains(Role) => new RoleDoesNotFit(),
            _ when state.Has(To, Role) => new AlreadyLinked(),
            _ => [new Linked(Link, From, To, Role, Confidence, Source, Since, Until)],
        };
}

/// <summary>Link a record to several others: all of them or, with the first that cannot be, none.</summary>
public sealed record LinkSeveral(IReadOnlyList<LinkRecords> Links) : ICommand<AnyRecord>
{
    public Decision Decide(AnyRecord state, By by)
    {
        var made = new List<IEvent>();
        foreach (var link in Links)
        {
            var decision = link.Decide(state, by);
            if (decision.Refusal is { } refusal)
                return refusal;
            made.AddRange(decision.Events);
            state = decision.Events.Aggregate(state, static (s, e) => s.Apply(e));
        }

        return [.. made];
    }
}

public sealed record LinkToItself() : Refusal.Invalid("link-to-itself", "A record cannot be linked to itself. Choose another.", "to");

public sealed record RoleDoesNotFit()
    : Refusal.Invalid("role-does-not-fit", "That role does not fit these two records. Choose one of those offered.", "role");

public sealed record AlreadyLinked() : Refusal.Conflict("already-linked", "These two are linked in that role already.");

/// <summary>Take a link back, with the reason. Nothing is forgotten: the timeline keeps both.</summary>
public sealed record UnlinkRecords(Id<Link> Link, string Reason) : ICommand<AnyRecord>
{
    public Decision Decide(AnyRecord state, By by) =>
        state.Links.TryGetValue(Link, out var linked) switch
        {
            false => new NoSuchLink(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new Unlinked(Link, linked!.From, linked.To, linked.Role, Reason.Trim())],
        };
}

public sealed record NoSuchLink() : Refusal.NotFound("no-such-link", "That link is gone already. Nothing is left to do.");

public sealed record ReasonMissing() : Refusal.Invalid("reason-missing", "Say why.", "reason");

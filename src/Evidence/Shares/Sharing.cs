using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Shares;

/// <summary>Makes links for people outside, lets them work for longer, and ends them: on the share and on each exhibit, all or none.</summary>
public sealed class Sharing(ILedger ledger, ShareList shares, ExhibitList list)
{
    /// <summary>Exhibits of one link at most.</summary>
    public const int Most = Bundler.Most;

    /// <summary>Shares exhibits that this viewer sees. The same said twice is one link.</summary>
    /// <param name="code">The code of the link; only its hash is kept.</param>
    /// <param name="of">The record whose evidence they are, when all of it is shared.</param>
    public async Task<Result<Appended>> ShareAsync(
        Id<Share> share,
        string code,
        ShareOrder order,
        IReadOnlyCollection<Id<Exhibit>> exhibits,
        Guid? of,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (!viewer.May("evidence.share"))
            return new MayNotShare();
        if (exhibits.Count is 0 or > Most)
            return new NothingToShare();
        if ((await list.OfAsync(exhibits, viewer, ct)).Count != exhibits.Count)
            return new NoSuchRecord();
        var make = new MakeShare(share, of is { } record ? new Id<AnyRecord>(record) : null, order, code, exhibits.Count);
        List<Step> steps = [Step.For(share, make), .. exhibits.Select(e => Step.For(e, new ShareExhibit(e, share, order)))];
        var decided = await ledger.DecideAsync(steps, viewer, ct);
        return
            decided.Refused(out var refusal, out _)
            && refusal is SharedAlready
            && (await ledger.ReadAsync(share, viewer, ct)).Made == make.Made
            ? new Appended(1)
            : decided;
    }

    public Task<Result<Appended>> ProlongAsync(Id<Share> share, DateTimeOffset until, Viewer viewer, CancellationToken ct) =>
        SayAsync(share, new ProlongShare(share, until), new ShareProlonged(share, until), viewer, ct);

    /// <summary>Ends a link: whoever holds it sees nothing more from the next request on.</summary>
    public Task<Result<Appended>> RevokeAsync(Id<Share> share, string reason, Viewer viewer, CancellationToken ct) =>
        SayAsync(share, new RevokeShare(share, reason), new ShareRevoked(share, reason.Trim()), viewer, ct);

    /// <summary>The note goes on every exhibit, also on one that has been closed to this viewer since: nothing of it is shown.</summary>
    private async Task<Result<Appended>> SayAsync(
        Id<Share> share,
        ICommand<Share> command,
        IEvent said,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (!viewer.May("evidence.share"))
            return new MayNotShare();
        if (await shares.FindAsync(share, viewer, ct) is null)
            return new NoSuchRecord();
        var exhibits = await shares.ExhibitsOfAsync(share, viewer, ct);
        List<Step> steps = [Step.For(share, command), .. exhibits.Select(e => Step.For(e, new SayOfShare(said)))];
        return await ledger.DecideAsync(steps, exhibits.Aggregate(viewer, static (v, e) => v.Holding(e.Value)), ct);
    }
}

public sealed record MayNotShare() : Refusal.Forbidden("may-not-share", "You may not share evidence.");

public sealed record NothingToShare()
    : Refusal.Invalid("nothing-to-share", $"Choose at least one file and at most {Sharing.Most}.", "exhibit");

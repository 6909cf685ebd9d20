using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Retention;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Somebody needs an exhibit in the very moment in which it is let go.</summary>
public sealed class RetentionRaceTests(RetentionWorld world) : IClassFixture<RetentionWorld>
{
    private static readonly DisposalOrder Order = new("The rule, without a person", "Retention period ended", "Body-worn");

    private TestHost Host => world.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_that_is_being_made_while_a_rule_lets_something_go_keeps_it()
    {
        var footage = await world.DueFootageAsync();
        await using var connection = await Host.Database.Source.OpenConnectionAsync(Ct);
        await using (var writing = await connection.BeginTransactionAsync(Ct))
        {
            await world.WriteLinkAsync(footage, connection); // as somebody who links it does, a moment before they are through
            await world.SweepAsync();
            (await world.EntriesAsync(footage)).ShouldNotContain(static e => e.Event is EntriesDisposed);
            await writing.CommitAsync(Ct);
        }

        await world.SweepAsync();
        (await world.EntriesAsync(footage)).ShouldNotContain(static e => e.Event is EntriesDisposed);
    }

    [Fact]
    public async Task What_is_linked_or_held_after_it_was_decided_on_is_not_erased()
    {
        var (linked, held) = (await world.DueFootageAsync(), await world.DueFootageAsync());
        var planner = Host.Get<RetentionPlanner>();
        var (first, second) = ((await planner.FindAsync(linked, world.Police, Ct))!, (await planner.FindAsync(held, world.Police, Ct))!);
        await world.LinkAsync(world.OfOpenCrime.Value, linked);
        await world.TellAsync(held.Value, new ExhibitHeld(held, Id<Hold>.New(), HoldReason.Complaint, "Complaint 13"));
        (await DisposeAsync(linked, first)).ShouldBeOfType<NotDueYet>();
        (await DisposeAsync(held, second)).ShouldBeOfType<ExhibitIsHeld>();
    }

    /// <summary>Goes on from what was decided before, as the sweep does. Answers what it was refused for.</summary>
    private async Task<Refusal?> DisposeAsync(Id<Exhibit> exhibit, Planned decided)
    {
        Result<DisposalOrder> Allowed(Planned now) => Approval.ByRule(now.Keeping, now.Plan, now.Facts.Linked, world.Now);
        Allowed(decided).Refused(out _, out _).ShouldBeFalse();
        var basis = Host.Get<RetentionBasis>().Of(exhibit, Allowed, world.Police);
        var done = await Host.Get<Disposer>().DisposeAsync(exhibit.Value, versions: null, Order, world.Police, Ct, seen: null, basis);
        done.Refused(out var refusal, out _);
        return refusal;
    }
}

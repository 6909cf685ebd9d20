using System.Net;
using System.Security.Cryptography;
using Bluelamp.Evidence.Retention;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Evidence whose time is over, as staff meet it.</summary>
public sealed class RetentionTests(RetentionWorld world) : IClassFixture<RetentionWorld>
{
    private static readonly DisposalOrder Order = new("Information manager", "Retention period ended", "MoPI group 3");

    private TestHost Host => world.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_let_evidence_go_and_nothing_of_its_bytes_is_left()
    {
        var page = $"/records/exhibits/{world.Statement}/retention";
        var (proposer, approver) = (
            await world.SignInAsync("information-manager"),
            await world.SignInAsync("information-manager", another: true)
        );
        (await proposer.OpenAsync("/evidence/retention?rule=mopi-group-1")).QuerySelector($"a[href$='{page[1..]}']").ShouldNotBeNull();
        (await proposer.OpenAsync($"/records/exhibits/{world.Statement}"))
            .QuerySelector("section:has(#retention)")!
            .TextContent.ShouldContain("MoPI group 1");
        await SendAsync(proposer, page, ("Answer", "propose"), ("Reason", "Mistake"));
        await SendAsync(proposer, page, ("Answer", "withdraw"), ("Reason", "The wrong one"));
        await SendAsync(proposer, page, ("Answer", "propose"), ("Reason", "Not needed"));
        (await RefusedAsync(proposer, page, ("Answer", "approve"))).ShouldContain("Somebody else must approve");
        var others = world.Police with { Person = Guid.CreateVersion7() };
        (await Host.Get<RetentionDesk>().ApproveAsync(world.Statement, seen: null, others, Ct))
            .Refused(out var refusal, out _)
            .ShouldBeTrue();
        refusal.ShouldBeOfType<MayNotDispose>();
        (await approver.OpenAsync("/evidence/retention")).Body!.TextContent.ShouldContain($"by Test {proposer.Username}");

        var certificate = await SendAsync(approver, page, ("Answer", "approve"));
        (await approver.OpenAsync(certificate)).Body!.TextContent.ShouldContain("one proposed it, another approved");
        (await approver.StatusAsync(page)).ShouldBe(HttpStatusCode.NotFound);
        await world.SweepAsync();
        await world.SweepAsync();
        Directory
            .GetFiles(
                Path.GetDirectoryName(Host.Get<ContentStore>().Incoming)!,
                ContentHash.Of(SHA256.HashData(world.Bytes)).ToString(),
                SearchOption.AllDirectories
            )
            .ShouldBeEmpty();
        (await Host.Database.Source.RowsAsync("evidence.retention")).ShouldNotContain(world.Statement.ToString());
        (await Host.Database.Source.RowsAsync("evidence.keeping")).ShouldNotContain(world.Statement.ToString());
    }

    [Fact]
    public async Task What_is_held_back_nobody_can_erase_by_any_way()
    {
        var officer = await world.SignInAsync("officer");
        var here = $"/records/exhibits/{world.Paper}";
        (await RefusedAsync(officer, $"{here}/hold", ("Reason", "Claim 4"))).ShouldContain("Choose what it is needed for");
        await SendAsync(officer, $"{here}/hold", ("Why", "CivilClaim"), ("Reason", "Claim 4"));
        (await RefusedAsync(officer, $"{here}/retention", ("Answer", "propose"), ("Reason", "Not needed"))).ShouldContain("civil claim");

        var disposer = Host.Get<Disposer>();
        (await disposer.DisposeAsync(world.Paper.Value, versions: null, Order, world.Police, Ct))
            .Refused(out var all, out _)
            .ShouldBeTrue();
        all.ShouldBeOfType<ExhibitIsHeld>();
        (await disposer.DisposeAsync(world.Paper.Value, [1], Order, world.Police, Ct)).Refused(out var one, out _).ShouldBeTrue();
        one.ShouldBeOfType<ExhibitIsHeld>();
        var manager = await world.SignInAsync("information-manager");
        var name = (await Host.Get<DisposalDesk>().LookAsync(world.Paper.Value, world.Police, Ct))!.Name;
        using var desk = await manager.SubmitAsync(
            $"/disposal/{world.Paper}",
            "dispose",
            ("authority", "Information manager"),
            ("rule", "MoPI group 4"),
            ("reason", "Ended"),
            ("typed", name)
        );
        (await Documents.ReadAsync(desk)).Body!.TextContent.ShouldContain("Lift the hold");

        var hold = (await world.EntriesAsync(world.Paper)).Select(static e => e.Event).OfType<ExhibitHeld>().Single().Hold;
        await SendAsync(officer, $"{here}/hold/lift", ("Hold", hold.ToString()), ("Reason", "Settled"));
        var custody = (await officer.OpenAsync(here)).QuerySelector(".bl-record__timeline")!.TextContent;
        custody.ShouldContain("Held back: civil claim");
        custody.ShouldContain("Hold lifted");
        (await disposer.DisposeAsync(world.Paper.Value, versions: null, Order, world.Police, Ct)).OrThrow();
    }

    [Fact]
    public async Task Body_worn_video_that_nobody_needs_goes_by_itself_and_no_other()
    {
        await world.SweepAsync();
        var certificate = (await world.EntriesAsync(world.Footage))
            .Select(static e => e.Event)
            .OfType<EntriesDisposed>()
            .ShouldHaveSingleItem();
        certificate.Rule.ShouldContain("body-worn-non-evidential version 1");
        certificate.Authority.ShouldBe("The rule, without a person");
        foreach (var kept in new[] { world.LinkedFootage, world.HeldFootage, world.EvidentialFootage, world.OtherPaper, world.OfOpenCrime })
            (await world.EntriesAsync(kept)).ShouldNotContain(static e => e.Event is EntriesDisposed);
    }

    [Fact]
    public async Task What_is_looked_at_and_kept_is_due_no_more_and_evidence_of_an_open_crime_never_was()
    {
        var officer = await world.SignInAsync("officer");
        var page = $"/records/exhibits/{world.OtherPaper}/retention";
        (await RefusedAsync(officer, page, ("Answer", "keep"))).ShouldContain("Say why");
        await SendAsync(officer, page, ("Answer", "keep"), ("Reason", "A review of the case"));
        (await officer.OpenAsync($"/records/exhibits/{world.OtherPaper}")).QuerySelector($"a[href$='{page[1..]}']").ShouldBeNull();
        (
            await RefusedAsync(officer, $"/records/exhibits/{world.OfOpenCrime}/retention", ("Answer", "propose"), ("Reason", "Old"))
        ).ShouldContain("is open");
        (await officer.OpenAsync("/evidence/retention")).QuerySelector($"a[href*='{world.OfOpenCrime}']").ShouldBeNull();
    }

    private static async Task<string> SendAsync(StaffClient staff, string page, params (string, string)[] answers)
    {
        using var answer = await staff.SubmitAsync(page, "action", answers);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync(Ct));
        return answer.Headers.Location!.ToString();
    }

    private static async Task<string> RefusedAsync(StaffClient staff, string page, params (string, string)[] answers)
    {
        using var answer = await staff.SubmitAsync(page, "action", answers);
        return (await Documents.ReadAsync(answer)).QuerySelector(".govuk-error-summary")?.TextContent
            ?? $"Not refused: {answer.StatusCode}";
    }
}

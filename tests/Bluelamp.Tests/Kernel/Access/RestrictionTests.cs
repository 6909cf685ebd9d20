using System.Net;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Messages;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Access;

/// <summary>Any record can be closed; here it is that of a member of staff, which Kernel has by itself.</summary>
public sealed class RestrictionTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Reason = "Her sister called: threats were made an hour ago";

    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restricted_record_is_gone_for_all_but_the_holders_of_a_key()
    {
        var (record, _) = await Host.EnrolAsync("officer");
        var (supervisor, officer) = (Viewer("records.restrict"), Viewer());
        (
            await Host.Get<Restrictions>()
                .RestrictAsync(record.Staff.Value, new(Marking.Official, [new(supervisor.Person)], "r"), supervisor, Ct)
        ).OrThrow();
        (await Host.Get<ILedger>().StreamAsync(record.Staff.Value, supervisor, Ct)).ShouldNotBeEmpty();
        (await Host.Get<ILedger>().StreamAsync(record.Staff.Value, officer, Ct)).ShouldBeEmpty();
        (await Host.Get<ILedger>().TimelineAsync(record.Staff.Value, officer, Ct)).ShouldBeEmpty();
        var change = await Host.Get<ILedger>().DecideAsync(record.Staff, new GrantRole(record.Staff, "analyst"), officer, Ct);
        change.Refused(out var refusal, out _).ShouldBeTrue();
        refusal.ShouldBeOfType<NoSuchRecord>();
        (await Host.Get<Restrictions>().LiftAsync(record.Staff.Value, new("over"), supervisor, Ct)).OrThrow();
        (await Host.Get<ILedger>().StreamAsync(record.Staff.Value, officer, Ct)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_marking_above_ones_clearance_closes_the_record()
    {
        var (record, _) = await Host.EnrolAsync("officer");
        var cleared = Viewer() with { Clearance = Marking.OfficialSensitive };
        (await Host.Get<Restrictions>().RestrictAsync(record.Staff.Value, new(Marking.OfficialSensitive, [], "r"), cleared, Ct)).OrThrow();
        (await Host.Get<ILedger>().StreamAsync(record.Staff.Value, cleared, Ct)).ShouldNotBeEmpty();
        (await Host.Get<ILedger>().StreamAsync(record.Staff.Value, Viewer(), Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Breaking_the_glass_opens_it_for_this_session_tells_the_owner_and_waits_for_review()
    {
        var (record, _) = await Host.EnrolAsync("officer");
        var owner = await OwnerAsync();
        (
            await Host.Get<Restrictions>().RestrictAsync(record.Staff.Value, new(Marking.Official, [new(owner.Person)], "r"), owner, Ct)
        ).OrThrow();
        var officer = await Host.SignInAsync("officer");
        using var broken = await officer.SubmitAsync(
            "/break-glass",
            "break-glass",
            ("reference", record.Staff.ToString()),
            ("reason", Reason)
        );
        broken.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await KeysAsync(officer)).ShouldBe([record.Staff.Value]);
        (await Documents.ReadAsync(broken))
            .QuerySelector("form[data-turbo=false] [name=reference]")
            .ShouldNotBeNull("what answers without leading on is shown by the browser itself");

        var review = await Host.SignInAsync("supervisor");
        (await review.OpenAsync("/break-glass/review")).Body!.TextContent.ShouldContain(Reason);
        await Eventually.TrueAsync(async () => (await Host.Get<OutboxList>().ListAsync(owner, unsent: false, before: null, Ct)).Count == 1);
        var told = (await Host.Get<OutboxList>().ListAsync(owner, unsent: false, before: null, Ct))[0];
        told.Recipient.ShouldBe("owner@example.com");
        told.Body.ShouldNotContain(Reason);
    }

    [Fact]
    public async Task The_door_says_the_same_of_no_record_and_of_an_open_one()
    {
        var (record, _) = await Host.EnrolAsync("officer");
        var officer = await Host.SignInAsync("officer");
        foreach (var reference in new[] { record.Staff.ToString(), Guid.CreateVersion7().ToString(), "LC/26/0000001" })
        {
            using var answer = await officer.SubmitAsync("/break-glass", "break-glass", ("reference", reference), ("reason", Reason));
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await Documents.ReadAsync(answer)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("No restricted record");
        }
    }

    private Viewer Viewer(params string[] permissions)
    {
        var person = Guid.CreateVersion7();
        return Host.Administrator with { Person = person, Permissions = [.. permissions], Clearance = Marking.Official, Keys = [person] };
    }

    private async Task<Viewer> OwnerAsync()
    {
        var id = Id<Staff>.New();
        await Host.Get<StaffRegister>()
            .EnrolAsync(id, new("owner", "Owner", null, "owner@example.com"), ["supervisor"], Host.Administrator, Ct);
        return Viewer() with { Person = id.Value, Keys = [id.Value] };
    }

    private async Task<Guid[]> KeysAsync(StaffClient staff)
    {
        await using var keys = Host.Database.Source.CreateCommand(
            $"select array_agg(k.record) from kernel.session_key k join kernel.session s using (force, session) where s.person = '{staff.Staff}'"
        );
        return (Guid[])(await keys.ExecuteScalarAsync(Ct))!;
    }
}

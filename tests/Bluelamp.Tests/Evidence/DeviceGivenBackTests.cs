using System.Net;
using Bluelamp.Evidence.Forensics;
using Bluelamp.Evidence.Objects;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Evidence.ForensicDesk;

namespace Bluelamp.Tests.Evidence;

/// <summary>A device's way back from the laboratory to somebody on the staff, who signs for it.</summary>
public sealed class DeviceGivenBackTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer System => Viewer.System(Host.Get<ForceProfile>().Code);

    [Fact]
    public async Task A_member_of_staff_signs_for_the_device_themselves_and_only_then_the_laboratory_has_given_it_back()
    {
        var (_, phone) = await Host.PhoneAsync();
        var (officer, examiner) = (await Host.SignInAsync("officer"), await Host.SignInAsync("forensic-examiner"));
        var place = await Host.ExaminedAsync(officer, examiner, phone);
        (await RefusedAsync(examiner, $"{place}/return", Back("nobody-at-all"))).ShouldContain("Nobody on the staff list");
        (await RefusedAsync(examiner, $"{place}/return", Back(examiner.Username))).ShouldContain("That is you");
        await SendAsync(examiner, $"{place}/return", Back(officer.Username));

        var page = (await examiner.OpenAsync(place)).Body!.TextContent;
        page.ShouldContain("Gap: nobody has signed for it");
        (await Host.Get<SubmissionList>().AtLabAsync(phone, System, Ct)).ShouldHaveSingleItem("until they sign, it counts as being there");
        (await examiner.OpenAsync($"{place}/return")).Body!.TextContent.ShouldContain("is yet to sign for it");
        (await RefusedAsync(examiner, $"{place}/return", Back(officer.Username))).ShouldContain("Somebody is yet to sign for it");
        (await officer.OpenAsync("/desk")).Body!.TextContent.ShouldContain("Sign for TRF/1");
        await SendAsync(officer, $"/records/exhibits/{phone}/receipt", ("Answer", "yes"), ("SealFound", "S501"), ("Condition", "Whole"));

        await Eventually.TrueAsync(async () => (await Host.Get<SubmissionList>().AtLabAsync(phone, System, Ct)).Count == 0);
        var custody = await Host.Get<ILedger>().ReadAsync(new Id<Custody>(phone.Value), System, Ct);
        (custody.Where!.Status, custody.Where.Holder, custody.Seal).ShouldBe(
            (ObjectStatus.WithOfficer, $"Test {officer.Username}", "S501")
        );
        var given = (await Host.Get<ILedger>().StreamAsync(Guid.Parse(place.Split('/')[^1]), System, Ct))
            .Select(static e => e.Event)
            .OfType<DeviceGivenBack>()
            .ShouldHaveSingleItem();
        given.At.ShouldBe(custody.Since);
        page = (await examiner.OpenAsync(place)).Body!.TextContent;
        page.ShouldContain("Given back by the laboratory");
        page.ShouldContain("signed in");
        page.ShouldNotContain("Give the device back");
    }

    [Fact]
    public async Task A_device_that_its_receiver_refuses_stays_in_the_laboratory()
    {
        var (_, phone) = await Host.PhoneAsync();
        var (officer, examiner) = (await Host.SignInAsync("officer"), await Host.SignInAsync("forensic-examiner"));
        var place = await Host.ExaminedAsync(officer, examiner, phone);
        await SendAsync(examiner, $"{place}/return", Back(officer.Username));
        await SendAsync(officer, $"/records/exhibits/{phone}/receipt", ("Answer", "no"), ("Why", "It is another phone"));
        var page = await examiner.OpenAsync(place);
        page.Body!.TextContent.ShouldContain("Not received: It is another phone");
        page.QuerySelector($"a[href='{place[1..]}/return']").ShouldNotBeNull("it can be handed to somebody else");
        await SendAsync(examiner, $"{place}/return", Back(officer.Username));
        var back = $"/records/exhibits/{phone}/hand-over/withdrawal";
        (await examiner.OpenAsync(place)).QuerySelector($"a[href='{back[1..]}']").ShouldNotBeNull();
        (await (await Host.SignInAsync("forensic-examiner")).StatusAsync(back)).ShouldBe(HttpStatusCode.NotFound, "another one gave it");
        await SendAsync(examiner, back, ("Reason", "Off shift"));
        (await examiner.OpenAsync(place)).Body!.TextContent.ShouldContain("Taken back: Off shift");
    }

    [Fact]
    public async Task What_was_not_examined_yet_is_handed_back_to_nobody()
    {
        var (_, phone) = await Host.PhoneAsync();
        var (officer, examiner) = (await Host.SignInAsync("officer"), await Host.SignInAsync("forensic-examiner"));
        var place = await AskAsync(officer, phone);
        await Host.ApproveAsync(place);
        await BookAsync(examiner, place);
        (await RefusedAsync(examiner, $"{place}/return", Back(officer.Username))).ShouldContain("Nothing was taken off it yet");
        (await Host.Get<ILedger>().ReadAsync(new Id<Custody>(phone.Value), System, Ct)).Offer.ShouldBeNull();
    }

    [Fact]
    public async Task A_device_that_came_to_the_laboratory_again_is_not_said_to_be_given_back()
    {
        var (_, phone) = await Host.PhoneAsync();
        var (officer, examiner) = (await Host.SignInAsync("officer"), await Host.SignInAsync("forensic-examiner"));
        var place = await Host.ExaminedAsync(officer, examiner, phone);
        var old = new ObjectReceived(
            phone,
            new(ObjectStatus.AtLaboratory, Store: null, "R. Vance", Place: null),
            new(ObjectStatus.WithOfficer, Store: null, "PC Rees", Place: null),
            new(2026, 1, 19, 12, 0, 0, TimeSpan.Zero),
            "S500",
            "S500",
            SealCondition.Whole,
            Note: null
        );
        var follow = Host.GetAll<IReaction>().OfType<FollowDevices>().Single();
        await follow.ReactAsync(new(System.Force, phone.Value, 9, old.At, officer.Staff.Value, "test", [phone.Value], old), Ct);
        (await Host.Get<SubmissionList>().AtLabAsync(phone, System, Ct)).ShouldHaveSingleItem(place);
    }

    /// <summary>What an examiner says who hands a device to this member of staff.</summary>
    private static (string, string)[] Back(string receiver) =>
        [
            ("At", "2026-01-25T09:00"),
            ("Status", "WithOfficer"),
            ("SealFound", "S500"),
            ("NewSeal", "S501"),
            ("Taker", "staff"),
            ("Receiver", receiver),
        ];
}

using System.Net;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Access;

public sealed class StaffTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_taken_away_ends_its_powers_at_the_next_request()
    {
        var administrator = await Host.SignInAsync("administrator");
        var auditor = await Host.SignInAsync("auditor");
        (await auditor.StatusAsync("/audit/consultations")).ShouldBe(HttpStatusCode.OK);
        using var taken = await administrator.SubmitAsync($"/staff/{auditor.Staff}", "take", ("role", "auditor"));
        taken.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await auditor.StatusAsync("/audit/consultations")).ShouldBe(HttpStatusCode.Forbidden);
        (await auditor.StatusAsync("/desk")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_is_suspended_is_out_at_once_and_stays_out_when_reinstated()
    {
        var officer = await Host.SignInAsync("officer");
        (await Host.Get<StaffRegister>().SuspendAsync(officer.Staff, "under investigation", Host.Administrator, Ct)).OrThrow();
        (await officer.StatusAsync("/desk")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Host.Get<StaffRegister>().ReinstateAsync(officer.Staff, "cleared", Host.Administrator, Ct)).OrThrow();
        (await officer.StatusAsync("/desk")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Two_administrators_cannot_shut_each_other_out_at_the_same_moment()
    {
        await using var host = await TestHost.StartAsync();
        var (one, _) = await host.EnrolAsync("administrator");
        var (two, _) = await host.EnrolAsync("administrator");
        var register = host.Get<StaffRegister>();
        var both = await Task.WhenAll(
            register.TakeAsync(one.Staff, "administrator", host.Administrator, Ct),
            register.TakeAsync(two.Staff, "administrator", host.Administrator, Ct)
        );
        both.Count(static r => r.Refused(out var refusal, out _) && refusal is LastAdministrator).ShouldBe(1);
    }

    [Fact]
    public async Task Two_people_who_change_one_person_do_not_overwrite_each_other()
    {
        var administrator = await Host.SignInAsync("administrator");
        var (officer, _) = await Host.EnrolAsync("officer");
        var path = $"/staff/{officer.Staff}";
        var stale = await administrator.OpenAsync(path);
        (await administrator.SubmitAsync(path, "grant", ("role", "analyst"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var late = await administrator.Http.SubmitAsync(stale, path, "grant", ("role", "auditor"));
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Documents.ReadAsync(late)).Body!.TextContent.ShouldContain("Somebody changed this record");
        var line = await Host.Get<StaffRegister>().FindAsync(officer.Staff, Host.Administrator, Ct);
        line!.Roles.ShouldBe(["officer", "analyst"]);
    }

    [Fact]
    public async Task Somebody_new_signs_in_with_a_first_password_and_sets_up_their_own()
    {
        var administrator = await Host.SignInAsync("administrator");
        using var enrolled = await administrator.SubmitAsync(
            "/staff/new",
            "enrol",
            ("name", "Lowri Penry"),
            ("username", "Lowri.Penry"),
            ("role", "officer")
        );
        var first = (await Documents.ReadAsync(enrolled)).QuerySelector("code")!.TextContent;
        using var lowri = Host.NewClient();
        var signIn = await PageAsync(lowri, "/sign-in");
        using var toSetUp = await lowri.SubmitAsync(
            signIn,
            "/sign-in",
            "sign-in",
            ("Username", "lowri.penry"),
            ("Password", first),
            ("Code", "")
        );
        new Uri(Host.Address, toSetUp.Headers.Location!).AbsolutePath.ShouldBe("/sign-in/set-up");
        (await StatusAsync(lowri, "/desk")).ShouldBe(HttpStatusCode.Unauthorized);

        var setUp = await PageAsync(lowri, "/sign-in/set-up");
        setUp.QuerySelector("svg.bl-qr").ShouldNotBeNull();
        var key = Base32.Decode(setUp.QuerySelector("code")!.TextContent);
        var code = Totp.Code(key, Totp.StepAt(TimeProvider.System.GetUtcNow()));
        using var weak = await lowri.SubmitAsync(setUp, "/sign-in/set-up", "set-up", ("password", "password1234"), ("code", code));
        weak.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var done = await lowri.SubmitAsync(setUp, "/sign-in/set-up", "set-up", ("password", StaffClient.Password), ("code", code));
        var recovery = (await Documents.ReadAsync(done)).QuerySelectorAll("li code").Select(static c => c.TextContent).ToList();
        recovery.Count.ShouldBe(10);
        (await StatusAsync(lowri, "/desk")).ShouldBe(HttpStatusCode.OK);

        async Task<Outcome> WithAsync(string recoveryCode) =>
            await Host.Get<SignInDesk>().TryAsync(new("lowri.penry", StaffClient.Password, recoveryCode), new("192.0.2.0/24", "other"), Ct);
        (await WithAsync(recovery[3].ToUpperInvariant())).ShouldBeOfType<Outcome.In>();
        (await WithAsync(recovery[3])).ShouldBeOfType<Outcome.Refused>();
    }

    [Fact]
    public async Task A_reset_sign_in_ends_every_session_and_begins_with_a_first_password()
    {
        var administrator = await Host.SignInAsync("administrator");
        var officer = await Host.SignInAsync("officer");
        using var reset = await administrator.SubmitAsync($"/staff/{officer.Staff}", "reset");
        reset.StatusCode.ShouldBe(HttpStatusCode.OK);
        var first = (await Documents.ReadAsync(reset)).QuerySelector("code")!.TextContent;
        (await officer.StatusAsync("/desk")).ShouldBe(HttpStatusCode.Unauthorized);
        var caller = new Caller("192.0.2.0/24", "other");
        (
            await Host.Get<SignInDesk>().TryAsync(new(officer.Username, StaffClient.Password, ""), caller, Ct)
        ).ShouldBeOfType<Outcome.Refused>();
        (await Host.Get<SignInDesk>().TryAsync(new(officer.Username, first, ""), caller, Ct)).ShouldBeOfType<Outcome.ToSetUp>();
    }

    [Fact]
    public async Task A_password_is_changed_by_whoever_knows_it()
    {
        var officer = await Host.SignInAsync("officer");
        using var wrong = await officer.SubmitAsync("/account", "password", ("current", "not this"), ("password", "lantern river seven"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var right = await officer.SubmitAsync(
            "/account",
            "password",
            ("current", StaffClient.Password),
            ("password", "lantern river seven")
        );
        right.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await officer.StatusAsync("/account?changed=true")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_sessions_too()
    {
        var (here, secret) = await Host.EnrolAsync("officer");
        var there = new StaffClient(Host.NewClient(), here.Staff, here.Username);
        await here.SignInAsync(secret);
        await there.SignInAsync(secret, step: 1);
        (await there.StatusAsync("/desk")).ShouldBe(HttpStatusCode.OK);
        using var answer = await here.SubmitAsync("/account", "sign-out/everywhere");
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await there.StatusAsync("/desk")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_user_name_belongs_to_one_person()
    {
        var (officer, _) = await Host.EnrolAsync("officer");
        var again = await Host.Get<StaffRegister>()
            .EnrolAsync(Id<Staff>.New(), new(officer.Username.ToUpperInvariant(), "Somebody Else", null, null), [], Host.Administrator, Ct);
        again.Refused(out var refusal, out _).ShouldBeTrue();
        refusal.ShouldBeOfType<UsernameIsTaken>();
    }

    [Fact]
    public async Task The_one_click_sign_in_is_there_in_the_demo_only()
    {
        await using var host = await TestHost.StartAsync(demo: false);
        var page = await PageAsync(host.Client, "/sign-in");
        page.Body!.TextContent.ShouldNotContain("Sign in as");
        Door.All(host).ShouldNotContain(static d => d.Route == "/sign-in/as");
        host.GetAll<ISecondFactor>().ShouldBeEmpty();
    }

    [Fact]
    public async Task In_the_demo_one_click_signs_in_as_somebody_invented()
    {
        await Bluelamp.Demo.Staff.DemoStaff.EnrolAsync(Host.Get<StaffRegister>(), Host.Administrator, Ct);
        using var client = Host.NewClient();
        var page = await PageAsync(client, "/sign-in");
        using var answer = await client.SubmitAsync(page, "/sign-in", "sign-in/as", ("username", "priya.nair"));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await PageAsync(client, "/account")).Body!.TextContent.ShouldContain("Priya Nair");
    }

    private static async Task<AngleSharp.Dom.IDocument> PageAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Ct);
        return await Documents.ReadAsync(answer);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Ct);
        return answer.StatusCode;
    }
}

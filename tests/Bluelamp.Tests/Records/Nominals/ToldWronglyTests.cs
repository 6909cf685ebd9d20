using System.Net;
using AngleSharp.Dom;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Nominals;

/// <summary>An address, a phone or an e-mail that was told wrongly is put right by one form: the wrong one taken back, the right one linked, both kept.</summary>
public sealed class ToldWronglyTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static int _serial = 7_400;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    private NaturalIds HostIds => new(Host.Get<ForceProfile>().Code, Host.Get<IdSecret>());

    [Theory]
    [InlineData("phone", "Phone", "Phone", "07700 900871", "07700 900123")]
    [InlineData("email", "E-mail", "Email", "sian.jones@example.com", "sian@example.com")]
    public async Task A_number_is_put_right_and_what_was_said_stays_beside_it(
        string what,
        string row,
        string field,
        string right,
        string wrong
    )
    {
        var sian = await RecordAsync(SianJones);
        var officer = await Host.SignInAsync("officer");
        var page = $"/records/nominals/{sian}";
        (await officer.OpenAsync(page)).QuerySelector($"dd a[href='{page[1..]}/facts/{what}']").ShouldNotBeNull();
        using var done = await officer.SubmitAsync(
            $"{page}/facts/{what}",
            "action",
            (field, right),
            ("Sure", "Believed"),
            ("From", "the victim by phone"),
            ("Reason", "A digit was misheard.")
        );
        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var now = await officer.OpenAsync(page);
        Row(now, row).ShouldStartWith(right);
        Row(now, row).ShouldContain("corrected, believed, from the victim by phone");
        Row(now, row).ShouldContain($"Also said: {wrong} (believed, from report K7QM-2XRT");
        (await LinkedAsync(sian, what is "phone" ? LinkRole.Phone : LinkRole.Email)).ShouldBe([right]);
        var told = await LastAsync(sian, 3);
        told.Select(static e => e.Event.GetType()).ShouldBe([typeof(PersonCorrected), typeof(Unlinked), typeof(Linked)]);
        told.Select(static e => e.At).Distinct().ShouldHaveSingleItem("one decision");
        ((Unlinked)told[1].Event).Reason.ShouldBe("A digit was misheard.");
        ((Linked)told[2].Event).Source.Words.ShouldBe("the victim by phone");
        (await officer.OpenAsync($"/search?q={Uri.EscapeDataString(right)}"))
            .QuerySelector("a[href^='records/communications/']")
            .ShouldNotBeNull();
    }

    [Fact]
    public async Task An_address_is_put_right()
    {
        var sian = await RecordAsync(SianJones);
        var officer = await Host.SignInAsync("officer");
        var page = $"/records/nominals/{sian}";
        (string, string)[] right = [("Number", "21"), ("Street", "Heol Fawr"), ("Town", "Llwynlamp"), ("Postcode", "LL99 1AA")];
        using var done = await officer.SubmitAsync(
            $"{page}/facts/address",
            "action",
            [.. right, ("From", "a letter seen"), ("Reason", "Digits turned round.")]
        );
        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var now = await officer.OpenAsync(page);
        Row(now, "Address").ShouldStartWith("21 Heol Fawr");
        Row(now, "Address").ShouldContain("Also said: 12 Heol Fawr");
        (await LinkedAsync(sian, LinkRole.Home)).ShouldHaveSingleItem().ShouldStartWith("21 Heol Fawr");
    }

    [Fact]
    public async Task Of_several_numbers_only_the_wrong_one_goes()
    {
        var sian = await RecordAsync(SianJones with { Phones = ["07700 900123", "07700 900872"] });
        var officer = await Host.SignInAsync("officer");
        var path = $"/records/nominals/{sian}/facts/phone";
        (string, string)[] typed = [("Phone", "07700 900873"), ("From", "the victim"), ("Reason", "Misheard.")];
        using (var asked = await officer.SubmitAsync(path, "action", typed))
        {
            var form = await Documents.ReadAsync(asked);
            form.QuerySelector("#Wrong-error")!.TextContent.ShouldContain("Say which one");
            form.QuerySelector("input[name=Phone]")!.GetAttribute("value").ShouldBe("07700 900873", "what was typed is kept");
        }

        using var done = await officer.SubmitAsync(path, "action", [.. typed, ("Wrong", "07700 900872")]);
        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await LinkedAsync(sian, LinkRole.Phone)).Order(StringComparer.Ordinal).ShouldBe(["07700 900123", "07700 900873"]);
        Row(await officer.OpenAsync($"/records/nominals/{sian}"), "Phone").ShouldStartWith("07700 900123, 07700 900873");
    }

    [Theory]
    [InlineData("phone", "Phone", "12", "Enter a phone number")]
    [InlineData("email", "Email", "sian at home", "Enter an e-mail address")]
    [InlineData("address", "Number", "", "Enter the right address")]
    public async Task What_cannot_be_read_is_told_at_its_field(string what, string field, string typed, string message)
    {
        var sian = await RecordAsync(SianJones);
        var officer = await Host.SignInAsync("officer");
        var path = $"/records/nominals/{sian}/facts/{what}";
        using var unread = await officer.SubmitAsync(path, "action", (field, typed), ("From", "the victim"), ("Reason", "Misheard."));
        var form = await Documents.ReadAsync(unread);
        form.QuerySelector($"#{field}-error")!.TextContent.ShouldContain(message);
        form.QuerySelector($"input[name={field}]")!.GetAttribute("value").ShouldBe(typed);
        form.QuerySelector("input[name=Reason]")!.GetAttribute("value").ShouldBe("Misheard.");
    }

    [Fact]
    public async Task It_says_where_it_is_from_and_why()
    {
        var sian = await RecordAsync(SianJones);
        var officer = await Host.SignInAsync("officer");
        var path = $"/records/nominals/{sian}/facts/phone";
        using var unsourced = await officer.SubmitAsync(path, "action", ("Phone", "07700 900874"), ("Reason", "Misheard."));
        (await ErrorsAsync(unsourced)).ShouldContain("Say where it is from");
        using var unreasoned = await officer.SubmitAsync(
            path,
            "action",
            ("Phone", "07700 900874"),
            ("From", "the victim"),
            ("Reason", " ")
        );
        (await ErrorsAsync(unreasoned)).ShouldContain("Say why");
        using var same = await officer.SubmitAsync(path, "action", ("Phone", "+44 7700 900123"), ("From", "her"), ("Reason", "Misheard."));
        (await ErrorsAsync(same)).ShouldContain("That is the one that was told wrongly");
        (await officer.StatusAsync($"/records/nominals/{sian}/facts/shoes")).ShouldBe(HttpStatusCode.NotFound);
        (await (await Host.SignInAsync("dispatcher")).StatusAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <summary>What was said of another record of theirs is put right there: where it stands, nothing is left of it that counts.</summary>
    [Fact]
    public async Task What_was_said_under_another_name_of_theirs_is_put_right_there()
    {
        var (sian, shan) = (
            await RecordAsync(SianJones with { Phones = [] }),
            await RecordAsync(SianJones with { Phones = ["07700 900875"] })
        );
        var join = new JoinNominals(Id<IdentityDecision>.New(), sian, shan, "same e-mail");
        (await Host.Get<ILedger>().DecideAsync(join.Steps(), Host.Administrator, Ct)).OrThrow();
        var officer = await Host.SignInAsync("officer");
        using var done = await officer.SubmitAsync(
            $"/records/nominals/{sian}/facts/phone",
            "action",
            ("Phone", "07700 900876"),
            ("From", "her"),
            ("Reason", "Misheard.")
        );
        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await LinkedAsync(sian, LinkRole.Phone)).ShouldBe(["07700 900876"]);
        Row(await officer.OpenAsync($"/records/nominals/{sian}"), "Phone").ShouldStartWith("07700 900876");
        (await LastAsync(shan, 1))[0].Event.ShouldBeOfType<Linked>();
    }

    [Fact]
    public async Task A_number_that_is_closed_is_gone_round()
    {
        var sian = await RecordAsync(SianJones);
        var number = Communication.Of(HostIds, CommunicationKind.Phone, "+447700900877");
        var note = new NoteCommunication(number, new(CommunicationKind.Phone, "+447700900877"), Source.Officer);
        (await Host.Get<ILedger>().DecideAsync(number, note, Host.Administrator, Ct)).OrThrow();
        await Host.Get<Db>()
            .KeepAsync(
                $"insert into kernel.restriction (force, subject, keys) values ({HostIds.Force}, {number}, {Array.Empty<Guid>()})",
                Ct
            );
        var officer = await Host.SignInAsync("officer");
        using var done = await officer.SubmitAsync(
            $"/records/nominals/{sian}/facts/phone",
            "action",
            ("Phone", "07700 900877"),
            ("From", "her"),
            ("Reason", "Misheard.")
        );
        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        ((Linked)(await LastAsync(sian, 1))[0].Event).To.Id.Value.ShouldNotBe(number.Value);
    }

    [Fact]
    public void A_link_that_is_gone_already_is_not_taken_back_twice() =>
        new CorrectContact(
            Sian,
            new() { Phones = ["07700 900878"] },
            RecordRef.Of(Communication.Of(Burglary.Ids, CommunicationKind.Phone, "+447700900878")),
            [new(Id<Link>.New(), Id<Link>.New(), LinkRole.Phone)],
            Source.Officer,
            Confidence.Confirmed,
            "Misheard."
        )
            .Decide(AnyRecord.Empty.Apply(new NominalCreated(Sian)), new By(Guid.CreateVersion7(), Now))
            .Refusal.ShouldBeOfType<NoSuchLink>();

    private static string Row(IDocument page, string key) =>
        page.QuerySelectorAll(".govuk-summary-list__row")
            .Single(r => string.Equals(r.QuerySelector("dt")!.TextContent.Trim(), key, StringComparison.Ordinal))
            .QuerySelector("dd")!
            .TextContent.Trim();

    private static async Task<string> ErrorsAsync(HttpResponseMessage answer) =>
        (await Documents.ReadAsync(answer)).QuerySelector(".govuk-error-summary")!.TextContent;

    /// <summary>What a person is linked to now in a role, by name.</summary>
    private async Task<List<string>> LinkedAsync(Id<Nominal> nominal, LinkRole role)
    {
        var links = (await Host.Get<LinkList>().OfAsync(nominal.Value, Host.Administrator, Ct)).Where(l => l.Role == role).ToList();
        var names = await Host.Get<RecordNames>().OfAsync(links.Select(static l => l.Other), Host.Administrator, Ct);
        return [.. links.Select(l => names[l.Other].Name)];
    }

    private async Task<List<Entry>> LastAsync(Id<Nominal> nominal, int count) =>
        [.. (await Host.Get<ILedger>().StreamAsync(nominal.Value, Host.Administrator, Ct)).TakeLast(count)];

    private async Task<Id<Nominal>> RecordAsync(PersonDetails said)
    {
        var victim = new PlannedPerson(Id<Nominal>.New(), IsNew: true, LinkRole.Victim, said);
        var serial = Interlocked.Increment(ref _serial);
        var plan = Plan(serial) with { Ids = HostIds, Reference = CrimeReference.Of(HostIds.Force, 2026, serial), People = [victim] };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Host.Administrator, Ct)).OrThrow();
        return victim.Nominal;
    }
}

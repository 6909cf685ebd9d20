using System.Net;
using Bluelamp.Evidence.Forensics;
using Bluelamp.Evidence.Objects;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Evidence.ForensicDesk;

namespace Bluelamp.Tests.Evidence;

/// <summary>A device, from the question that an officer asks to its way back from the laboratory.</summary>
public sealed class ForensicTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Own => Host.Get<ForceProfile>().Code.ToString("00", global::System.Globalization.CultureInfo.InvariantCulture);

    private Viewer System => Viewer.System(Host.Get<ForceProfile>().Code);

    [Fact]
    public async Task A_phone_is_asked_for_approved_examined_reported_and_given_back()
    {
        var (crime, phone) = await Host.PhoneAsync();
        var (officer, supervisor) = (await Host.SignInAsync("officer"), await Host.SignInAsync("supervisor"));
        var (examiner, second) = (await Host.SignInAsync("forensic-examiner"), await Host.SignInAsync("forensic-examiner"));
        (await officer.OpenAsync($"/records/exhibits/{phone}"))
            .QuerySelector($"a[href='evidence/forensics/new?exhibit={phone}']")
            .ShouldNotBeNull();
        var place = await AskAsync(officer, phone, ("Court-day", "1"), ("Court-month", "12"), ("Court-year", "2098"));

        await SendAsync(supervisor, $"{place}/triage", ("Answer", "approve"), ("Level", "Lab"), ("Reason", "Needed and in proportion"));
        await BookAsync(examiner, place);
        await SendAsync(examiner, $"{place}/step", ("To", "Extracting"), ("Words", "Opened on the bench"));
        (await RefusedAsync(examiner, $"{place}/step", ("To", "Reviewed"))).ShouldContain("Another examiner must review");
        var extraction = await AddAsync(examiner, $"{place}/results", "Extraction", "messages.txt", "What was on it");
        await SendAsync(second, $"{place}/step", ("To", "Reviewed"));
        (await RefusedAsync(examiner, $"{place}/step", ("To", "report"), ("Words", "They spoke."))).ShouldContain("Add the report");
        await AddAsync(examiner, $"{place}/results", "Report", "sfr1.txt", "The report");
        await SendAsync(examiner, $"{place}/step", ("To", "report"), ("Words", "They spoke on 3 May."));
        await SendAsync(
            examiner,
            $"{place}/return",
            ("At", "2026-01-25T09:00"),
            ("Status", "InStore"),
            ("Store", "main"),
            ("Taker", "here"),
            ("Holder", "Main store"),
            ("SealFound", "S500"),
            ("NewSeal", "S501"),
            ("Signature", "O. Keeper"),
            ("Ticked", "true")
        );

        var page = (await officer.OpenAsync(place)).Body!.TextContent;
        foreach (var said in new[] { "Returned", "They spoke on 3 May.", "TRF/1/A", "TRF/1/B", "Court date", "Period unverified", "S501" })
            page.ShouldContain(said);
        (await officer.StatusAsync($"{place}?asat=2026-01-20T12:00")).ShouldBe(HttpStatusCode.NotFound, "nobody had asked for it yet");
        (await officer.OpenAsync($"{place}?asat=2098-01-20T12:00")).Body!.TextContent.ShouldContain("They spoke on 3 May.");
        var custody = (await officer.OpenAsync($"/records/exhibits/{phone}")).Body!.TextContent;
        foreach (var said in new[] { "Digital examination", "Back from digital examination", "Examination reported", "R. Vance" })
            custody.ShouldContain(said);
        custody.ShouldNotContain("Left under seal");
        (await officer.OpenAsync($"/records/exhibits/{extraction}")).Body!.TextContent.ShouldContain("It came of the examination of TRF/1");
        var ofCrime = await officer.OpenAsync($"/records/crimes/{crime}");
        ofCrime.QuerySelector("section:has(#forensics)")!.TextContent.ShouldContain("Returned");
        ofCrime.QuerySelector("section:has(#evidence)")!.TextContent.ShouldContain("TRF/1/B");
        (await officer.OpenAsync("/evidence/forensics")).Body!.TextContent.ShouldNotContain(place[1..]);
        (await Host.Get<ILedger>().ReadAsync(new Id<Custody>(phone.Value), System, Ct)).Where!.Status.ShouldBe(ObjectStatus.InStore);
    }

    [Fact]
    public async Task A_phone_of_another_force_waits_in_the_same_queue_and_its_results_go_back_there()
    {
        var phone = await Host.ObjectAsync();
        var (examiner, second) = (await Host.SignInAsync("forensic-examiner"), await Host.SignInAsync("forensic-examiner"));
        var investigator = await Host.SignInAsync("investigator");
        var place = await AskAsync(examiner, phone, OfSouthWales);
        await SendAsync(
            await Host.SignInAsync("supervisor"),
            $"{place}/triage",
            ("Answer", "approve"),
            ("Level", "Lab"),
            ("Reason", "Agreed with them")
        );
        await BookAsync(examiner, place);
        await SendAsync(examiner, $"{place}/step", ("To", "Extracting"));
        var result = await AddAsync(examiner, $"{place}/results", "Extraction", "messages.txt", "What was on it");
        await SendAsync(second, $"{place}/step", ("To", "Reviewed"));

        var page = await investigator.OpenAsync(place);
        foreach (var said in new[] { "South Wales", "2600123456", "DC 1234 Bevan, bevan@south.example", "Reviewed" })
            page.Body!.TextContent.ShouldContain(said);
        page.QuerySelector($"a[href='evidence/share?record={phone}']").ShouldNotBeNull();
        (await investigator.OpenAsync($"/evidence/share?record={phone}")).Body!.InnerHtml.ShouldContain(
            result,
            Case.Sensitive,
            "it goes out with the device's results"
        );
        (await ListedAsync("?force=62")).ShouldContain(place[1..]);
        (await ListedAsync("?force=own")).ShouldNotContain(place[1..]);
        (await ListedAsync("?force=01")).ShouldNotContain(place[1..]);
        var forces = (await investigator.OpenAsync("/evidence/forensics/workload")).QuerySelector("a[href='evidence/forensics?force=62']")!;
        forces.Closest("tr")!.TextContent.ShouldContain("South Wales");

        async Task<string> ListedAsync(string filter) => (await investigator.OpenAsync($"/evidence/forensics{filter}")).Body!.InnerHtml;
    }

    [Fact]
    public async Task A_device_of_another_force_comes_with_its_crime_and_who_asked()
    {
        var phone = await Host.ObjectAsync();
        var examiner = await Host.SignInAsync("forensic-examiner");
        var none = await FaultAsync([]);
        foreach (var missing in new[] { "Choose the force", "as that force writes it", "what that force investigates", "who asked for it" })
            none.ShouldContain(missing, Case.Sensitive, "all of it at once");
        (await FaultAsync(OfSouthWales.Where(static a => a.Item1 is not "ClientReference"))).ShouldContain("as that force writes it");
        (await FaultAsync(OfSouthWales.Where(static a => a.Item1 is not "ClientOfficer"))).ShouldContain("who asked for it");
        (await FaultAsync(OfSouthWales.Where(static a => a.Item1 is not "Offence"))).ShouldContain("what that force investigates");
        (await FaultAsync(OfSouthWales.Append(("ClientEmail", "by post")))).ShouldContain("an e-mail address");
        (await FaultAsync(OfSouthWales.Where(static a => a.Item1 is not "Client").Append(("Client", Own)))).ShouldContain("this force");

        async Task<string> FaultAsync(IEnumerable<(string, string)> answers)
        {
            var given = answers.Reverse().DistinctBy(static a => a.Item1, StringComparer.Ordinal);
            using var refused = await examiner.SubmitAsync($"/evidence/forensics/new?exhibit={phone}", "submit", [.. Asking, .. given]);
            return (await Documents.ReadAsync(refused)).QuerySelector(".govuk-error-summary")!.TextContent;
        }
    }

    [Fact]
    public async Task The_queue_goes_by_the_rule_a_person_may_place_it_otherwise_and_the_workload_counts_it()
    {
        var officer = await Host.SignInAsync("officer");
        var examiner = await Host.SignInAsync("forensic-examiner");
        var old = await AskAsync(officer, (await Host.PhoneAsync()).Phone);
        var life = await AskAsync(officer, (await Host.PhoneAsync()).Phone, ("Pressing", "life"));
        (await MineAsync()).ShouldBe([life, old]);
        (await officer.OpenAsync($"{life}")).Body!.TextContent.ShouldContain("Somebody’s life may depend on what is found.");
        (await RefusedAsync(examiner, $"{old}/place", ("As", "first"))).ShouldContain("Say why");
        await SendAsync(examiner, $"{old}/place", ("As", "first"), ("Reason", "The witness leaves the country"));
        (await MineAsync()).ShouldBe([old, life]);
        (await officer.OpenAsync(old)).Body!.TextContent.ShouldContain("The witness leaves the country");
        await SendAsync(examiner, $"{old}/place", ("As", "rule"), ("Reason", "She stays"));
        (await MineAsync()).ShouldBe([life, old]);
        await SendAsync(officer, $"{life}/urgency", ("Pressing", ""), ("Reason", "She was found"));
        (await MineAsync()).ShouldBe([old, life], "now the older goes first");
        var lists = Host.Get<SubmissionList>();
        var first = await lists.QueueAsync(new(RequestedBy: officer.Staff.Value), after: null, System, Ct);
        var rest = await lists.QueueAsync(new(RequestedBy: officer.Staff.Value), QueuePlace.Read(QueuePlace.Write(first[0])), System, Ct);
        rest.ShouldHaveSingleItem().Submission.ShouldBe(first[1].Submission);
        (await officer.OpenAsync("/evidence/forensics?show=overdue")).Body!.TextContent.ShouldNotContain(old);
        var work = await officer.OpenAsync("/evidence/forensics/workload");
        work.QuerySelector("table")!.TextContent.ShouldContain("Requested");
        work.QuerySelector("figure.bl-weeks table")!.TextContent.ShouldContain("Reported");
        await SendAsync(officer, $"{old}/withdraw", ("Reason", "She no longer agrees"));
        (await MineAsync()).ShouldBe([life]);

        async Task<List<string>> MineAsync() =>
            [
                .. (await officer.OpenAsync("/evidence/forensics?show=mine"))
                    .QuerySelectorAll("tbody a")
                    .Select(static a => "/" + a.GetAttribute("href")),
            ];
    }

    [Fact]
    public async Task What_the_rules_refuse_is_said_at_its_field()
    {
        var (_, phone) = await Host.PhoneAsync();
        var officer = await Host.SignInAsync("officer");
        var form = $"/evidence/forensics/new?exhibit={phone}";
        using var bare = await officer.SubmitAsync(form, "submit");
        var page = await Documents.ReadAsync(bare);
        page.QuerySelector("#Level-error").ShouldNotBeNull();
        page.QuerySelector("#Of-error").ShouldNotBeNull();
        using var victim = await officer.SubmitAsync(form, "submit", [.. Asking.Where(static a => a.Item1 is not "Of"), ("Of", "Victim")]);
        page = await Documents.ReadAsync(victim);
        page.QuerySelector("#NoticeOn-error")!.TextContent.ShouldContain("Digital Processing Notice");
        page.QuerySelector("#Question")!.TextContent.ShouldContain("Did they speak");
    }

    [Fact]
    public async Task A_persons_page_shows_the_evidence_and_examinations_of_their_crimes_with_their_part()
    {
        var (crime, phone) = await Host.PhoneAsync();
        var officer = await Host.SignInAsync("officer");
        var place = await AskAsync(officer, phone);
        var nominal = Id<Nominal>.New();
        await Host.TellAsync(
            nominal.Value,
            new NominalCreated(nominal),
            new PersonDescribed(nominal, Burglary.SianJones, Burglary.Report, Confidence.Believed)
        );
        var link = new Linked(
            Id<Link>.New(),
            RecordRef.Of(crime),
            RecordRef.Of(nominal),
            LinkRole.Suspect,
            Confidence.Believed,
            Burglary.Report
        );
        await Host.TellAsync(crime.Value, link);

        var page = await officer.OpenAsync($"/records/nominals/{nominal}");
        var evidence = page.QuerySelector("section:has(#evidence-of-crimes)")!.TextContent;
        evidence.ShouldContain("TRF/1");
        evidence.ShouldContain("suspect");
        var forensics = page.QuerySelector("section:has(#forensics)")!;
        forensics.QuerySelector($"a[href='{place[1..]}']").ShouldNotBeNull();
        forensics.TextContent.ShouldContain("(suspect)");

        var insider = await Host.SignInAsync("officer");
        await Host.TellAsync(crime.Value, new RecordRestricted(Marking.Official, [new(insider.Staff.Value)], "A colleague is the victim"));
        var closed = (await officer.OpenAsync($"/records/nominals/{nominal}")).Body!;
        closed.QuerySelector("#evidence-of-crimes").ShouldBeNull();
        closed.QuerySelector("#forensics").ShouldBeNull();
        (await insider.OpenAsync($"/records/nominals/{nominal}")).QuerySelector("#evidence-of-crimes").ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_sees_or_counts_a_submission_whose_crime_is_closed_to_them()
    {
        var (crime, phone) = await Host.PhoneAsync();
        var officer = await Host.SignInAsync("officer");
        var place = await AskAsync(officer, phone);
        var insider = await Host.SignInAsync("officer");
        var other = await Host.SignInAsync("officer");
        await Host.TellAsync(crime.Value, new RecordRestricted(Marking.Official, [new(insider.Staff.Value)], "A colleague is the suspect"));
        (await other.StatusAsync(place)).ShouldBe(HttpStatusCode.NotFound);
        (await other.StatusAsync($"{place}/urgency")).ShouldBe(HttpStatusCode.NotFound);
        (await other.OpenAsync("/evidence/forensics")).Body!.InnerHtml.ShouldNotContain(place[1..]);
        (await insider.StatusAsync(place)).ShouldBe(HttpStatusCode.OK);
        var outsider = new Viewer(
            other.Staff.Value,
            "Test",
            System.Force,
            ["evidence.read"],
            Marking.Official,
            new("test", null),
            [other.Staff.Value]
        );
        var inside = outsider with { Keys = [insider.Staff.Value] };
        var work = Host.Get<Workload>();
        (await CountAsync(inside)).ShouldBe(await CountAsync(outsider) + 1);

        var order = new DisposalOrder("Information manager", "Retention period ended", "MoPI group 3");
        (await Host.Get<Disposer>().DisposeAsync(phone.Value, versions: null, order, System, Ct)).OrThrow();
        (await Host.Database.Source.RowsAsync("evidence.submission")).ShouldNotContain(phone.ToString());
        (await insider.StatusAsync(place)).ShouldBe(HttpStatusCode.NotFound);

        async Task<long> CountAsync(Viewer viewer) => (await work.StandAsync(viewer, Ct)).Sum(static s => s.Count);
    }
}

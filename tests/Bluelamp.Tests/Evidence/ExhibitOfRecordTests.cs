using System.Net;
using System.Security.Cryptography;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>What an exhibit has from the record that it is evidence of: who may see it, and its reference.</summary>
public sealed class ExhibitOfRecordTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static int _serial = 7_500;

    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_evidence_of_a_closed_record_is_as_closed_on_every_page()
    {
        var (crime, exhibit) = await EvidenceAsync();
        var officer = await Host.SignInAsync("investigator");
        string[] pages =
        [
            $"/records/exhibits/{exhibit}",
            $"/records/exhibits/{exhibit}/ready",
            $"/records/exhibits/{exhibit}/notes",
            $"/records/exhibits/{exhibit}/links",
            $"/records/exhibits/{exhibit}/reference",
            $"/records/exhibits/{exhibit}/hold",
            $"/records/exhibits/{exhibit}/hold/lift",
            $"/records/exhibits/{exhibit}/body-worn",
            $"/records/exhibits/{exhibit}/retention",
            $"/records/exhibits/{exhibit}/original",
            $"/evidence/bundle?exhibit={exhibit}",
        ];
        foreach (var page in pages)
            (await officer.StatusAsync(page)).ShouldBe(HttpStatusCode.OK, page);
        var close = new RestrictRecord(Marking.OfficialSensitive, [Id<Staff>.New()], "A protected witness.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(crime.Value), close, Police, Ct)).OrThrow();
        foreach (var page in pages)
            (await officer.StatusAsync(page)).ShouldBe(HttpStatusCode.NotFound, page);
        (await officer.OpenAsync("/evidence")).QuerySelector($"a[href$='{exhibit}']").ShouldBeNull();
    }

    [Fact]
    public async Task A_reference_is_given_once_in_a_case()
    {
        var (crime, first) = await EvidenceAsync();
        var (_, second) = await EvidenceAsync(crime);
        var (_, elsewhere) = await EvidenceAsync();
        var officer = await Host.SignInAsync("officer");
        (await GiveAsync(first)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await Documents.ReadAsync(await GiveAsync(second)))
            .QuerySelector(".govuk-error-summary")!
            .TextContent.ShouldContain("Take the next number");
        (await GiveAsync(elsewhere)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await Host.Get<ExhibitList>().ProducedAsync("JAS/1", Police, Ct)).Count.ShouldBe(2);

        Task<HttpResponseMessage> GiveAsync(Id<Exhibit> exhibit) =>
            officer.SubmitAsync($"/records/exhibits/{exhibit}/reference", "action", ("Reference", "jas/1"), ("Exhibitor", "Jane Smith"));
    }

    [Fact]
    public async Task Who_links_an_exhibit_to_a_case_that_has_its_reference_is_warned_and_may_link_it_all_the_same()
    {
        var (crime, first) = await EvidenceAsync();
        var (_, second) = await EvidenceAsync();
        var (_, third) = await EvidenceAsync();
        foreach (var (exhibit, reference) in new[] { (first, "LNK/1"), (second, "LNK/1"), (third, "LNK/2") })
            (
                await Host.Get<ILedger>()
                    .DecideAsync(exhibit, new ProduceExhibit(exhibit, reference, "Jane Smith", Taken: false), Police, Ct)
            ).OrThrow();
        var officer = await Host.SignInAsync("officer");
        using (var free = await LinkAsync(third, "lnk/2"))
            free.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await free.Content.ReadAsStringAsync(Ct));

        var warned = await Documents.ReadAsync(await LinkAsync(second, "lnk/1"));
        warned.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Another exhibit of this record is LNK/1 already");
        warned.QuerySelector("input[name=Words]")!.GetAttribute("value").ShouldBe("The file", "nothing typed is lost");
        warned.QuerySelector("input[name=Anyway]").ShouldNotBeNull();
        (await CountAsync()).ShouldBe(2);
        using var linked = await LinkAsync(second, "lnk/1", ("Anyway", "yes"));
        linked.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await CountAsync()).ShouldBe(3);

        Task<HttpResponseMessage> LinkAsync(Id<Exhibit> exhibit, string q, params (string, string)[] more) =>
            officer.SubmitAsync(
                $"/records/crimes/{crime}/links?q={q}",
                "action",
                [("To", $"Exhibit:{exhibit}"), ("Role", "Evidence"), ("Words", "The file"), .. more]
            );

        async Task<int> CountAsync() => (await Host.Get<ExhibitList>().AllOfAsync(crime.Value, Police, Ct)).Count;
    }

    [Fact]
    public async Task The_search_finds_an_exhibit_by_its_reference_for_who_may_see_it()
    {
        var (_, exhibit) = await EvidenceAsync();
        (
            await Host.Get<ILedger>().DecideAsync(exhibit, new ProduceExhibit(exhibit, "FND/7", "Jane Smith", Taken: false), Police, Ct)
        ).OrThrow();
        (await (await Host.SignInAsync("officer")).OpenAsync("/search?q=fnd/7")).QuerySelector($"a[href$='{exhibit}']").ShouldNotBeNull();
        var other = await Host.SignInAsync("dispatcher");
        (await other.OpenAsync("/search?q=fnd/7")).QuerySelector($"a[href$='{exhibit}']").ShouldBeNull("they have no right to evidence");
    }

    [Fact]
    public async Task What_is_taken_in_again_after_its_process_died_is_evidence_once()
    {
        var exhibit = Id<Exhibit>.New();
        var (crime, _) = await EvidenceAsync(exhibit: exhibit);
        await EvidenceAsync(crime, exhibit);
        var links = (await Host.Get<ILedger>().StreamAsync(crime.Value, Police, Ct)).Select(static e => e.Event).OfType<Linked>();
        links.Count(l => l.To.Id.Value == exhibit.Value).ShouldBe(1);
    }

    private async Task<(Id<Crime> Crime, Id<Exhibit> Exhibit)> EvidenceAsync(Id<Crime>? of = null, Id<Exhibit>? exhibit = null)
    {
        var crime = of ?? await CrimeAsync();
        var (path, bytes) = (
            Path.Combine(Host.Get<ContentStore>().Incoming, Guid.CreateVersion7().ToString()),
            Guid.CreateVersion7().ToByteArray()
        );
        await File.WriteAllBytesAsync(path, bytes, Ct);
        var id = exhibit ?? Id<Exhibit>.New();
        var file = new ArrivedFile(path, ContentHash.Of(SHA256.HashData(bytes)), bytes.Length, "clip.mp4", ClaimedType: null);
        (await Host.Get<EvidenceIntake>().TakeAsync(id, file, new(OriginKind.Staff), new(), RecordRef.Of(crime), Police, Ct)).OrThrow();
        return (crime, id);
    }

    private async Task<Id<Crime>> CrimeAsync()
    {
        var plan = Burglary.Plan(Interlocked.Increment(ref _serial)) with
        {
            Ids = new NaturalIds(Host.Get<ForceProfile>().Code, Host.Get<IdSecret>()),
        };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Police, Ct)).OrThrow();
        return plan.Crime;
    }
}

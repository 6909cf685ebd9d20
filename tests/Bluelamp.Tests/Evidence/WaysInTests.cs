using System.Net;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Objects;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>From a record's page to an appeal for it, and to an object that is taken in for it.</summary>
public sealed class WaysInTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_a_crimes_page_an_appeal_is_opened_and_an_object_taken_in_for_it()
    {
        var crime = (await Host.OpenDoorAsync(DoorKind.Link)).Crime;
        await ShouldLeadInAsync($"records/crimes/{crime}", RecordRef.Of(crime));
    }

    [Fact]
    public async Task From_a_persons_page_likewise()
    {
        var person = Id<Nominal>.New();
        await Host.TellAsync(person.Value, new NominalCreated(person));
        await ShouldLeadInAsync($"records/nominals/{person}", RecordRef.Of(person));
    }

    [Fact]
    public async Task A_record_that_is_closed_to_whoever_asks_is_not_named_and_not_taken()
    {
        var person = Id<Nominal>.New();
        await Host.TellAsync(person.Value, new NominalCreated(person));
        var close = new RestrictRecord(Marking.OfficialSensitive, [Id<Staff>.New()], "A protected witness.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(person.Value), close, Police, Ct)).OrThrow();
        var officer = await Host.SignInAsync("officer");
        foreach (var form in new[] { "doors", "objects" })
        foreach (var record in new[] { person.ToString(), Guid.CreateVersion7().ToString(), "x" })
            (await officer.OpenAsync($"/evidence/{form}/new?record={record}")).QuerySelector("#Crime").ShouldNotBeNull();
    }

    private async Task ShouldLeadInAsync(string page, RecordRef record)
    {
        var officer = await Host.SignInAsync("officer");
        var here = await officer.OpenAsync($"/{page}");
        var (appeal, taking) = ($"/evidence/doors/new?record={record.Id}", $"/evidence/objects/new?record={record.Id}");
        foreach (var link in new[] { appeal, taking })
            here.QuerySelector($"section:has(#evidence) a[href='{link[1..]}']").ShouldNotBeNull(link);

        using var opened = await officer.SubmitAsync(
            appeal,
            "new-door",
            ("Kind", nameof(DoorKind.Appeal)),
            ("AsksEn", OpenedDoors.Asks.En),
            ("AsksCy", OpenedDoors.Asks.Cy)
        );
        opened.StatusCode.ShouldBe(HttpStatusCode.SeeOther, (await Documents.ReadAsync(opened)).Body?.TextContent);
        var door = new Id<Door>(Guid.Parse(opened.Headers.Location!.ToString().Split('/')[^1]));
        (await Host.Get<DoorList>().FindAsync(door, Police, Ct))!.Of.ShouldBe(record);

        using var taken = await officer.SubmitAsync(
            taking,
            "new-object",
            ("Description", "Kitchen knife"),
            ("Found", "2026-11-20T14:30"),
            ("Power", "pace-19"),
            ("At", "2026-11-20T16:00"),
            ("Status", nameof(ObjectStatus.WithOfficer)),
            ("Holder", "PC Rees")
        );
        taken.StatusCode.ShouldBe(HttpStatusCode.SeeOther, (await Documents.ReadAsync(taken)).Body?.TextContent);
        (await Host.Get<ExhibitList>().AllOfAsync(record.Id.Value, Police, Ct)).ShouldContain(static e => e.Description == "Kitchen knife");
    }
}

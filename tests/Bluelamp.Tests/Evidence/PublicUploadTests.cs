using System.Net;
using System.Security.Cryptography;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>A member of the public comes in by a door and sends files, without an account and without scripts.</summary>
public sealed class PublicUploadTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private short Force => Host.Get<ForceProfile>().Code;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_witness_of_an_appeal_sends_a_film_which_is_evidence_of_the_crime()
    {
        var (crime, code) = await OpenAsync(DoorKind.Appeal);
        using var witness = Host.NewClient();
        (await witness.GetStringAsync($"/cy/upload/{code}", Ct)).ShouldContain(OpenedDoors.Asks.Cy);
        var start = await Documents.ReadAsync(await witness.GetAsync($"/upload/{code}", Ct));
        start.Body!.TextContent.ShouldNotContain("Burglary", Case.Insensitive);
        using var silent = await witness.SubmitAsync(start, $"/upload/{code}", "begin", ("Description", "A red car"));
        var again = await Documents.ReadAsync(silent);
        again.Body!.TextContent.ShouldContain("We can only take your files when you agree");
        again.QuerySelector("#Description")!.TextContent.ShouldContain("A red car", Case.Sensitive, "what was typed is kept");
        await witness.EnterAsync(code);

        byte[] film = [.. "not really a film"u8];
        using var sent = await SendAsync(witness, code, film, "ffilm y car.mp4");
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await sent.Content.ReadAsStringAsync(Ct));
        var exhibits = await Host.Get<ExhibitList>().NewestAsync(new(Record: crime.Value), after: null, Viewer.System(Force), Ct);
        var exhibit = exhibits.ShouldHaveSingleItem();
        exhibit.Name.ShouldBe("ffilm y car.mp4");
        exhibit.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(film)));
        exhibit.Description.ShouldBe("A red car went by");
        exhibit.Sender.ShouldBe("Mair, 07700 900123");
        var officer = await Host.SignInAsync("officer");
        var page = (await officer.OpenAsync($"/records/exhibits/{exhibit.Exhibit}")).Body!.TextContent;
        page.ShouldContain("I give these files to the police");
        (await officer.OpenAsync($"/records/crimes/{crime}")).Body!.TextContent.ShouldContain("ffilm y car.mp4");
    }

    [Fact]
    public async Task A_witness_who_knows_the_hash_of_their_film_is_told_when_another_file_came()
    {
        var (crime, code) = await OpenAsync(DoorKind.Appeal);
        using var witness = Host.NewClient();
        await witness.EnterAsync(code);
        byte[] film = [.. "the film"u8];
        var hash = Convert.ToHexStringLower(SHA256.HashData(film));
        using var wrong = await SendAsync(witness, code, [.. "another film"u8], "ffilm.mp4", hash);
        var page = await Documents.ReadAsync(wrong);
        page.QuerySelector("#sha256-error")!.TextContent.ShouldContain("has another SHA-256");
        page.QuerySelector("#sha256")!.GetAttribute("value").ShouldBe(hash);
        (await witness.GetStringAsync($"/cy/upload/{code}/files", Ct)).ShouldContain("SHA-256 y ffeil, os ydych yn ei wybod");
        using var sent = await SendAsync(witness, code, film, "ffilm.mp4", hash);
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await sent.Content.ReadAsStringAsync(Ct));
        var exhibits = await Host.Get<ExhibitList>().NewestAsync(new(Record: crime.Value), after: null, Viewer.System(Force), Ct);
        exhibits.ShouldHaveSingleItem().Sha256.ShouldBe(hash);
    }

    [Fact]
    public async Task A_film_that_comes_in_pieces_is_taken_in_by_the_same_door()
    {
        var (crime, code) = await OpenAsync(DoorKind.Link);
        using var victim = Host.NewClient();
        await victim.EnterAsync(code);
        var sender = await victim.TusAsync(code);
        var place = await sender.BeginAsync(8, ("filename", "clip.mp4"));
        (await sender.PatchStatusAsync(place, 0, [.. "half"u8])).ShouldBe(HttpStatusCode.NoContent);
        using var stranger = Host.NewClient();
        using var peek = await (await stranger.TusAsync(code, page: "")).SendAsync(HttpMethod.Head, place);
        peek.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sender.PatchStatusAsync(place, 4, [.. "more"u8])).ShouldBe(HttpStatusCode.NoContent);
        var exhibits = await Host.Get<ExhibitList>().NewestAsync(new(Record: crime.Value), after: null, Viewer.System(Force), Ct);
        exhibits.ShouldHaveSingleItem().Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData("halfmore"u8)));
    }

    [Fact]
    public async Task Signs_that_no_database_keeps_are_left_out_of_what_a_sender_says()
    {
        var (crime, code) = await OpenAsync(DoorKind.Link);
        using var victim = Host.NewClient();
        await victim.EnterAsync(code);
        var sender = await victim.TusAsync(code);
        (string, string)[] said = [("filename", "cl\0ip.txt"), ("filetype", "text/pl\0ain"), ("description", "a\0b"), ("place", "\0yard")];
        (await sender.PatchStatusAsync(await sender.BeginAsync(4, said), 0, [.. "word"u8])).ShouldBe(HttpStatusCode.NoContent);
        var exhibits = await Host.Get<ExhibitList>().NewestAsync(new(Record: crime.Value), after: null, Viewer.System(Force), Ct);
        exhibits.ShouldHaveSingleItem().Description.ShouldBe("ab");
    }

    [Fact]
    public async Task Who_did_not_come_in_by_the_door_sends_nothing()
    {
        var (crime, code) = await OpenAsync(DoorKind.Link);
        using var stranger = Host.NewClient();
        var sender = await stranger.TusAsync(code, page: "");
        var upload = $"/upload/{code}/tus/{Guid.CreateVersion7()}";
        (HttpMethod How, string Where)[] knocks =
        [
            (HttpMethod.Options, $"/upload/{code}/tus"),
            (HttpMethod.Post, $"/upload/{code}/tus"),
            (HttpMethod.Head, upload),
            (HttpMethod.Patch, upload),
            (HttpMethod.Delete, upload),
            (HttpMethod.Post, upload),
        ];
        foreach (var (how, where) in knocks)
        {
            using var tus = await sender.SendAsync(how, where, ("Upload-Length", "8"), ("Upload-Offset", "0"));
            tus.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{how} {where}");
        }
        using var files = await stranger.GetAsync($"/upload/{code}/files", Ct);
        files.Headers.Location!.ToString().ShouldEndWith($"upload/{code}");
        (await stranger.GetAsync("/upload/abcdefghjkmnpqrstuvw", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var first = Host.NewClient();
        await first.EnterAsync(code);
        using var second = Host.NewClient();
        var start = await Documents.ReadAsync(await second.GetAsync($"/upload/{code}", Ct));
        using var late = await second.SubmitAsync(start, $"/upload/{code}", "begin", ("Agreed", "yes"));
        (await Documents.ReadAsync(late)).Body!.TextContent.ShouldContain("opened on another device already");
        (await Host.Get<ExhibitList>().NewestAsync(new(Record: crime.Value), after: null, Viewer.System(Force), Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_sites_page_sends_nothing_in_the_name_of_who_came_in()
    {
        var (_, code) = await OpenAsync(DoorKind.Link);
        using var victim = Host.NewClient();
        await victim.EnterAsync(code);
        using var forged = new HttpRequestMessage(HttpMethod.Post, $"/upload/{code}/tus");
        forged.Headers.Add("Tus-Resumable", "1.0.0");
        forged.Headers.Add("Upload-Length", "8");
        using var answer = await victim.SendAsync(forged, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("no-form-token");
    }

    private async Task<(Id<Crime> Crime, string Code)> OpenAsync(DoorKind kind)
    {
        var door = await Host.OpenDoorAsync(kind);
        return (door.Crime, door.Code);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient visitor,
        string code,
        byte[] bytes,
        string name,
        string? sha256 = null
    )
    {
        var page = await Documents.ReadAsync(await visitor.GetAsync($"/upload/{code}/files", Ct));
        using var form = new MultipartFormDataContent();
        foreach (var field in page.QuerySelectorAll("form[enctype] input[type=hidden]"))
            form.Add(new StringContent(field.GetAttribute("value") ?? ""), field.GetAttribute("name")!);
        form.Add(new ByteArrayContent(bytes), "files", name);
        if (sha256 is not null)
            form.Add(new StringContent(sha256), "sha256");
        return await visitor.PostAsync($"/upload/{code}/files", form, Ct);
    }
}

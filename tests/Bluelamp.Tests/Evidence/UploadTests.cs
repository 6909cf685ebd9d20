using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Uploads;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Files that arrive in pieces by tus 1.0.0, as a sender's program meets it; and by the plain form.</summary>
public sealed class UploadTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly byte[] Clip = RandomNumberGenerator.GetBytes(1_500_000);

    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_door_says_what_it_speaks_and_takes_no_other_version()
    {
        var sender = await SenderAsync();
        using var options = await sender.SendAsync(HttpMethod.Options, "/evidence/uploads");
        options.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        TusSender.One(options, "Tus-Version").ShouldBe("1.0.0");
        TusSender.One(options, "Tus-Extension").Split(',').ShouldContain("concatenation");
        using var old = await sender.SendAsync(HttpMethod.Post, "/evidence/uploads", ("Tus-Resumable", "0.2.2"), ("Upload-Length", "1"));
        old.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var nothing = await sender.SendAsync(HttpMethod.Post, "/evidence/uploads");
        nothing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var large = await sender.SendAsync(HttpMethod.Post, "/evidence/uploads", ("Upload-Length", "1000000000001"));
        large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_file_that_came_in_pieces_is_an_exhibit_of_the_same_bytes()
    {
        var sender = await SenderAsync();
        var upload = await sender.BeginAsync(
            Clip.Length,
            ("filename", "clip.mp4"),
            ("description", "The yard"),
            ("from", "2026-11-20T14:30")
        );
        foreach (var (from, to) in new[] { (0, 1), (1, 700_000), (700_000, Clip.Length) })
        {
            using var answer = await sender.PatchAsync(upload, from, Clip[from..to]);
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync(Ct));
            TusSender.One(answer, "Upload-Offset").ShouldBe(to.ToString(CultureInfo.InvariantCulture));
        }

        var received = await ReceivedAsync(upload);
        received.Content!.Sha256.ShouldBe(ContentHash.Of(SHA256.HashData(Clip)));
        received.Said.Description.ShouldBe("The yard");
        received.Said.From.ShouldBe(new DateTimeOffset(2026, 11, 20, 14, 30, 0, TimeSpan.Zero));
        (await KeptAsync(received)).ShouldBe(Clip);
        (await sender.OffsetAsync(upload)).ShouldBe(Clip.Length);
    }

    [Fact]
    public async Task An_interrupted_file_goes_on_where_it_broke_off()
    {
        var sender = await SenderAsync();
        var upload = await sender.BeginAsync(Clip.Length, ("sha256", Convert.ToHexString(SHA256.HashData(Clip))));
        var seed = new Random(11);
        var offset = 0L;
        // A line that breaks may take with it what was on its way: on a busy machine all of it, several times running.
        for (var i = 0; i < (offset == 0 ? 200 : 12) && offset < Clip.Length - 1; i++)
        {
            await BreakOffAsync(sender, upload, offset, seed.Next(1, 250_000));
            offset = await sender.SettledAsync(upload);
        }

        offset.ShouldBeGreaterThan(0);
        using var rest = await sender.PatchAsync(upload, offset, Clip[(int)offset..]);
        rest.StatusCode.ShouldBe(HttpStatusCode.NoContent, await rest.Content.ReadAsStringAsync(Ct));
        var received = await ReceivedAsync(upload);
        received.Origin.ClaimedSha256.ShouldBe(received.Content!.Sha256);
        (await KeptAsync(received)).ShouldBe(Clip);
    }

    [Fact]
    public async Task A_stretch_from_the_wrong_place_or_changed_on_its_way_or_too_long_does_not_count()
    {
        var sender = await SenderAsync();
        var upload = await sender.BeginAsync(10);
        (await sender.PatchStatusAsync(upload, 3, [1])).ShouldBe(HttpStatusCode.Conflict);
        (await sender.PatchStatusAsync(upload, 0, new byte[11])).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
#pragma warning disable CA5350 // the protocol asks every server for SHA-1
        var sha1 = SHA1.HashData([1, 2, 3]);
#pragma warning restore CA5350
        (await sender.PatchStatusAsync(upload, 0, [1, 2, 3], Checksum("sha1", sha1))).ShouldBe(HttpStatusCode.NoContent);
        (await sender.PatchStatusAsync(upload, 3, [4, 5], Checksum("sha256", SHA256.HashData([9])))).ShouldBe((HttpStatusCode)460);
        (await sender.PatchStatusAsync(upload, 3, [4, 5], "md5 AAAA")).ShouldBe(HttpStatusCode.BadRequest);
        (await sender.OffsetAsync(upload)).ShouldBe(3);
        (
            await sender.PatchStatusAsync(upload, 3, [4, 5, 6, 7, 8, 9, 10], Checksum("sha256", SHA256.HashData([4, 5, 6, 7, 8, 9, 10])))
        ).ShouldBe(HttpStatusCode.NoContent);
        (await KeptAsync(await ReceivedAsync(upload))).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }

    [Fact]
    public async Task What_a_dead_process_left_unchecked_does_not_count()
    {
        var sender = await SenderAsync();
        var upload = await sender.BeginAsync(6);
        (await sender.PatchStatusAsync(upload, 0, [1, 2, 3])).ShouldBe(HttpStatusCode.NoContent);
        var path = Host.Get<UploadFiles>().PathOf(IdOf(upload));
        await File.WriteAllTextAsync(path + ".mark", "3", Ct);
        await File.AppendAllBytesAsync(path, [7, 7], Ct);
        (await sender.OffsetAsync(upload)).ShouldBe(3);
        (await sender.PatchStatusAsync(upload, 3, [4, 5, 6])).ShouldBe(HttpStatusCode.NoContent);
        (await KeptAsync(await ReceivedAsync(upload))).ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public async Task A_file_that_was_whole_when_the_process_died_is_taken_in_when_its_sender_asks()
    {
        var sender = await SenderAsync();
        var before = await sender.BeginAsync(2);
        await File.WriteAllBytesAsync(Host.Get<UploadFiles>().PathOf(IdOf(before)), [3, 1], Ct);
        (await sender.OffsetAsync(before)).ShouldBe(2);
        (await KeptAsync(await ReceivedAsync(before))).ShouldBe([3, 1]);

        var between = await sender.BeginAsync(2);
        var (path, hash) = (Host.Get<UploadFiles>().PathOf(IdOf(between)), ContentHash.Of(SHA256.HashData([3, 2])));
        await File.WriteAllBytesAsync(path, [3, 2], Ct);
        Host.Get<ContentStore>().Keep(path, hash);
        await Host.Get<Db>().KeepAsync($"update evidence.upload set sha256 = {hash.ToString()} where upload = {IdOf(between)}", Ct);
        (await sender.OffsetAsync(between)).ShouldBe(2);
        (await sender.OffsetAsync(between)).ShouldBe(2);
        (await KeptAsync(await ReceivedAsync(between))).ShouldBe([3, 2]);
    }

    [Fact]
    public async Task A_file_that_is_not_what_the_device_meant_is_refused_and_that_is_recorded()
    {
        var sender = await SenderAsync();
        var upload = await sender.BeginAsync(3, ("filename", "clip.mp4"), ("sha256", new string('a', 64)));
        using var answer = await sender.PatchAsync(upload, 0, [7, 7, 1]);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("not the one that was chosen");
        var refused = (await EntriesAsync(upload)).ShouldHaveSingleItem().Event.ShouldBeOfType<UploadRefused>();
        refused.Received.ShouldBe(ContentHash.Of(SHA256.HashData([7, 7, 1])));
        Host.Get<ContentStore>().Has(refused.Received).ShouldBeFalse();
        using var head = await sender.SendAsync(HttpMethod.Head, upload);
        head.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task An_upload_is_open_only_to_who_began_it()
    {
        var sender = await SenderAsync();
        var upload = await sender.BeginAsync(3);
        var other = await SenderAsync();
        using var head = await other.SendAsync(HttpMethod.Head, upload);
        head.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PatchStatusAsync(upload, 0, [1, 2, 3])).ShouldBe(HttpStatusCode.NotFound);
        using var delete = await other.SendAsync(HttpMethod.Delete, upload);
        delete.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sender.OffsetAsync(upload)).ShouldBe(0);
        using var handler = new HttpRequestMessage(HttpMethod.Head, upload);
        handler.Headers.Add("Tus-Resumable", "1.0.0");
        using var stranger = await Host.Client.SendAsync(handler, Ct);
        stranger.StatusCode.ShouldNotBe(HttpStatusCode.OK);
        using var unasked = new HttpRequestMessage(HttpMethod.Post, "/evidence/uploads");
        unasked.Headers.Add("Tus-Resumable", "1.0.0");
        unasked.Headers.Add("Upload-Length", "1");
        using var forged = await sender.Http.SendAsync(unasked, Ct);
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "A page of another site cannot begin an upload.");
    }

    [Fact]
    public async Task One_request_can_begin_and_send_and_a_length_can_come_late()
    {
        var sender = await SenderAsync();
        using var whole = await sender.SendAsync(HttpMethod.Post, "/evidence/uploads", [5, 6], ("Upload-Length", "2"));
        whole.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await KeptAsync(await ReceivedAsync(TusSender.One(whole, "Location")))).ShouldBe([5, 6]);

        using var late = await sender.SendAsync(HttpMethod.Post, "/evidence/uploads", ("Upload-Defer-Length", "1"));
        var upload = TusSender.One(late, "Location");
        (await sender.PatchStatusAsync(upload, 0, [1, 2])).ShouldBe(HttpStatusCode.NoContent);
        using var last = await sender.SendAsync(HttpMethod.Patch, upload, [3], ("Upload-Offset", "2"), ("Upload-Length", "3"));
        last.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await KeptAsync(await ReceivedAsync(upload))).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Parts_are_put_together_in_the_order_that_is_named()
    {
        var sender = await SenderAsync();
        var parts = new List<string>();
        foreach (var bytes in new byte[][] { [1, 2], [3, 4, 5] })
        {
            using var part = await sender.SendAsync(
                HttpMethod.Post,
                "/evidence/uploads",
                bytes,
                ("Upload-Length", bytes.Length.ToString(CultureInfo.InvariantCulture)),
                ("Upload-Concat", "partial")
            );
            parts.Add(TusSender.One(part, "Location"));
        }

        (await EntriesAsync(parts[0])).ShouldBeEmpty();
        using var final = await sender.SendAsync(HttpMethod.Post, "/evidence/uploads", ("Upload-Concat", $"final;{parts[1]} {parts[0]}"));
        final.StatusCode.ShouldBe(HttpStatusCode.Created, await final.Content.ReadAsStringAsync(Ct));
        (await KeptAsync(await ReceivedAsync(TusSender.One(final, "Location")))).ShouldBe([3, 4, 5, 1, 2]);
        using var gone = await sender.SendAsync(HttpMethod.Head, parts[0]);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_upload_that_is_given_up_or_ran_out_leaves_nothing()
    {
        var sender = await SenderAsync();
        var given = await sender.BeginAsync(3);
        using var delete = await sender.SendAsync(HttpMethod.Delete, given);
        delete.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        File.Exists(Host.Get<UploadFiles>().PathOf(IdOf(given))).ShouldBeFalse();

        var old = await sender.BeginAsync(3);
        await Host.Get<Db>().KeepAsync($"update evidence.upload set expires_at = now() where upload = {IdOf(old)}", Ct);
        using var head = await sender.SendAsync(HttpMethod.Head, old);
        head.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await Host.Get<UploadReceiver>().SweepAsync(Ct)).ShouldBeGreaterThan(0);
        File.Exists(Host.Get<UploadFiles>().PathOf(IdOf(old))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_full_disk_is_said_plainly()
    {
        var sender = await SenderAsync();
        var upload = await sender.BeginAsync(3);
        var path = Host.Get<UploadFiles>().PathOf(IdOf(upload));
        File.Delete(path);
        File.CreateSymbolicLink(path, "/dev/full");
        using var answer = await sender.PatchAsync(upload, 0, [1, 2, 3]);
        answer.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("no room");
    }

    [Fact]
    public async Task What_arrives_leaves_room_on_the_disk_and_everything_stays_readable()
    {
        var (sender, room) = (await SenderAsync(), Host.Get<DiskRoom>());
        var begun = await sender.BeginAsync(3);
        var keeps = room.Keeps;
        keeps.ShouldBeGreaterThan(0);
        room.Keeps = long.MaxValue / 2; // as if no more were free
        try
        {
            using var going = await sender.PatchAsync(begun, 0, [1, 2, 3]);
            going.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage);
            using var form = await sender.PostFormAsync([("description", "Too much")], [("one.bin", Clip)]);
            (await Documents.ReadAsync(form)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("no room");
            var officer = await Host.SignInAsync("officer");
            (await officer.StatusAsync("/evidence")).ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            room.Keeps = keeps;
        }

        using var now = await sender.PatchAsync(begun, 0, [1, 2, 3]);
        now.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_plain_form_takes_several_files_and_keeps_what_was_typed_when_something_is_wrong()
    {
        var sender = await SenderAsync();
        using var wrong = await sender.PostFormAsync([("description", "Two clips"), ("clock", "ahead"), ("difference", "a bit")], []);
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await Documents.ReadAsync(wrong);
        again.QuerySelector("textarea")!.TextContent.ShouldContain("Two clips");
        again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("ahead or behind");

        using var sent = await sender.PostFormAsync(
            [
                ("description", "Two clips"),
                ("clock", "behind"),
                ("difference", "0:03:20"),
                ("sender", "The shop"),
                ("consent", "Not to the press"),
            ],
            [("one.bin", Clip), ("two.txt", "seen"u8.ToArray())]
        );
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var list = await Host.Get<ExhibitList>().NewestAsync(new(), after: null, System, Ct);
        var one = list.Single(static l => l.Name is "one.bin" && l.Description is "Two clips");
        one.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Clip)));
        list.ShouldContain(static l => l.Name == "two.txt" && l.Sender == "The shop");
        (await ReceivedAsync($"/{one.Exhibit}")).Said.ClockAheadSeconds.ShouldBe(-200);
        (await ReceivedAsync($"/{one.Exhibit}")).Origin.Consent.ShouldBe("Not to the press");
    }

    [Fact]
    public async Task The_plain_form_refuses_a_file_that_is_not_the_one_whose_hash_was_given_and_records_it()
    {
        var sender = await SenderAsync();
        var right = Convert.ToHexString(SHA256.HashData(Clip));
        using var unread = await sender.PostFormAsync([("sha256", "12 34")], [("sum.bin", Clip)]);
        (await Documents.ReadAsync(unread)).QuerySelector("#sha256-error")!.TextContent.ShouldContain("64 hexadecimal digits");
        using var two = await sender.PostFormAsync([("sha256", right)], [("sum.bin", Clip), ("sum2.bin", Clip)]);
        (await Documents.ReadAsync(two)).QuerySelector("#sha256-error")!.TextContent.ShouldContain("choose the one file");
        byte[] other = [.. "not the clip"u8];
        using var wrong = await sender.PostFormAsync([("sha256", right), ("description", "Clip")], [("sum.bin", other)]);
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await Documents.ReadAsync(wrong);
        again.QuerySelector("#sha256-error")!.TextContent.ShouldContain("is not the one that was chosen");
        again.QuerySelector("#sha256")!.GetAttribute("value").ShouldBe(right);
        var refused = (await RefusedAsync())[^1];
        (refused.Name, refused.Bytes, refused.Received).ShouldBe(("sum.bin", other.Length, ContentHash.Of(SHA256.HashData(other))));
        Host.Get<ContentStore>().Has(refused.Received).ShouldBeFalse();

        var groups = string.Join(' ', right.Chunk(8).Select(static c => new string(c)));
        using var sent = await sender.PostFormAsync([("sha256", groups)], [("summed.bin", Clip)]);
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await sent.Content.ReadAsStringAsync(Ct));
        var one = (await Host.Get<ExhibitList>().NewestAsync(new(), after: null, System, Ct)).Single(static l => l.Name is "summed.bin");
        (await ReceivedAsync($"/{one.Exhibit}")).Origin.ClaimedSha256.ShouldBe(ContentHash.Of(SHA256.HashData(Clip)));
    }

    private async Task<IReadOnlyList<UploadRefused>> RefusedAsync() =>
        [
            .. (
                await Host.Get<Db>()
                    .WorkingAsync<Named>(
                        $"select l.stream as id from kernel.ledger l where l.type = 'evidence.upload-refused.v1' order by l.position",
                        Ct
                    )
            )
                .Select(async r => (await Host.Get<ILedger>().StreamAsync(r.Id, System, Ct))[0].Event)
                .Select(static e => (UploadRefused)e.Result),
        ];

    private sealed record Named(Guid Id);

    private Viewer System => Viewer.System(Host.Get<ForceProfile>().Code);

    private async Task<TusSender> SenderAsync()
    {
        var officer = await Host.SignInAsync("officer");
        var page = await officer.OpenAsync("/evidence/add");
        return new(officer.Http, page, "/evidence/uploads");
    }

    private Task<IReadOnlyList<Entry>> EntriesAsync(string upload) => Host.Get<ILedger>().StreamAsync(IdOf(upload), System, Ct);

    private async Task<ExhibitReceived> ReceivedAsync(string upload) =>
        (await EntriesAsync(upload)).ShouldHaveSingleItem().Event.ShouldBeOfType<ExhibitReceived>();

    private Task<byte[]> KeptAsync(ExhibitReceived received) =>
        File.ReadAllBytesAsync(Host.Get<ContentStore>().PathOf(received.Content!.Sha256), Ct);

    private static Guid IdOf(string upload) => Guid.Parse(upload[(upload.LastIndexOf('/') + 1)..]);

    private static string Checksum(string how, byte[] hash) => $"{how} {Convert.ToBase64String(hash)}";

    /// <summary>Says that the whole rest comes, sends some of it, and closes the line.</summary>
    private static async Task BreakOffAsync(TusSender sender, string upload, long offset, int send)
    {
        using var content = new BrokenOff(Clip[(int)offset..], (int)Math.Min(send, Clip.Length - offset - 1));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Patch, upload) { Content = content };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("RequestVerificationToken", sender.Token);
        await Should.ThrowAsync<HttpRequestException>(() => sender.Http.SendAsync(request, Ct));
    }

    private sealed class BrokenOff(byte[] bytes, int sent) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, sent), Ct);
            await stream.FlushAsync(Ct);
            throw new IOException("The line broke.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}

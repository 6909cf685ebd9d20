using System.Security.Cryptography;
using Amazon.S3.Model;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Storing.S3;
using Bluelamp.Kernel.Running;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Contents in a real S3 store: in parts, by ranges, refused, broken off.</summary>
public sealed class S3PlaceTests(S3Server server) : IClassFixture<S3Server>, IDisposable
{
    private const int Large = (int)(2 * S3Upload.UsualPart) + 12_345;
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_content_of_several_parts_comes_back_byte_for_byte_and_by_ranges()
    {
        using var place = server.Place("large", _folder.Path);
        var (bytes, hash) = Make(Large, seed: 1);
        var file = Write(bytes);
        await place.KeepAsync(file, hash, Ct);
        File.Exists(file).ShouldBeFalse();
        await using var stream = await place.OpenAsync(hash, Ct);
        stream.Length.ShouldBe(Large);
        stream.Position = S3Upload.UsualPart - 10; // over the seam of two parts
        var range = new byte[20];
        await stream.ReadExactlyAsync(range, Ct);
        range.ShouldBe(bytes[(int)(S3Upload.UsualPart - 10)..(int)(S3Upload.UsualPart + 10)]);
        stream.Position = 0;
        (await Bytes.HashAsync(stream, static _ => { }, Ct)).ShouldBe(hash);
        (await place.ListAsync(Ct).ToListAsync(Ct)).ShouldBe([(hash, (long)Large)]);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(Large)]
    public async Task A_file_with_other_bytes_than_its_name_says_leaves_nothing(int length)
    {
        using var place = server.Place($"wrong-{length}", _folder.Path);
        var (bytes, hash) = Make(length, seed: 2);
        bytes[^1] ^= 1;
        await Should.ThrowAsync<InvalidDataException>(() => place.KeepAsync(Write(bytes), hash, Ct));
        (await place.HasAsync(hash, Ct)).ShouldBeFalse();
        Uploads().ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_keys_are_refused_in_words_that_do_not_tell_them()
    {
        using var place = server.Place("keys", _folder.Path, "not-the-secret-key");
        var (_, hash) = Make(10, seed: 3);
        foreach (
            var ask in new Func<Task>[]
            {
                () => place.TryAsync(Ct),
                () => place.HasAsync(hash, Ct),
                () => place.KeepAsync(Write(new byte[10]), Of(new byte[10]), Ct),
            }
        )
        {
            var away = await Should.ThrowAsync<PlaceAwayException>(ask);
            away.Message.ShouldContain("refuses these keys");
            away.Message.ShouldNotContain("not-the-secret-key");
        }
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_named()
    {
        using var place = new S3Place(
            S3Address.Parse(server.Address("x").Replace("evidence", "elsewhere", StringComparison.Ordinal)),
            _folder.Path
        );
        (await Should.ThrowAsync<PlaceAwayException>(() => place.TryAsync(Ct))).Message.ShouldContain("has no bucket elsewhere");
    }

    [Fact]
    public async Task What_is_set_aside_can_be_taken_back_until_it_is_erased()
    {
        using var place = server.Place("trash", _folder.Path);
        var (bytes, hash) = Make(100, seed: 4);
        await place.KeepAsync(Write(bytes), hash, Ct);
        await place.SetAsideAsync(hash, Ct);
        (await place.HasAsync(hash, Ct)).ShouldBeFalse();
        await place.TakeBackAsync(hash, Ct);
        (await place.HasAsync(hash, Ct)).ShouldBeTrue();
        await place.SetAsideAsync(hash, Ct);
        await place.EraseAsync(hash, Ct);
        await place.TakeBackAsync(hash, Ct);
        (await place.HasAsync(hash, Ct)).ShouldBeFalse();
        Directory.EnumerateFiles(server.Bucket, $"{hash}*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_that_breaks_is_taken_up_where_it_was_and_not_for_ever()
    {
        var (bytes, _) = Make(1000, seed: 5);
        var asked = new List<long>();
        await using var stream = new S3Stream(
            (from, _) =>
            {
                asked.Add(from);
                return Task.FromResult(
                    new GetObjectResponse { ResponseStream = new MemoryStream(bytes, (int)from, (int)Math.Min(400, 1000 - from)) }
                );
            },
            1000
        );
        var read = new byte[1000];
        await stream.ReadExactlyAsync(read, Ct);
        read.ShouldBe(bytes);
        asked.ShouldBe([0, 400, 800]);

        await using var dead = new S3Stream(static (_, _) => Task.FromResult(new GetObjectResponse { ResponseStream = Stream.Null }), 1000);
        await Should.ThrowAsync<PlaceAwayException>(async () => await dead.ReadExactlyAsync(read, Ct));
    }

    [Theory]
    [InlineData("s3://key:secret@bucket/evidence")]
    [InlineData("s3://bucket/evidence?access_key=AKIA")]
    [InlineData("s3://bucket/evidence?endpoint=ftp://store")]
    [InlineData("s3://bucket/evidence?tier=cold")]
    [InlineData("s3://B/evidence")]
    public void What_is_no_address_is_refused(string address) => Should.Throw<CannotRunException>(() => S3Address.Parse(address));

    [Theory]
    [InlineData(1L, 16L << 20)]
    [InlineData(160_000L << 20, 16L << 20)]
    [InlineData((160_000L << 20) + 1, 17L << 20)]
    [InlineData(5L << 40, 525L << 20)]
    public void No_file_has_more_parts_than_a_store_takes(long length, long part) => S3Upload.PartOf(length).ShouldBe(part);

    private IEnumerable<string> Uploads() =>
        Path.Combine(server.Bucket, "._S3rver_uploads") is var folder && Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder)
            : [];

    private string Write(byte[] bytes)
    {
        var file = _folder[Guid.CreateVersion7().ToString()];
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private static (byte[] Bytes, ContentHash Hash) Make(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return (bytes, Of(bytes));
    }

    private static ContentHash Of(byte[] bytes) => ContentHash.Of(SHA256.HashData(bytes));
}

/// <summary>A store that dies while it is given a content.</summary>
public sealed class DyingS3Tests(S3Server server) : IClassFixture<S3Server>
{
    [Fact]
    public async Task What_a_store_did_not_get_whole_is_not_there_and_is_given_again()
    {
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using var place = server.Place("dying", folder.Path);
        var bytes = new byte[6 * S3Upload.UsualPart];
        new Random(6).NextBytes(bytes);
        var (file, hash) = (folder["large"], ContentHash.Of(SHA256.HashData(bytes)));
        await File.WriteAllBytesAsync(file, bytes, ct);
        var keeping = place.KeepAsync(file, hash, ct);
        var uploads = Path.Combine(server.Bucket, "._S3rver_uploads");
        while (!Directory.Exists(uploads) || !Directory.EnumerateFiles(uploads, "1", SearchOption.AllDirectories).Any())
            await Task.Delay(5, ct); // the first part is coming in
        await server.KillAsync();
        (await Should.ThrowAsync<PlaceAwayException>(() => keeping)).Message.ShouldContain("does not answer");
        File.Exists(file).ShouldBeTrue();

        await server.OpenAsync();
        (await place.HasAsync(hash, ct)).ShouldBeFalse();
        await place.TidyAsync(DateTimeOffset.UnixEpoch, ct);
        Directory.EnumerateDirectories(uploads).ShouldHaveSingleItem("it began only now");
        await place.TidyAsync(TimeProvider.System.GetUtcNow().AddMinutes(1), ct);
        Directory.EnumerateDirectories(uploads).ShouldBeEmpty();
        await place.KeepAsync(file, hash, ct);
        await using var there = await place.OpenAsync(hash, ct);
        (await Bytes.HashAsync(there, static _ => { }, ct)).ShouldBe(hash);
    }
}

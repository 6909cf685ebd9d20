using System.Net;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Bluelamp.Evidence.Storing.S3;

/// <summary>
/// A part of a bucket of an S3 store. Small contents are put at once, larger ones in parts, and a content has its name only when the store has all of it. The
/// store is given the SHA-256 of whatever it is sent, so that one that knows them refuses what was changed on its way.
/// </summary>
internal sealed class S3Place : IPlace, IDisposable
{
    private const string Contents = "contents/";
    private const string Trash = "trash/";

    /// <summary>The SDK tries again by itself, with growing pauses; then the store counts as away.</summary>
    private const int MostRetries = 3;

    /// <summary>What the profile allows to copy at once.</summary>
    private const long MostCopied = 5L << 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly S3Address _at;
    private readonly AmazonS3Client _client;
    private readonly S3Upload _upload;

    /// <summary>Asks nothing yet.</summary>
    /// <param name="incoming">A folder of this machine.</param>
    /// <param name="keys">Who asks; nothing for those that the environment gives.</param>
    public S3Place(S3Address at, string incoming, AWSCredentials? keys = null)
    {
        (_at, Incoming) = (at, incoming);
        var config = new AmazonS3Config
        {
            MaxErrorRetry = MostRetries,
            Timeout = Patience,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, // ours are SHA-256, and in the request's head
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED, // ranges have none; whole contents are compared with their names
        };
        if (at.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.ToString();
            config.ForcePathStyle = true;
            config.AuthenticationRegion = at.Region ?? "us-east-1";
        }
        else if (at.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        _client = Asked(() => keys is null ? new AmazonS3Client(config) : new AmazonS3Client(keys, config));
        _upload = new(_client, at);
    }

    public string Address => _at.Name;

    public string Incoming { get; }

    public async Task<bool> HasAsync(ContentHash hash, CancellationToken ct) => await LengthAsync(Key(hash), ct) is not null;

    public async Task<Stream> OpenAsync(ContentHash hash, CancellationToken ct) =>
        await LengthAsync(Key(hash), ct) is { } length
            ? new S3Stream((from, end) => GetAsync(hash, from, end), length)
            : throw new FileNotFoundException($"{hash} is not in {Address}.");

    public async Task KeepAsync(string file, ContentHash hash, CancellationToken ct)
    {
        var length = new FileInfo(file).Length;
        await AskAsync(() => _upload.RunAsync(file, length, hash, Key(hash), ct));
        if (await LengthAsync(Key(hash), ct) != length)
            throw new PlaceAwayException($"{Address} took {hash}, but does not have all of it.");
        File.Delete(file);
    }

    public Task RemoveAsync(ContentHash hash, CancellationToken ct) => DeleteAsync(Key(hash), ct);

    public Task SetAsideAsync(ContentHash hash, CancellationToken ct) => RenameAsync(Key(hash), TrashKey(hash), ct);

    public async Task TakeBackAsync(ContentHash hash, CancellationToken ct)
    {
        if (await LengthAsync(Key(hash), ct) is null)
            await RenameAsync(TrashKey(hash), Key(hash), ct);
        else
            await DeleteAsync(TrashKey(hash), ct);
    }

    public Task EraseAsync(ContentHash hash, CancellationToken ct) => DeleteAsync(TrashKey(hash), ct);

    public async IAsyncEnumerable<(ContentHash Hash, long Bytes)> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var request = new ListObjectsV2Request { BucketName = _at.Bucket, Prefix = _at.Prefix + Contents };
        do
        {
            var page = await AskAsync(() => _client.ListObjectsV2Async(request, ct));
            foreach (var found in page.S3Objects ?? [])
            {
                if (ContentHash.TryParse(found.Key[(found.Key.LastIndexOf('/') + 1)..], provider: null, out var hash))
                    yield return (hash, found.Size ?? 0);
            }

            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        } while (request.ContinuationToken is not null);
    }

    public Task TidyAsync(DateTimeOffset before, CancellationToken ct) => AskAsync(() => _upload.TidyAsync(before, ct));

    public void Dispose() => _client.Dispose();

    /// <summary>Whether the bucket can be reached with these keys, before anything is trusted to it.</summary>
    /// <exception cref="PlaceAwayException">It cannot.</exception>
    public Task TryAsync(CancellationToken ct) =>
        AskAsync(() =>
            _client.ListObjectsV2Async(
                new()
                {
                    BucketName = _at.Bucket,
                    Prefix = _at.Prefix + Contents,
                    MaxKeys = 1,
                },
                ct
            )
        );

    private string Key(ContentHash hash) => $"{_at.Prefix}{Contents}{hash}";

    private string TrashKey(ContentHash hash) => $"{_at.Prefix}{Trash}{hash}";

    private async Task<long?> LengthAsync(string key, CancellationToken ct)
    {
        try
        {
            return (await AskAsync(() => _client.GetObjectMetadataAsync(_at.Bucket, key, ct))).ContentLength;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private Task<GetObjectResponse> GetAsync(ContentHash hash, long from, long end) =>
        AskAsync(() =>
            _client.GetObjectAsync(
                new GetObjectRequest
                {
                    BucketName = _at.Bucket,
                    Key = Key(hash),
                    ByteRange = new(from, end - 1),
                }
            )
        );

    private Task<DeleteObjectResponse> DeleteAsync(string key, CancellationToken ct) =>
        AskAsync(() => _client.DeleteObjectAsync(_at.Bucket, key, ct));

    /// <summary>Copied inside the store, then the old name goes: whoever looks meanwhile finds it under one of the two.</summary>
    private async Task RenameAsync(string from, string to, CancellationToken ct)
    {
        if (await LengthAsync(from, ct) is not { } length)
            return;
        await AskAsync(() => length <= MostCopied ? (Task)CopyAsync(from, to, ct) : _upload.CopyAsync(from, to, length, ct));
        await DeleteAsync(from, ct);
    }

    private Task<CopyObjectResponse> CopyAsync(string from, string to, CancellationToken ct) =>
        _client.CopyObjectAsync(
            new()
            {
                SourceBucket = _at.Bucket,
                SourceKey = from,
                DestinationBucket = _at.Bucket,
                DestinationKey = to,
                StorageClass = _at.StorageClass,
            },
            ct
        );

    private async Task AskAsync(Func<Task> ask) =>
        await AskAsync(async () =>
        {
            await ask();
            return true;
        });

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (IsSaid(e))
        {
            throw Said(e);
        }
    }

    private T Asked<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception e) when (IsSaid(e))
        {
            throw Said(e);
        }
    }

    private static bool IsSaid(Exception e) =>
        e
            is AmazonServiceException
                or AmazonClientException { InnerException: not OperationCanceledException }
                or HttpRequestException
                or TimeoutException;

    /// <summary>What an operator can do about it. What the store said itself may name keys, so only its code is told.</summary>
    private IOException Said(Exception e) =>
        e switch
        {
            AmazonS3Exception { ErrorCode: "NoSuchBucket" } => Away($"has no bucket {_at.Bucket}. Make it, or correct the address.", e),
            AmazonS3Exception { ErrorCode: "InvalidObjectState" } => Away("keeps a content in an archive. Restore it there first.", e),
            AmazonS3Exception { StatusCode: HttpStatusCode.NotFound } => new FileNotFoundException($"It is not in {Address}.", e),
            AmazonS3Exception { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } s3 => Away(
                $"refuses these keys ({s3.ErrorCode}). See AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and what the bucket allows.",
                e
            ),
            AmazonS3Exception s3 => Away($"refuses: {s3.ErrorCode ?? s3.StatusCode.ToString()}.", e),
            AmazonServiceException or AmazonClientException => Away(
                "does not answer, or there are no keys for it (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY).",
                e
            ),
            _ => Away("does not answer.", e),
        };

    private PlaceAwayException Away(string what, Exception e) => new($"The store {Address} {what}", e);
}

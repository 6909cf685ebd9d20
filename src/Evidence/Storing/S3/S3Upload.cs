using System.Buffers;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace Bluelamp.Evidence.Storing.S3;

/// <summary>Puts a file into a store: at once, or in parts that are hashed while they are read. What breaks off leaves nothing.</summary>
internal sealed class S3Upload(AmazonS3Client client, S3Address at)
{
    /// <summary>The least and usual size of a part; a file of more than 10,000 of them has larger ones.</summary>
    internal const long UsualPart = 16 << 20;

    private const int MostParts = 10_000;
    private const int AtOnce = 3;
    private const int Step = 1 << 20;
    private const long CopiedPart = 1L << 30;

    /// <summary>Over a line that nobody can read, the hash in the request's head is proof enough; else what is sent is signed too.</summary>
    private readonly bool _unsigned = at.Endpoint?.Scheme is not "http";

    /// <summary>Puts a file under a key.</summary>
    /// <exception cref="InvalidDataException">The file has not this hash. Nothing of it is kept.</exception>
    public async Task RunAsync(string file, long length, ContentHash hash, string key, CancellationToken ct)
    {
        if (length <= UsualPart)
            await PutAsync(file, hash, key, ct);
        else
            await InPartsAsync(file, length, hash, key, ct);
    }

    /// <summary>Copies inside the store what is too large to be copied at once.</summary>
    public Task CopyAsync(string from, string to, long length, CancellationToken ct) =>
        TogetherAsync(
            to,
            async (upload, parts) =>
            {
                for (var (number, start) = (1, 0L); start < length; number++, start += CopiedPart)
                {
                    var copied = await client.CopyPartAsync(
                        new()
                        {
                            SourceBucket = at.Bucket,
                            SourceKey = from,
                            DestinationBucket = at.Bucket,
                            DestinationKey = to,
                            UploadId = upload,
                            PartNumber = number,
                            FirstByte = start,
                            LastByte = Math.Min(start + CopiedPart, length) - 1,
                        },
                        ct
                    );
                    parts.Add(new(copied));
                }
            },
            ct
        );

    /// <summary>Aborts uploads that began before a moment: their process died. A store that cannot list them is left alone.</summary>
    public async Task TidyAsync(DateTimeOffset before, CancellationToken ct)
    {
        var request = new ListMultipartUploadsRequest { BucketName = at.Bucket, Prefix = at.Prefix };
        ListMultipartUploadsResponse page;
        do
        {
            try
            {
                page = await client.ListMultipartUploadsAsync(request, ct);
            }
            catch (AmazonS3Exception e) when (e.StatusCode is System.Net.HttpStatusCode.NotImplemented)
            {
                return;
            }

            foreach (var upload in page.MultipartUploads ?? [])
            {
                if (upload.Initiated is { } begun && begun.ToUniversalTime() < before.UtcDateTime)
                    await client.AbortMultipartUploadAsync(at.Bucket, upload.Key, upload.UploadId, ct);
            }

            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        } while (page.IsTruncated == true);
    }

    private async Task PutAsync(string file, ContentHash hash, string key, CancellationToken ct)
    {
        if (ContentHash.Of(await HashAsync(file, 0, UsualPart, whole: null, ct)) != hash)
            throw Changed(hash);
        await client.PutObjectAsync(
            new()
            {
                BucketName = at.Bucket,
                Key = key,
                FilePath = file,
                ContentType = "application/octet-stream",
                StorageClass = at.StorageClass,
                ChecksumSHA256 = Convert.ToBase64String(Convert.FromHexString(hash.ToString())),
                UseChunkEncoding = false,
                DisablePayloadSigning = _unsigned,
            },
            ct
        );
    }

    private Task InPartsAsync(string file, long length, ContentHash hash, string key, CancellationToken ct)
    {
        var size = PartOf(length);
        return TogetherAsync(
            key,
            async (upload, parts) =>
            {
                using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
                var sending = new List<Task<PartETag>>();
                try
                {
                    for (var (number, start) = (1, 0L); start < length; number++, start += size)
                    {
                        var open = sending.Where(static s => !s.IsCompletedSuccessfully).ToList();
                        if (open.Count >= AtOnce)
                            await await Task.WhenAny(open);
                        var part = Math.Min(size, length - start);
                        var sha256 = await HashAsync(file, start, part, whole, stop.Token);
                        sending.Add(SendAsync(file, start, part, number, sha256, key, upload, stop.Token));
                    }

                    parts.AddRange(await Task.WhenAll(sending));
                }
                catch
                {
                    await stop.CancelAsync();
                    await ((Task)Task.WhenAll(sending)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // nobody may add parts to what is aborted
                    throw;
                }

                if (ContentHash.Of(whole.GetHashAndReset()) != hash)
                    throw Changed(hash);
            },
            ct
        );
    }

    /// <summary>Parts become a content in one step, or are given up.</summary>
    private async Task TogetherAsync(string key, Func<string, List<PartETag>, Task> send, CancellationToken ct)
    {
        var begun = await client.InitiateMultipartUploadAsync(
            new()
            {
                BucketName = at.Bucket,
                Key = key,
                ContentType = "application/octet-stream",
                StorageClass = at.StorageClass,
                ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
            },
            ct
        );
        try
        {
            var parts = new List<PartETag>();
            await send(begun.UploadId, parts);
            await client.CompleteMultipartUploadAsync(
                new()
                {
                    BucketName = at.Bucket,
                    Key = key,
                    UploadId = begun.UploadId,
                    PartETags = parts,
                },
                ct
            );
        }
        catch
        {
            await GiveUpAsync(key, begun.UploadId);
            throw;
        }
    }

    /// <summary>A store that is away cannot be told; <see cref="TidyAsync"/> finds what is left.</summary>
    private async Task GiveUpAsync(string key, string upload)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await client
            .AbortMultipartUploadAsync(at.Bucket, key, upload, limit.Token)
            .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task<PartETag> SendAsync(
        string file,
        long start,
        long length,
        int number,
        byte[] sha256,
        string key,
        string upload,
        CancellationToken ct
    )
    {
        var checksum = Convert.ToBase64String(sha256);
        var sent = await client.UploadPartAsync(
            new()
            {
                BucketName = at.Bucket,
                Key = key,
                UploadId = upload,
                PartNumber = number,
                FilePath = file,
                FilePosition = start,
                PartSize = length,
                ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
                ChecksumSHA256 = checksum,
                UseChunkEncoding = false,
                DisablePayloadSigning = _unsigned,
            },
            ct
        );
        return new(number, sent.ETag) { ChecksumSHA256 = sent.ChecksumSHA256 }; // a store that knows none takes none back
    }

    /// <summary>The smallest number of whole mebibytes with which no file has more parts than a store takes.</summary>
    internal static long PartOf(long length) => Math.Max(UsualPart, (((length - 1) / MostParts / Step) + 1) * Step);

    private static async Task<byte[]> HashAsync(string file, long start, long length, IncrementalHash? whole, CancellationToken ct)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var handle = File.OpenHandle(file, options: FileOptions.Asynchronous);
        var buffer = ArrayPool<byte>.Shared.Rent(Step);
        try
        {
            for (var done = 0L; done < length; )
            {
                var read = await RandomAccess.ReadAsync(handle, buffer.AsMemory(0, (int)Math.Min(Step, length - done)), start + done, ct);
                if (read == 0)
                    break;
                sha256.AppendData(buffer, 0, read);
                whole?.AppendData(buffer, 0, read);
                done += read;
            }

            return sha256.GetHashAndReset();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static InvalidDataException Changed(ContentHash hash) => new($"The file that was to be kept as {hash} has other bytes.");
}

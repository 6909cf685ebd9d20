using System.Text.RegularExpressions;
using Bluelamp.Kernel.Running;
using Microsoft.AspNetCore.WebUtilities;

namespace Bluelamp.Evidence.Storing.S3;

/// <summary>
/// Where in an S3 store contents lie, as <c>s3://bucket/prefix?endpoint=https://store.example&amp;region=eu-west-2&amp;class=STANDARD_IA</c>. Keys are no part of
/// it: they come from the environment, or wherever else the tools of S3 look for them.
/// </summary>
/// <param name="Prefix">Ends with a stroke, unless it is empty.</param>
/// <param name="Endpoint">The store, when it is not Amazon's; its buckets are then a part of the path.</param>
/// <param name="StorageClass">The class that contents are kept in; nothing for the bucket's own.</param>
internal sealed partial record S3Address(string Bucket, string Prefix, Uri? Endpoint, string? Region, string? StorageClass)
{
    /// <summary>What it is called: without how it is reached.</summary>
    public string Name => $"s3://{Bucket}/{Prefix}".TrimEnd('/');

    public static bool IsOne(string address) => address.StartsWith("s3://", StringComparison.Ordinal);

    /// <summary>Reads an address.</summary>
    /// <exception cref="CannotRunException">It is none, or holds keys.</exception>
    public static S3Address Parse(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !BucketName.IsMatch(uri.Host))
            throw new CannotRunException(
                $"This is no address of an S3 store; it looks like s3://bucket/prefix?endpoint=https://store.example."
            );
        if (uri.UserInfo.Length > 0)
            throw new CannotRunException(Keys);
        var (endpoint, region, storageClass) = ((Uri?)null, (string?)null, (string?)null);
        foreach (var (name, value) in QueryHelpers.ParseQuery(uri.Query))
        {
            switch (name)
            {
                case "endpoint":
                    endpoint = Reached(value.ToString());
                    break;
                case "region":
                    region = value.ToString();
                    break;
                case "class":
                    storageClass = value.ToString();
                    break;
                case var key when key.Contains("key", StringComparison.OrdinalIgnoreCase):
                    throw new CannotRunException(Keys);
                default:
                    throw new CannotRunException($"The address of an S3 store takes endpoint, region and class, not {name}.");
            }
        }

        var prefix = uri.AbsolutePath.Trim('/');
        return new(uri.Host, prefix.Length == 0 ? "" : prefix + "/", endpoint, region, storageClass);
    }

    private const string Keys =
        "Keys do not belong in the address of a store. Give them as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or in a profile.";

    private static Uri Reached(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            ? uri
            : throw new CannotRunException("endpoint takes the address of the store, as in endpoint=https://store.example.");

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BucketName { get; }
}

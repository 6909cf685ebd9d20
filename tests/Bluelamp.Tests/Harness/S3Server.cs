using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Bluelamp.Evidence.Storing.S3;
using Bluelamp.Host.Running;
using Xunit;

namespace Bluelamp.Tests.Harness;

/// <summary>
/// A real S3 server in a process of its own (<c>tests/s3-server</c>): it verifies signatures and hashes, keeps what it is given in a folder, and can be killed and
/// opened again over the same folder.
/// </summary>
public sealed class S3Server : IAsyncLifetime
{
    private const string Key = "S3RVER";
    private static readonly string Source = Path.Combine(Home.Folder, "tests", "s3-server");
    private Process? _process;
    private int _port;

    /// <summary>The folder of the bucket.</summary>
    public string Bucket => Path.Combine(Folder, "evidence");

    private string Folder { get; } = Directory.CreateTempSubdirectory("bluelamp-s3-").FullName;

    /// <summary>The address of a part of the bucket.</summary>
    public string Address(string prefix) => $"s3://evidence/{prefix}?endpoint=http://127.0.0.1:{_port}";

    /// <summary>A place in it.</summary>
    internal S3Place Place(string prefix, string incoming, string secret = Key) =>
        new(S3Address.Parse(Address(prefix)), incoming, new BasicAWSCredentials(Key, secret));

    public async ValueTask InitializeAsync()
    {
        // For this process and those that it starts, as an operator gives them.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", Key);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", Key);
        if (!Directory.Exists(Path.Combine(Source, "node_modules")))
        {
            var (exit, said) = await Tools.RunAsync(
                [Tools.Find("npm")!, "ci", "--silent", "--ignore-scripts"],
                Source,
                CancellationToken.None
            );
            Assert.True(exit == 0, said);
        }

        await OpenAsync();
    }

    public async Task OpenAsync()
    {
        var start = Tools.Describe([Tools.Find("node")!, "server.mjs", Folder, _port.ToString(CultureInfo.InvariantCulture)], Source);
        _process = Process.Start(start)!; // a program
        _port = int.Parse((await _process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    public async Task KillAsync()
    {
        using var process = _process!; // it is open
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

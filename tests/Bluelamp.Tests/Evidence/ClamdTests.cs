using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Bluelamp.Evidence.Scanning;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>The scanner itself, where it is installed (Debian's <c>clamav-daemon</c>, or the program of <c>BLUELAMP_CLAMD</c>), with one signature of our own.</summary>
public sealed class ClamdTests
{
    private static readonly string Program = Environment.GetEnvironmentVariable("BLUELAMP_CLAMD") is { Length: > 0 } given
        ? given
        : "/usr/sbin/clamd";

    private static readonly byte[] Harm = "bluelamp test harm"u8.ToArray();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_real_scanner_is_asked_as_it_wants_to_be_and_its_answers_are_understood()
    {
        Assert.SkipUnless(File.Exists(Program), "No clamd; install clamav-daemon, or set BLUELAMP_CLAMD.");
        var folder = Directory.CreateTempSubdirectory("clamd-").FullName;
        try
        {
            var (socket, port) = (Path.Combine(folder, "ctl"), FreePort());
            using var process = await StartAsync(folder, socket, port);
            try
            {
                await AnswersAsync(new Clamd(new() { Address = $"unix:{socket}" }));
                await AnswersAsync(new Clamd(new() { Address = $"tcp://127.0.0.1:{port}" }));
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AnswersAsync(Clamd clamd)
    {
        var clean = await clamd.ScanAsync(new MemoryStream(new byte[300_000]), Ct);
        clean.Scanner.ShouldStartWith("ClamAV ");
        (clean.Finding, clean.Unable).ShouldBe((null, null));
        (await clamd.ScanAsync(new MemoryStream(), Ct)).ShouldBe(clean, "nothing is harmless");
        (await clamd.ScanAsync(new MemoryStream([.. new byte[300_000], .. Harm]), Ct)).ShouldBe(
            clean with
            {
                Finding = "Bluelamp.Harm.UNOFFICIAL",
            }
        );
        (await clamd.ScanAsync(new MemoryStream(new byte[5_000_000]), Ct)).ShouldBe(clean with { Unable = "INSTREAM size limit exceeded" });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<Process> StartAsync(string folder, string socket, int port)
    {
        var known = Directory.CreateDirectory(Path.Combine(folder, "known")).FullName;
        await File.WriteAllTextAsync(Path.Combine(known, "ours.ndb"), $"Bluelamp.Harm:0:*:{Convert.ToHexStringLower(Harm)}\n", Ct);
        var settings = Path.Combine(folder, "clamd.conf");
        await File.WriteAllTextAsync(
            settings,
            $"""
            Foreground yes
            LocalSocket {socket}
            TCPSocket {port}
            TCPAddr 127.0.0.1
            DatabaseDirectory {known}
            StreamMaxLength 2M
            LogFile {folder}/log

            """,
            Ct
        );
        var process = Process.Start(
            new ProcessStartInfo(Program, ["-c", settings]) { UseShellExecute = false, RedirectStandardOutput = true }
        )!;
        process.BeginOutputReadLine();
        await Eventually.TrueAsync(() =>
            process.HasExited
                ? throw new InvalidOperationException(File.ReadAllText($"{folder}/log", Encoding.UTF8))
                : Task.FromResult(File.Exists(socket))
        );
        return process;
    }
}

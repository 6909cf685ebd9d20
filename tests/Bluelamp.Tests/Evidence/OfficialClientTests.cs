using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>The official client of tus sends over a line that is cut again and again at random points, and everything arrives whole.</summary>
public sealed class OfficialClientTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const int Size = 24_000_000;
    private const int Breaks = 8;
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private sealed record Sent(int[] Cuts, string Url);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Theory]
    [InlineData("one after the other", 1, 1_000_000_000, false)]
    [InlineData("in three parts that are put together", 3, 1_000_000_000, false)]
    [InlineData("in pieces with their checksums", 1, 2_000_000, true)]
    public async Task A_file_arrives_whole_over_a_line_that_breaks_at_random(string how, int parallel, int chunk, bool checksum)
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"{how}: seed {seed}");
        var bytes = new byte[Size];
        new Random(seed).NextBytes(bytes);
        var name = $"{seed}-{parallel}-{checksum}.bin";
        var sent = await SendAsync(bytes, name, seed, parallel, chunk, checksum);
        sent.Cuts.Length.ShouldBeGreaterThanOrEqualTo(Breaks, $"seed {seed}");
        var viewer = Viewer.System(Host.Get<ForceProfile>().Code);
        var line = (await Host.Get<ExhibitList>().NewestAsync(new(), after: null, viewer, Ct))
            .Where(l => string.Equals(l.Name, name, StringComparison.Ordinal))
            .ShouldHaveSingleItem($"seed {seed}");
        line.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)), $"seed {seed}");
    }

    private async Task<Sent> SendAsync(byte[] bytes, string name, int seed, int parallel, int chunk, bool checksum)
    {
        using var cookies = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(cookies, disposeHandler: false) { BaseAddress = Host.Address };
        var (enrolled, secret) = await Host.EnrolAsync("officer");
        var officer = new StaffClient(http, enrolled.Staff, enrolled.Username);
        (await officer.SignInAsync(secret)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var sender = new TusSender(http, await officer.OpenAsync("/evidence/add"), "/evidence/uploads");
        var path = Path.Combine(Directory.CreateTempSubdirectory("bluelamp-tus-").FullName, name);
        await File.WriteAllBytesAsync(path, bytes, Ct);
        var asked = JsonSerializer.Serialize(
            new
            {
                Client = Path.Combine(Home.Folder, "web", "node_modules", "tus-js-client", "lib", "node", "index.js"),
                Endpoint = new Uri(Host.Address, "/evidence/uploads"),
                File = path,
                name,
                Headers = new { Cookie = cookies.CookieContainer.GetCookieHeader(Host.Address), RequestVerificationToken = sender.Token },
                seed,
                Breaks,
                parallel,
                chunk,
                checksum,
            },
            Web
        );
        try
        {
            var (exit, said) = await NodeAsync(asked);
            exit.ShouldBe(0, $"seed {seed}: {said}");
            return JsonSerializer.Deserialize<Sent>(said, Web)!; // it says one
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true); // it is in a folder
        }
    }

    private static async Task<(int Exit, string Said)> NodeAsync(string asked)
    {
        var start = Tools.Describe([Tools.Find("node")!, "upload.mjs"], Path.Combine(Home.Folder, "tests", "tus-client"));
        using var node = System.Diagnostics.Process.Start(start)!; // a program
        await node.StandardInput.WriteAsync(asked.AsMemory(), Ct);
        node.StandardInput.Close();
        var (said, complained) = (node.StandardOutput.ReadToEndAsync(Ct), node.StandardError.ReadToEndAsync(Ct));
        await node.WaitForExitAsync(Ct);
        return (node.ExitCode, node.ExitCode == 0 ? await said : await complained);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;

namespace Bluelamp.Bench;

/// <summary><c>bluelamp up</c> in a process of its own over a filled data folder, as an installation runs it.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private readonly Process _process;

    private Site(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Resident memory of the web process.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024d / 1024d;
        }
    }

    /// <summary>
    /// Of it what the web process wrote itself, heap and compiled code. The rest are files of .NET and ours, which the system may drop and read again.
    /// Linux alone tells; elsewhere all of it.
    /// </summary>
    public double OwnMegabytes
    {
        get
        {
            var status = $"/proc/{_process.Id}/status";
            return File.Exists(status)
                ? File.ReadLines(status)
                    .Where(static l =>
                        l.StartsWith("RssAnon:", StringComparison.Ordinal) || l.StartsWith("RssShmem:", StringComparison.Ordinal)
                    )
                    .Sum(static l => double.Parse(l.Split(':', 2)[1].Trim().Split(' ')[0], CultureInfo.InvariantCulture) / 1024)
                : Megabytes;
        }
    }

    /// <summary>Processor time of the web process so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<Site> OpenAsync(string data, CancellationToken ct)
    {
        var dll = Path.Combine(Home.Folder, "src", "Host", "bin", "Release", "net10.0", "Bluelamp.Host.dll");
        var start = new ProcessStartInfo("dotnet", [dll, "up", "--data", data, "--port", "0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, line) =>
        {
            if (line.Data?.Contains("\"LogLevel\":\"Information\"", StringComparison.Ordinal) == false)
                Console.Error.WriteLine(line.Data);
        };
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith("Bluelamp is open: ", StringComparison.Ordinal))
                return new(process, new(line["Bluelamp is open: ".Length..].Replace("localhost", "127.0.0.1", StringComparison.Ordinal)));
        }

        throw new InvalidOperationException("bluelamp up ended before it was open.");
    }

    /// <summary>Somebody who is not signed in.</summary>
    /// <param name="patience">How long an answer may take; without it, as long as a browser waits.</param>
    public HttpClient Anybody(TimeSpan? patience = null) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = new(),
                MaxConnectionsPerServer = 64,
            }
        )
        {
            BaseAddress = Address,
            Timeout = patience ?? TimeSpan.FromSeconds(100),
            DefaultRequestHeaders = { { "Accept-Encoding", "br, gzip" } },
        };

    /// <summary>A member of staff, signed in through the sign-in page.</summary>
    public async Task<HttpClient> SignInAsync(Somebody somebody, CancellationToken ct, TimeSpan? patience = null)
    {
        var http = Anybody(patience);
        http.DefaultRequestHeaders.Remove("Accept-Encoding");
        var page = await http.GetStringAsync("/sign-in", ct);
        var hidden = Reporting
            .HiddenInputs()
            .Matches(page)
            .Select(static m => KeyValuePair.Create(m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)));
        var code = Totp.Code(somebody.Secret, Totp.StepAt(TimeProvider.System.GetUtcNow()));
        using var answer = await http.PostAsync(
            "/sign-in",
            new FormUrlEncodedContent([.. hidden, new("Username", somebody.Username), new("Password", Password), new("Code", code)]),
            ct
        );
        if (answer.StatusCode is not HttpStatusCode.SeeOther)
            throw new InvalidOperationException($"Nobody could sign in: {answer.StatusCode}");
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        return http;
    }

    /// <summary>Takes somebody on, before the site opens.</summary>
    public static async Task<Somebody> EnrolAsync(Host.App.Workshop workshop, CancellationToken ct, params string[] roles)
    {
        var somebody = new Somebody($"bench-{Guid.CreateVersion7():N}"[..24], Totp.NewSecret());
        (
            await workshop
                .Get<StaffRegister>()
                .EnrolAsync(
                    Id<Staff>.New(),
                    new(somebody.Username, "Bench", null, null),
                    roles,
                    Viewer.System(Town.Force, "bench"),
                    ct,
                    new(Password, somebody.Secret)
                )
        ).OrThrow();
        return somebody;
    }

    public async ValueTask DisposeAsync()
    {
        const int Terminate = 15;
        if (!_process.HasExited)
        {
            Tools.Signal(_process.Id, Terminate);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }
}

/// <summary>Staff of a bench.</summary>
internal sealed record Somebody(string Username, byte[] Secret);

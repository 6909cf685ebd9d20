using System.Net;
using System.Net.Sockets;
using Bluelamp.Host.Running;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host;

/// <summary>Starting and stopping, with real processes and a real private database.</summary>
public sealed class StartAndStopTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Too long for a socket address, with everything in its name that a shell or a connection string might trip over.</summary>
    private string AwkwardData => _folder[$"my data, all of it; it's 100% “mine”/{new string('x', 90)}/here"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_opens_stops_cleanly_and_opens_again_on_the_same_data_whatever_the_folder_is_called()
    {
        await using (var first = RunningBluelamp.Start("up", "--port", "0", "--data", AwkwardData))
        {
            (await ReadyAsync(await first.OpenAsync())).ShouldBeTrue();
            first.Signal(RunningBluelamp.Terminate);
            (await first.EndedAsync()).ShouldBe(0);
        }

        DatabaseProcesses(AwkwardData).ShouldBeEmpty();
        File.Exists(Path.Combine(AwkwardData, "postgres", "postmaster.pid")).ShouldBeFalse("a clean stop leaves no lock behind");

        await using var second = RunningBluelamp.Start("up", "--port", "0", "--data", AwkwardData);
        (await ReadyAsync(await second.OpenAsync())).ShouldBeTrue();
    }

    [Fact]
    public async Task While_it_runs_a_second_start_is_refused_but_other_work_on_its_data_goes_on_beside_it()
    {
        await using var running = RunningBluelamp.Start("up", "--port", "0", "--data", _folder.Path);
        await running.OpenAsync();

        var second = await RunningBluelamp.RunAsync("up", "--port", "0", "--data", _folder.Path);
        second.ExitCode.ShouldBe(2);
        second.Errors.ShouldBe(
            $"bluelamp: Another bluelamp already runs on {_folder.Path}. Stop it first, or choose another folder with --data."
        );

        var beside = await RunningBluelamp.RunAsync("rebuild", "--json", "--data", _folder.Path);
        beside.ExitCode.ShouldBe(0, beside.Errors);
        beside.Output.ShouldStartWith("{\"entries\":");
    }

    [Fact]
    public async Task After_it_was_killed_its_database_stops_too_and_it_starts_again()
    {
        await using (var killed = RunningBluelamp.Start("up", "--port", "0", "--data", _folder.Path))
        {
            await killed.OpenAsync();
            killed.Signal(Tools.Kill);
            await killed.EndedAsync();
        }

        await using var again = RunningBluelamp.Start("up", "--port", "0", "--data", _folder.Path);
        (await ReadyAsync(await again.OpenAsync())).ShouldBeTrue();
        await DatabaseAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task When_its_database_is_killed_it_says_so_in_a_line_with_the_reason_and_starts_it_again()
    {
        await using var running = RunningBluelamp.Start("up", "--port", "0", "--data", _folder.Path);
        var address = await running.OpenAsync();
        var server = await DatabaseAsync();

        Tools.Signal(server, Tools.Kill);

        while (DatabaseProcesses(_folder.Path) is not [var next] || next == server || !await ReadyAsync(address))
            await Task.Delay(50, TestContext.Current.CancellationToken);
        while (!running.Errors.Contains("The database is back", StringComparison.Ordinal))
            await Task.Delay(50, TestContext.Current.CancellationToken);
        running.Errors.ShouldContain("The database stopped by itself");
        running.Errors.Split("\"Message\":\"The database is away: ").Length.ShouldBe(2, running.Errors);
        running.Errors.ShouldNotContain("   at ", customMessage: "a stack is for a defect");
    }

    [Fact]
    public async Task A_lock_left_by_a_process_whose_number_another_program_has_now_does_not_stop_a_start()
    {
        await using (var first = RunningBluelamp.Start("up", "--port", "0", "--data", _folder.Path))
            await first.OpenAsync();
        var stale = $"{Environment.ProcessId}\n/proc/self/cwd\n1700000000\n5432\n.\n\n  1 1\nready\n";
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "postgres", "postmaster.pid"),
            stale,
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "postgres", ".s.PGSQL.5432.lock"),
            stale,
            TestContext.Current.CancellationToken
        );

        await using var again = RunningBluelamp.Start("up", "--port", "0", "--data", _folder.Path);
        (await ReadyAsync(await again.OpenAsync())).ShouldBeTrue();
    }

    [Fact]
    public async Task A_taken_port_is_one_line_before_anything_else_is_done()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (exitCode, _, errors) = await RunningBluelamp.RunAsync("up", "--port", $"{port}", "--data", _folder["data"]);

        exitCode.ShouldBe(2);
        errors.ShouldBe($"bluelamp: Port {port} is taken by another program. Choose another with --port.");
        Directory.Exists(_folder["data"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("no connection string", "The connection string of --db is not one")]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody;Database=none", "Cannot open the database: Connection refused")]
    [InlineData("Host=/nowhere;Username=nobody;Database=none", "Cannot open the database: ")]
    public async Task A_wrong_connection_string_is_one_line_that_says_what_to_do(string db, string line)
    {
        var (exitCode, _, errors) = await RunningBluelamp.RunAsync("up", "--port", "0", "--data", _folder.Path, "--db", db);

        exitCode.ShouldBe(2);
        errors.ShouldStartWith($"bluelamp: {line}");
        errors.ShouldContain("--db");
        errors.Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_one_line()
    {
        await File.WriteAllTextAsync(_folder["file"], "not a folder", TestContext.Current.CancellationToken);

        var (exitCode, _, errors) = await RunningBluelamp.RunAsync("up", "--port", "0", "--data", _folder["file/data"]);

        exitCode.ShouldBe(2);
        errors.ShouldStartWith($"bluelamp: Cannot write to {_folder["file/data"]}");
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("rebuild")]
    [InlineData("export", "proof")]
    [InlineData("keys", "rotate")]
    public async Task What_works_on_something_kept_does_not_take_a_slip_in_the_name_of_its_folder_for_an_empty_one(params string[] verb)
    {
        var (exitCode, _, errors) = await RunningBluelamp.RunAsync([.. verb, "--data", _folder["slip"]]);

        exitCode.ShouldBe(2);
        errors.ShouldStartWith($"bluelamp: There is no Bluelamp in {_folder["slip"]}.");
        Directory.Exists(_folder["slip"]).ShouldBeFalse();
    }

    private static async Task<bool> ReadyAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var answer = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>The one server. A child that it has just made goes by its name for a moment.</summary>
    private async Task<int> DatabaseAsync()
    {
        while (true)
        {
            if (DatabaseProcesses(_folder.Path) is [var server])
                return server;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The servers (not their workers) that stand in the database folder below <paramref name="data"/>.</summary>
    private static List<int> DatabaseProcesses(string data) =>
        [
            .. Directory
                .GetDirectories("/proc")
                .Where(p => Path.GetFileName(p).All(char.IsAsciiDigit))
                .Where(p =>
                    Command(p).Contains("unix_socket_directories", StringComparison.Ordinal) && StandsIn(p, Path.Combine(data, "postgres"))
                )
                .Select(p => int.Parse(Path.GetFileName(p), System.Globalization.CultureInfo.InvariantCulture)),
        ];

    private static string Command(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }

    private static bool StandsIn(string process, string folder)
    {
        try
        {
            return string.Equals(new FileInfo(Path.Combine(process, "cwd")).LinkTarget, folder, StringComparison.Ordinal);
        }
        catch (UnauthorizedAccessException)
        {
            return false; // somebody else's
        }
    }
}

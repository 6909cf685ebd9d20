using Bluelamp.Host.Running;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host;

/// <summary>Bluelamp runs for root, who may not run PostgreSQL, and for everyone else.</summary>
public sealed class UserTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Root_gives_the_database_to_a_user_who_owns_nothing_else()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root gives the database away.");

        await using var postgres = await PrivatePostgres.StartAsync(
            _folder["postgres"],
            durable: false,
            static _ => { },
            TestContext.Current.CancellationToken
        );

        var status = await File.ReadAllLinesAsync($"/proc/{postgres.ProcessId}/status", TestContext.Current.CancellationToken);
        status.Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).ShouldNotContain("\t0");
        status.Single(line => line.StartsWith("Gid:", StringComparison.Ordinal)).ShouldNotContain("\t0");
        status.Single(line => line.StartsWith("Groups:", StringComparison.Ordinal)).Split(':')[1].Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_programs_of_the_database_are_copied_when_its_user_cannot_read_the_checkout()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root runs the database as somebody who may not read the checkout.");
        var cache = Directory.CreateDirectory(Path.Combine("/var/tmp", Path.GetRandomFileName())).FullName;
        try
        {
            var closed = _folder["checkout/db"];
            Directory.CreateDirectory(closed);
            string[] copy = ["cp", "-R", Path.Combine(Home.Folder, "db", "node_modules"), closed];
            (await Tools.RunAsync(copy, "/", TestContext.Current.CancellationToken)).ExitCode.ShouldBe(0);

            var binaries = await PostgresBinaries.FindAsync(closed, cache, DatabaseUser.Choose(), TestContext.Current.CancellationToken);
            binaries.ShouldStartWith(cache);
            var again = await PostgresBinaries.FindAsync(closed, cache, DatabaseUser.Choose(), TestContext.Current.CancellationToken);
            again.ShouldBe(binaries);
            Directory.GetDirectories(cache).ShouldHaveSingleItem();
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }

    [Fact]
    public async Task An_ordinary_user_runs_everything_as_themselves()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "All the other tests show this already: they do not run as root.");
        string[] asNobody =
        [
            Tools.Find("setpriv")!,
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--",
            "env",
            $"HOME={_folder.Path}",
        ];
        var (canRead, _) = await Tools.RunAsync([.. asNobody, "cat", RunningBluelamp.Dll], "/", TestContext.Current.CancellationToken);
        Assert.SkipUnless(canRead == 0, "This checkout is closed to ordinary users.");
        var home = Directory.CreateDirectory(Path.Combine("/var/tmp", Path.GetRandomFileName())).FullName;
        try
        {
            await Tools.RunAsync(["chown", "65534:65534", home], "/", TestContext.Current.CancellationToken);
            await using var bluelamp = RunningBluelamp.StartAs(asNobody, "up", "--port", "0", "--data", Path.Combine(home, "data"));
            await bluelamp.OpenAsync();
            bluelamp.Signal(RunningBluelamp.Terminate);
            (await bluelamp.EndedAsync()).ShouldBe(0, bluelamp.Errors);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}

using System.Diagnostics;
using Bluelamp.Kernel.Running;
using Npgsql;

namespace Bluelamp.Host.Running;

/// <summary>
/// A PostgreSQL of our own in one folder, reached by a Unix socket in it. It is started again when it dies under us, and stops when we do, however we end.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const int FailuresInARow = 20;
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenStarts = TimeSpan.FromMilliseconds(300);

    private readonly string _folder;
    private readonly IReadOnlyList<string> _command;
    private readonly SocketPath _socket;
    private readonly Action<string> _say;
    private readonly Thread _watch;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _lastWords = "";
    private volatile int _process;
    private volatile bool _stopping;

    private PrivatePostgres(string folder, IReadOnlyList<string> command, Action<string> say)
    {
        (_folder, _command, _say, _socket) = (folder, command, say, SocketPath.To(folder));
        _watch = new Thread(Watch) { Name = "private PostgreSQL", IsBackground = true };
    }

    /// <summary>Ends when the server has stopped for good; faulted when it was not us who stopped it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The server's process now.</summary>
    public int ProcessId => _process;

    /// <summary>Starts the server in <paramref name="folder"/>, making it on the first day. The caller holds the lock of the data folder.</summary>
    public static async Task<PrivatePostgres> StartAsync(string folder, bool durable, Action<string> say, CancellationToken ct)
    {
        var user = DatabaseUser.Choose();
        var binaries = await PostgresBinaries.FindAsync(user, ct);
        await PostgresFolder.MakeAsync(folder, binaries, user, durable, ct);
        await PostmasterFile.ClearAsync(folder, ct);

        var settings = durable ? PostgresSettings.Durable : PostgresSettings.Disposable;
        string[] command =
        [
            .. user.Prefix(server: true),
            Path.Combine(binaries, "postgres"),
            "-D",
            PostgresFolder.AsSeenBy(user, folder),
            .. settings.SelectMany(setting => (string[])["-c", setting]),
        ];
        var postgres = new PrivatePostgres(folder, command, say);
        postgres._watch.Start();
        await postgres.OpenedAsync(ct);
        return postgres;
    }

    /// <summary>How to reach a database of the server.</summary>
    public string ConnectionTo(string database) => Connection(_socket, database);

    /// <summary>How to reach a database of a server that another process runs in <paramref name="socket"/>'s folder.</summary>
    internal static string Connection(SocketPath socket, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = socket.Folder,
            Username = PostgresFolder.Owner,
            Database = database,
            MaxPoolSize = 60,
            ApplicationName = "bluelamp",
        }.ConnectionString;

    /// <summary>A fast shutdown: running statements are cut off, everything committed is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        foreach (var signal in (int[])[Tools.Interrupt, Tools.Quit, Tools.Kill])
        {
            if (_process > 0)
                Tools.Signal(_process, signal);
            if (await Task.WhenAny(_ended.Task, Task.Delay(StopsWithin)) == _ended.Task)
                break;
        }

        _socket.Dispose();
    }

    private async Task OpenedAsync(CancellationToken ct)
    {
        try
        {
            await (await Task.WhenAny(_opened.Task, _ended.Task)).WaitAsync(ct);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs on a thread that lives as long as the server, because the kernel ties the server's "stop when my parent dies" to this very thread.</summary>
    private void Watch()
    {
        try
        {
            for (var failures = 0; !_stopping; failures++)
            {
                var (exitCode, served) = RunOnce();
                if (_stopping)
                    break;
                if (served)
                {
                    failures = 0;
                    _say($"The database stopped by itself (exit code {exitCode}). Starting it again.");
                }

                if (failures == FailuresInARow)
                    throw new CannotRunException(
                        $"The private PostgreSQL does not start: {_lastWords} Its log is in {Path.Combine(_folder, "log")}."
                    );
                Thread.Sleep(BetweenStarts); // the dead server's children need a moment to notice and let go of its memory
            }

            _ended.SetResult();
        }
        catch (Exception e)
        {
            _ended.SetException(e);
        }
    }

    private (int ExitCode, bool Served) RunOnce()
    {
        using var process = new Process { StartInfo = Tools.Describe(_command, _folder) };
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.OutputDataReceived += static (_, _) => { };
        process.Start();
        _process = process.Id;
        process.StandardInput.Close();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();

        var serves = false;
        while (!serves && !process.WaitForExit(20))
            serves = PostmasterFile.IsReady(_folder, process.Id);
        if (serves)
            _opened.TrySetResult();
        while (!process.WaitForExit(int.MaxValue)) { } // without a limit it would also wait for the pipes, which a dead server's children hold open
        _process = 0;
        return (process.ExitCode, serves);
    }

    private void Remember(string? line)
    {
        if (line?.Contains("FATAL:", StringComparison.Ordinal) == true || line?.StartsWith("setpriv:", StringComparison.Ordinal) == true)
            _lastWords = line;
    }
}

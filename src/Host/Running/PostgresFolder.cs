using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Running;

/// <summary>The files of the private PostgreSQL, made on the first day.</summary>
internal static class PostgresFolder
{
    /// <summary>The database's own administrator. Nobody else can reach the socket, so it has no password.</summary>
    public const string Owner = "bluelamp";

    private const string Version = "18";

    public static async Task MakeAsync(string folder, string binaries, DatabaseUser user, bool durable, CancellationToken ct)
    {
        if (Directory.Exists(folder))
        {
            await CheckAsync(folder, ct);
            return;
        }

        var half = folder + ".new"; // an initdb that was cut off is never taken for a database
        if (Directory.Exists(half))
            Directory.Delete(half, recursive: true);
        await user.MakeFolderAsync(half, ct);
        string[] command =
        [
            .. user.Prefix(server: false),
            Path.Combine(binaries, "initdb"),
            "--pgdata",
            AsSeenBy(user, half),
            "--username",
            Owner,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            durable ? "--data-checksums" : "--no-sync",
        ];
        var (exitCode, said) = await Tools.RunAsync(command, half, ct);
        if (exitCode != 0)
            throw new CannotRunException($"The private PostgreSQL could not be made in {folder}: {Complaint(said)}");
        Directory.Move(half, folder);
    }

    /// <summary>
    /// How the server may name the folder that it is started in. Another user may not be let through the folders above it, so it is told "where you stand";
    /// the data stays where <c>--data</c> says, even in root's home.
    /// </summary>
    public static string AsSeenBy(DatabaseUser user, string folder) => user.IsOther ? "/proc/self/cwd" : folder;

    private static async Task CheckAsync(string folder, CancellationToken ct)
    {
        try
        {
            var version = (await File.ReadAllTextAsync(Path.Combine(folder, "PG_VERSION"), ct)).Trim();
            if (!version.Equals(Version, StringComparison.Ordinal))
                throw new CannotRunException(
                    $"The database in {folder} is of PostgreSQL {version}; this Bluelamp runs {Version}. Choose another --data, or export and import."
                );
        }
        catch (Exception e) when (e is UnauthorizedAccessException or FileNotFoundException)
        {
            throw new CannotRunException(
                $"The folder {folder} is not a database that this user may use. Start as the user who made it, or choose another --data.",
                e
            );
        }
    }

    private static string Complaint(string said) =>
        said.Contains("No space left on device", StringComparison.Ordinal)
            ? "the disk is full. Make room on it, or choose another folder with --data."
            : said.Split('\n')
                .FirstOrDefault(static line =>
                    line.Contains("error:", StringComparison.Ordinal) || line.Contains("FATAL:", StringComparison.Ordinal)
                )
                ?? said.Split('\n')[^1];
}

using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Running;

/// <summary>
/// Who the private database runs as. PostgreSQL refuses to run as root, so root gives it to the user <c>bluelamp</c>, or to <c>nobody</c> where there is no
/// such user (<c>docs/decisions/0011-database-user.md</c>). Everyone else runs it as themselves.
/// </summary>
internal sealed class DatabaseUser
{
    private readonly string? _uid;
    private readonly string? _gid;

    private DatabaseUser(string name, string? uid = null, string? gid = null) => (Name, _uid, _gid) = (name, uid, gid);

    public string Name { get; }

    /// <summary>True when the database's user is another than ours.</summary>
    public bool IsOther => _uid is not null;

    public static DatabaseUser Choose() =>
        !Environment.IsPrivilegedProcess ? new(Environment.UserName)
        : !OperatingSystem.IsLinux() ? throw new CannotRunException("PostgreSQL does not run as root: start Bluelamp as an ordinary user.")
        : Named("bluelamp")
            ?? Named("nobody")
            ?? throw new CannotRunException("PostgreSQL does not run as root: add a user for it (useradd --system bluelamp).");

    /// <summary>
    /// The words before a command that runs it as this user. A server gets a session of its own, so that Ctrl-C reaches Bluelamp first, and is told
    /// to stop should Bluelamp be killed.
    /// </summary>
    public IEnumerable<string> Prefix(bool server)
    {
        if (server && Tools.Find("setsid") is { } setsid)
            yield return setsid;

        var setpriv = Tools.Find("setpriv");
        if (setpriv is null && IsOther)
            throw new CannotRunException(
                $"Bluelamp runs as root and needs setpriv to run its database as {Name}: install the package util-linux."
            );
        if (setpriv is null || !(server || IsOther))
            yield break;

        yield return setpriv;
        if (server)
            yield return "--pdeathsig=INT";
        if (IsOther)
        {
            yield return $"--reuid={_uid}";
            yield return $"--regid={_gid}";
            yield return "--clear-groups";
        }

        yield return "--";
    }

    /// <summary>A folder that only this user (and root) can enter.</summary>
    public async Task MakeFolderAsync(string folder, CancellationToken ct)
    {
        if (!IsOther)
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }

        string[] command = [Tools.Find("install") ?? "install", "-d", "-m", "700", "-o", _uid!, "-g", _gid!, "--", folder];
        var (exitCode, said) = await Tools.RunAsync(command, "/", ct);
        if (exitCode != 0)
            throw new CannotRunException($"Cannot make the folder {folder} for the database's user {Name}: {said.Split('\n')[0]}");
    }

    private static DatabaseUser? Named(string name) =>
        File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3 && fields[0].Equals(name, StringComparison.Ordinal))
            .Select(fields => new DatabaseUser(name, fields[2], fields[3]))
            .FirstOrDefault();
}

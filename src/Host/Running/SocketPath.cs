using System.Text;
using System.Text.RegularExpressions;

namespace Bluelamp.Host.Running;

/// <summary>
/// A name for a database folder that a Unix socket address can hold (at most 107 bytes, and Npgsql reads commas and colons as something else): the folder
/// itself when that will do, otherwise a link to it in a temporary folder that only we can enter.
/// </summary>
internal sealed partial class SocketPath : IDisposable
{
    private const int LongestBytes = 85; // leaves room for "/.s.PGSQL.5432" also on macOS, where an address ends at 103
    private readonly string? _temporary;

    private SocketPath(string folder, string? temporary) => (Folder, _temporary) = (folder, temporary);

    public string Folder { get; }

    public static SocketPath To(string folder)
    {
        if (Encoding.UTF8.GetByteCount(folder) <= LongestBytes && Plain().IsMatch(folder))
            return new(folder, temporary: null);

        var temporary = Directory.CreateTempSubdirectory("bluelamp-").FullName;
        var link = Path.Combine(temporary, "db");
        Directory.CreateSymbolicLink(link, folder);
        return new(link, temporary);
    }

    public void Dispose()
    {
        if (_temporary is not null && Directory.Exists(_temporary))
            Directory.Delete(_temporary, recursive: true);
    }

    [GeneratedRegex(@"^/[\w/.\- ]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}

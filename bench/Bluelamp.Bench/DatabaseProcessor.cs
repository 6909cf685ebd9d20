using System.Globalization;

namespace Bluelamp.Bench;

/// <summary>Processor time of a private PostgreSQL, as Linux counts it: of the server, of each of its processes and of those that ended.</summary>
internal sealed class DatabaseProcessor(string data)
{
    private const int TicksASecond = 100;

    /// <summary>Where <c>/proc/PID/stat</c> has them, behind the name: the parent, the process's own ticks, and those of its children that ended.</summary>
    private const int Parent = 1;
    private const int Own = 11;
    private const int Ended = 13;

    private readonly string _server = File.ReadLines(Path.Combine(data, "postgres", "postmaster.pid")).First().Trim();

    public TimeSpan Taken
    {
        get
        {
            var ticks = Two(Stat($"/proc/{_server}"), Ended);
            foreach (var process in Directory.EnumerateDirectories("/proc").Where(static p => char.IsAsciiDigit(p[^1])))
            {
                if (
                    Stat(process) is { Length: > Ended } stat
                    && (stat[Parent].Equals(_server, StringComparison.Ordinal) || process.EndsWith($"/{_server}", StringComparison.Ordinal))
                )
                    ticks += Two(stat, Own);
            }
            return TimeSpan.FromSeconds((double)ticks / TicksASecond);
        }
    }

    private static long Two(string[] stat, int at) => Number(stat[at]) + Number(stat[at + 1]);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Nothing of a process that has just ended.</summary>
    private static string[] Stat(string process)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(process, "stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}

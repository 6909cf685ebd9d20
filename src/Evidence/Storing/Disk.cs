using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Bluelamp.Evidence.Storing;

/// <summary>What the framework has no call for: a name in a folder is only safe when the folder itself was flushed (fsync(2)).</summary>
internal static class Disk
{
    private const int ReadOnly = 0;
    private const int NotNeeded = 4;

    /// <summary>Returns when every name in the folder is on disk. A file system that cannot flush folders keeps names in its own way.</summary>
    public static void FlushFolder(string folder)
    {
        var handle = open([.. Encoding.UTF8.GetBytes(folder), 0], ReadOnly);
        if (handle < 0)
            return;
        _ = fsync(handle);
        _ = close(handle);
    }

    /// <summary>Opens a file for reading that others put there: no link, not even one that took its place a moment ago, and without waiting at a pipe.</summary>
    /// <param name="path">Without links in it, as <see cref="RealPath(string)"/> gives it.</param>
    /// <exception cref="IOException">It cannot be opened, or is elsewhere than it seems.</exception>
    public static SafeFileHandle OpenPlain(string path)
    {
        var file = Open(path, ReadOnly | Flags.NoFollow | Flags.NonBlocking);
        if (RealPath(file) is not { } real || real.Equals(path, StringComparison.Ordinal))
            return file;
        file.Dispose();
        throw new IOException("it is a link, or lies behind one");
    }

    /// <summary>Where a path leads to without links, on Linux; elsewhere nothing is known.</summary>
    public static string? RealPath(string path)
    {
        using var file = Open(path, ReadOnly | Flags.NonBlocking);
        return RealPath(file);
    }

    private static string? RealPath(SafeFileHandle file) =>
        OperatingSystem.IsLinux()
            ? File.ResolveLinkTarget(
                string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.DangerousGetHandle()}"),
                returnFinalTarget: false
            )?.FullName
            : null;

    private static SafeFileHandle Open(string path, int flags)
    {
        var handle = open([.. Encoding.UTF8.GetBytes(path), 0], flags | Flags.CloseOnExec);
        return handle < 0
            ? throw new IOException(Marshal.GetLastPInvokeErrorMessage(), Marshal.GetLastPInvokeError())
            : new SafeFileHandle(handle, ownsHandle: true);
    }

    /// <summary>Gives a file a second name in the same file system (link(2)): the bytes stay as long as one of the two does. False when it cannot be.</summary>
    public static bool TryLink(string path, string second) =>
        link([.. Encoding.UTF8.GetBytes(path), 0], [.. Encoding.UTF8.GetBytes(second), 0]) == 0;

    /// <summary>Lets go of what memory holds of a file, so that the next who reads it reads the disk (posix_fadvise(2)); elsewhere than on Linux nothing.</summary>
    public static void ForgetCached(SafeFileHandle file)
    {
        if (OperatingSystem.IsLinux())
            _ = posix_fadvise(file, 0, 0, NotNeeded);
    }

#pragma warning disable IDE1006, CA5392, SYSLIB1054 // the names are libc's; libc is found by the loader itself
    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc")]
    private static extern int link(byte[] path, byte[] second);

    [DllImport("libc")]
    private static extern int posix_fadvise(SafeFileHandle file, long offset, long length, int advice);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int file);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int file);
#pragma warning restore IDE1006, CA5392, SYSLIB1054

    /// <summary>Flags of open(2), which differ between systems.</summary>
    private static class Flags
    {
        public static readonly int NoFollow =
            OperatingSystem.IsMacOS() ? 0x100
            : RuntimeInformation.ProcessArchitecture is Architecture.Arm64 ? 0x8000
            : 0x20000;
        public static readonly int NonBlocking = OperatingSystem.IsMacOS() ? 0x4 : 0x800;
        public static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;
    }
}

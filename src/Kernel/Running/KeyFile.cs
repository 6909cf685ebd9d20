using System.Runtime.InteropServices;
using System.Text;

namespace Bluelamp.Kernel.Running;

/// <summary>A file that holds a secret of the installation.</summary>
internal static class KeyFile
{
    /// <summary>
    /// Writes it for its owner alone, on disk when this returns. It appears whole or not at all, whoever reads meanwhile and wherever the power goes. A file
    /// that is there stays: another process was first, and its key counts.
    /// </summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = $"{path}.{Guid.CreateVersion7():n}";
        try
        {
            WriteDraft(draft, text);
            Place(draft, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // another process was first
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>
    /// Gives the draft its name, if nobody has it. <see cref="File.Move(string, string, bool)"/> looks first and renames then, and so takes the place of a
    /// file that came between; link(2) does not. A file system without links has to do with the former.
    /// </summary>
    private static void Place(string draft, string path)
    {
        if (OperatingSystem.IsWindows() || (link(Name(draft), Name(path)) != 0 && !File.Exists(path)))
            File.Move(draft, path, overwrite: false);
    }

    private static byte[] Name(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    private static void WriteDraft(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

#pragma warning disable IDE1006, CA5392, SYSLIB1054 // the name is libc's; libc is found by the loader itself
    [DllImport("libc")]
    private static extern int link(byte[] path, byte[] name);
#pragma warning restore IDE1006, CA5392, SYSLIB1054
}

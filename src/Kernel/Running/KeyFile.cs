using System.Text;

namespace Bluelamp.Kernel.Running;

/// <summary>A file that holds a secret of the installation.</summary>
internal static class KeyFile
{
    /// <summary>Writes it for its owner alone, on disk when this returns. A file that is there stays.</summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(path))
        {
            // another process was first; its key counts
        }
    }
}

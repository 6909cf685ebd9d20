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
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static void WriteDraft(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}

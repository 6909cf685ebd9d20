using System.Globalization;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Running;

/// <summary>The folder of everything that an installation stores. One process owns it at a time; others may work beside the owner as guests.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream taken) => (FullPath, _lock) = (path, taken);

    public string FullPath { get; }

    /// <summary>Where the private PostgreSQL keeps its files.</summary>
    public static string Postgres(string path) => Path.Combine(path, "postgres");

    /// <summary>Takes the folder, making it when it is not there; null when another process has it.</summary>
    public static DataFolder? TryTake(string path)
    {
        try
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var taken = new FileStream(LockFile(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            taken.SetLength(0);
            taken.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            taken.Flush();
            return new(path, taken);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CannotRunException($"Cannot write to {path} as {Environment.UserName}. Choose another folder with --data.", e);
        }
        catch (IOException e) when (Trouble.IsLocked(e))
        {
            return null;
        }
        catch (IOException e) when (!Trouble.IsFullDisk(e))
        {
            throw new CannotRunException($"Cannot write to {path}: {e.Message}. Choose another folder with --data.", e);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static string LockFile(string path) => Path.Combine(path, "lock");
}

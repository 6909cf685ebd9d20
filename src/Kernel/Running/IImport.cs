namespace Bluelamp.Kernel.Running;

/// <summary>A way for real data in: <c>bluelamp import NAME PATH</c>. A module adds one to the services and the command line offers it.</summary>
public interface IImport
{
    /// <summary>The word on the command line, as in <c>police-uk</c>.</summary>
    string Name { get; }

    /// <summary>One line for <c>--help</c>: what it reads.</summary>
    string Description { get; }

    /// <summary>Loads everything that <paramref name="from"/> names. The same input again changes nothing; killed half-way and run again loses nothing.</summary>
    Task<ImportFigures> RunAsync(ImportSource from, IWorkProgress progress, RejectList rejects, CancellationToken ct);
}

/// <summary>What is imported.</summary>
/// <param name="Path">A file or folder.</param>
/// <param name="Mapping">What its columns mean, where the import must be told: the name of a definition, or a file.</param>
public sealed record ImportSource(string Path, string? Mapping = null)
{
    public static implicit operator ImportSource(string path) => new(path);
}

/// <summary>What an import did, in rows. <paramref name="Rejected"/> rows are each listed with file, line and reason.</summary>
public sealed record ImportFigures(long Rows, long Added, long Updated, long Unchanged, long Rejected, double Seconds);

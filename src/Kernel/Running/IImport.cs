namespace Bluelamp.Kernel.Running;

/// <summary>A way for real data in: <c>bluelamp import NAME PATH</c>. A module adds one to the services and the command line offers it.</summary>
public interface IImport
{
    /// <summary>The word on the command line, as in <c>police-uk</c>.</summary>
    string Name { get; }

    /// <summary>One line for <c>--help</c>: what it reads.</summary>
    string Description { get; }

    /// <summary>Loads everything under <paramref name="path"/>. The same input again changes nothing; killed half-way and run again loses nothing.</summary>
    Task<ImportFigures> RunAsync(string path, IWorkProgress progress, RejectList rejects, CancellationToken ct);
}

/// <summary>What an import did, in rows. <paramref name="Rejected"/> rows are each listed with file, line and reason.</summary>
public sealed record ImportFigures(long Rows, long Added, long Updated, long Unchanged, long Rejected, double Seconds);

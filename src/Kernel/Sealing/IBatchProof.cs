using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// Rows that a module keeps in bulk, with one ledger entry a batch that holds the batch's Merkle root. Verification asks the module to work the
/// root out again from the rows (<see cref="CompactRange"/>) and to compare.
/// </summary>
public interface IBatchProof
{
    /// <summary>The event that seals a batch.</summary>
    Type Event { get; }

    /// <summary>What is wrong with the rows of this batch, in a sentence; nothing when they are as they were.</summary>
    /// <param name="entry">The batch's entry.</param>
    /// <param name="connection">In the snapshot that is being verified; read only.</param>
    Task<string?> ProblemAsync(Entry entry, NpgsqlConnection connection, CancellationToken ct);
}

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// Streams that say something of a record and nothing of their own, such as whether it and another are one person. They go when the whole record goes, in
/// the same transaction, each with a disposal of its own. A module registers one for each such kind of stream.
/// </summary>
public interface ICompanions
{
    /// <summary>Asks for the ids of the streams. Whoever disposes of the record need not see what they say.</summary>
    Sql Streams(short force, Guid record);
}

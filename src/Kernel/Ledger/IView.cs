namespace Bluelamp.Kernel;

/// <summary>
/// A table that shows what the ledger says, written in the same batch as the entry, so that readers never see a stale list.
/// It can be dropped and rebuilt from the ledger at any time; so it depends on nothing but the entries.
/// </summary>
public interface IView
{
    /// <summary>The table, with its schema; a rebuild empties it. More than one: separated by commas, children first.</summary>
    string Table { get; }

    /// <summary>The statement that this entry means for the table, or nothing.</summary>
    Sql? Write(Entry entry);

    /// <summary>
    /// Removes whatever the table took from the entries of this stream, and nothing else: for lawful disposal. What is left of the stream is then
    /// written again.
    /// </summary>
    Sql Forget(short force, Guid stream);
}

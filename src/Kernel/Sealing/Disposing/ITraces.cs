namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// What a record leaves outside the ledger and its views: messages about it, drafts, credentials. Nothing makes these again, so lawful disposal lets
/// them go once for all, in its own transaction, after the views are written again. A module registers one for each of its working tables.
/// </summary>
public interface ITraces
{
    /// <summary>Removes what the table holds of the record. It also runs when only some of the entries go.</summary>
    Sql Erase(short force, Guid stream);
}

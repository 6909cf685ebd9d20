using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>
/// Ids of records that have a key of their own: a phone number, a number plate, an address. The id follows from the key and the secret of the installation,
/// so that whoever meets the key again meets the same record, with no look-up and no race, and nobody else finds the key by its id.
/// </summary>
public sealed record NaturalIds(short Force, IdSecret Secret)
{
    /// <summary>The id of a key.</summary>
    /// <param name="kind">Keeps equal keys of different kinds apart.</param>
    /// <param name="key">Already in its one normal form.</param>
    internal Guid Of(string kind, string key) => Secret.IdOf($"{Force}\n{kind}\n{key}");
}

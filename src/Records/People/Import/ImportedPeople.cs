using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Records.People.Import;

/// <summary>Whom a row of a legacy system became: the id follows from the system and the row's own id.</summary>
public sealed class ImportedPeople(CurrentDefinitions definitions, ForceProfile force, IdSecret secret)
{
    public Id<Nominal> Of(PersonMapping mapping, string record) =>
        new(secret.IdOf($"{force.Code}\nimported person\n{mapping.System}\n{record}"));

    /// <summary>By the name of the mapping.</summary>
    public Id<Nominal> Of(string mapping, string record) => Of(definitions.Latest<PersonMapping>(mapping).Value, record);
}

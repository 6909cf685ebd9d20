namespace Bluelamp.Records;

/// <summary>Which roles can stand between which kinds of record, and how they read.</summary>
public static class LinkRoles
{
    private static readonly LinkRole[] InCrime =
    [
        LinkRole.Victim,
        LinkRole.Suspect,
        LinkRole.Witness,
        LinkRole.ReportingPerson,
        LinkRole.Involved,
    ];

    /// <summary>The roles that a record of kind <paramref name="to"/> can have for one of kind <paramref name="from"/>, likeliest first.</summary>
    public static IReadOnlyList<LinkRole> Between(RecordKind from, RecordKind to) =>
        (from, to) switch
        {
            (RecordKind.Crime, RecordKind.Nominal or RecordKind.Organisation) => InCrime,
            (RecordKind.Crime, RecordKind.Place) => [LinkRole.Scene],
            (RecordKind.Crime, RecordKind.Vehicle) =>
            [
                LinkRole.StolenVehicle,
                LinkRole.DamagedVehicle,
                LinkRole.VehicleUsed,
                LinkRole.VehicleSeen,
            ],
            (RecordKind.Crime, RecordKind.Crime) => [LinkRole.LinkedCrime],
            (_, RecordKind.Report) => [LinkRole.Report],
            (RecordKind.Exhibit, RecordKind.Exhibit) => [LinkRole.Evidence], // what was taken off a device of another force's case
            (RecordKind.Exhibit, _) => [],
            (_, RecordKind.Exhibit) => [LinkRole.Evidence],
            (RecordKind.Crime, RecordKind.Communication) => [LinkRole.Phone, LinkRole.Email],
            (RecordKind.Nominal or RecordKind.Organisation, RecordKind.Place) => [LinkRole.Home, LinkRole.Work, LinkRole.Frequents],
            (RecordKind.Nominal or RecordKind.Organisation, RecordKind.Communication) => [LinkRole.Phone, LinkRole.Email],
            (_, RecordKind.Account) => [LinkRole.Account],
            (RecordKind.Nominal, RecordKind.Nominal) => [LinkRole.Partner, LinkRole.Parent, LinkRole.Family, LinkRole.Associate],
            (RecordKind.Nominal, RecordKind.Organisation) => [LinkRole.Employer, LinkRole.Associate],
            (RecordKind.Vehicle, RecordKind.Nominal or RecordKind.Organisation) => [LinkRole.Keeper, LinkRole.Driver, LinkRole.Owner],
            (RecordKind.Place, RecordKind.Nominal or RecordKind.Organisation) => [LinkRole.Occupier, LinkRole.Owner],
            _ => [],
        };

    /// <summary>In small letters, to stand in a sentence: <c>reporting person</c>.</summary>
    public static string In(this LinkRole role) =>
        role switch
        {
            LinkRole.ReportingPerson => "reporting person",
            LinkRole.Involved => "involved person",
            LinkRole.StolenVehicle => "stolen vehicle",
            LinkRole.VehicleUsed => "vehicle used",
            LinkRole.VehicleSeen => "vehicle seen",
            LinkRole.DamagedVehicle => "damaged vehicle",
            LinkRole.LinkedCrime => "linked crime",
            LinkRole.Home => "home address",
            LinkRole.Work => "place of work",
            LinkRole.Frequents => "place often visited",
            LinkRole.Email => "e-mail",
            LinkRole.Family => "family member",
            _ => role.ToString().ToLowerInvariant(),
        };

    /// <summary>With a capital, to stand at the head of a line.</summary>
    public static string Title(LinkRole role) => char.ToUpperInvariant(role.In()[0]) + role.In()[1..];
}

using Bluelamp.Contact.Reports;
using Bluelamp.Records;

namespace Bluelamp.Contact.Inbox;

/// <summary>
/// The class of offence that a report most likely amounts to, to begin the handler's choice with; the handler decides. Classes as in
/// <c>definitions/codes/offence-codes</c> (Home Office Crime Recording Rules).
/// </summary>
public static class LikelyOffence
{
    public static string Of(ReportContent content) =>
        content.Offence
        ?? content.Kind switch
        {
            "burglary" => "28I",
            "vehicle" when content.Vehicles.Any(static v => v.Role == LinkRole.StolenVehicle) => "48",
            "vehicle" => "45",
            "damage" when content.Vehicles.Length > 0 => "58C",
            "damage" => "58D",
            "assault" => "105A",
            "hate" => "9B",
            "harassment" => "8L",
            _ => "49",
        };
}

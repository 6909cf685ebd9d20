using System.Diagnostics.Metrics;

namespace Bluelamp.Kernel.Access;

/// <summary>What operators watch of sign-in and refusals.</summary>
internal static class AccessMeters
{
    private static readonly Meter Meter = new("bluelamp.access");

    public static readonly Counter<long> SignedIn = Meter.CreateCounter<long>("bluelamp.access.sign_ins", "{sign-in}", "Sessions begun");

    public static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "bluelamp.access.refused_sign_ins",
        "{sign-in}",
        "Tries with a wrong name, password or code, or while paused"
    );

    public static readonly Counter<long> GlassBroken = Meter.CreateCounter<long>(
        "bluelamp.access.glass_broken",
        "{record}",
        "Restricted records opened by a stated reason"
    );
}

using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Doors;

/// <summary>
/// Requests at a door are counted for the visit, and those who come in for their door: behind one address of a mobile network stand hundreds of telephones.
/// </summary>
internal static class DoorLimits
{
    public static CountedFor Of(IServiceProvider services)
    {
        var sessions = services.GetRequiredService<DoorSession>();
        return new(http => Find(http, sessions));
    }

    private static Counted? Find(HttpContext http, DoorSession sessions)
    {
        if (http.Request.Path.Value?.Split('/') is not ["", "upload", var code, .. var rest] || !DoorCode.IsCode(code))
            return null;
        if (sessions.Of(code, http) is { Agreed: not null } visit)
            return new($"visit {visit.Key}", IsKnown: true);
        return rest is [] or ["nothing"] ? new($"door {DoorCode.Hash(code)}", IsKnown: false) : null;
    }
}

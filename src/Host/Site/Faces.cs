using Bluelamp.Kernel.Web;

namespace Bluelamp.Host.Site;

/// <summary>Finds which face of the site answers a request.</summary>
internal static class Faces
{
    /// <summary>
    /// Never <see cref="Face.Either"/>. A page that names no face is for staff: what is not said to be public is not. Without a database the public's
    /// face answers, which asks for nothing.
    /// </summary>
    public static Face Of(HttpContext http) =>
        (http.GetEndpoint()?.Metadata.GetMetadata<FaceAttribute>()?.Face ?? Face.Desk) switch
        {
            Face.Either => http is { User.Identity.IsAuthenticated: true, Response.StatusCode: not StatusCodes.Status503ServiceUnavailable }
                ? Face.Desk
                : Face.Public,
            var face => face,
        };
}

using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Doors;

namespace Bluelamp.Evidence.Cameras;

/// <summary>
/// What follows from the secret of a form and the cameras of one owner: the code of the link, the ids of camera, owner and request. So a form that is sent twice
/// asks once, and shows the links that work.
/// </summary>
internal static class FootageCode
{
    /// <summary>The camera of a form, so that nobody who writes a form can name another stream.</summary>
    public static Id<Camera> CameraOf(string seed) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"camera {seed}")).AsSpan(0, 16)));

    /// <summary>The owner of a form, in the same way.</summary>
    public static Id<Owner> OwnerOf(string seed) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"owner {seed}")).AsSpan(0, 16)));

    /// <summary>The code of the link for the cameras of one owner.</summary>
    /// <param name="seed">A code made with the form, known only to who has the form.</param>
    public static string Of(string seed, IEnumerable<Id<Camera>> cameras) => AddressCode.From(Hash("link", seed, cameras), DoorCode.Length);

    public static Id<FootageRequest> RequestOf(string seed, IEnumerable<Id<Camera>> cameras) =>
        new(new Guid(Hash("request", seed, cameras).AsSpan(0, 16)));

    /// <summary>The id of the message, so that it is sent once.</summary>
    public static Guid MessageOf(string seed, IEnumerable<Id<Camera>> cameras) => new(Hash("message", seed, cameras).AsSpan(0, 16));

    private static byte[] Hash(string what, string seed, IEnumerable<Id<Camera>> cameras) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"footage {what} {seed} {string.Join(' ', cameras.Select(static c => c.Value).Order())}"));
}

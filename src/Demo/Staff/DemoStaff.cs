using System.Security.Cryptography;
using System.Text;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;

namespace Bluelamp.Demo.Staff;

/// <summary>One of the invented people of the demo. Everybody may know how they sign in.</summary>
/// <param name="Job">What they are shown as on the sign-in page.</param>
public sealed record DemoPerson(string Username, string Name, string? Collar, string Job, params string[] Roles)
{
    /// <summary>The same in every demo, so that a seed makes the same world.</summary>
    public Id<Kernel.Access.Staff> Id => new(new Guid(Hash("person").AsSpan(0, 16)));

    /// <summary>The key of their authenticator.</summary>
    public byte[] TotpSecret => Hash("authenticator")[..Totp.SecretBytes];

    private byte[] Hash(string what) => SHA256.HashData(Encoding.UTF8.GetBytes($"bluelamp demo {what} {Username}"));
}

/// <summary>The staff of Lampshire Police, none of whom exists: at least one for each role as delivered.</summary>
public static class DemoStaff
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "three lanterns by the bridge";

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("carys.bowen", "Carys Bowen", null, "Contact handler", "contact-handler"),
        new("tom.ashworth", "Tom Ashworth", null, "Contact handler", "contact-handler"),
        new("mair.gwilym", "Mair Gwilym", null, "Dispatcher", "dispatcher"),
        new("owen.pritchard", "PC Owen Pritchard", "1482", "Police officer", "officer"),
        new("priya.nair", "DC Priya Nair", "2207", "Investigator", "investigator"),
        new("helen.marsh", "Insp Helen Marsh", "0316", "Supervisor", "supervisor"),
        new("rhys.tanner", "Rhys Tanner", null, "Forensic examiner", "forensic-examiner"),
        new("anwen.lewis", "Anwen Lewis", null, "Forensic examiner", "forensic-examiner"),
        new("idris.vaughan", "Idris Vaughan", null, "Analyst", "analyst"),
        new("grace.okafor", "Grace Okafor", null, "Information manager", "information-manager"),
        new("nia.tudor", "Nia Tudor", null, "Auditor", "auditor"),
        new("sam.leighton", "Sam Leighton", null, "Administrator", "administrator"),
    ];

    /// <summary>Enrols whoever is not there yet; the second time nobody.</summary>
    public static async Task EnrolAsync(StaffRegister register, Viewer viewer, CancellationToken ct)
    {
        foreach (var person in All)
        {
            if (await register.FindAsync(person.Id, viewer, ct) is not null)
                continue;
            var details = new StaffDetails(person.Username, person.Name, person.Collar, $"{person.Username}@lampshire.example.com");
            (await register.EnrolAsync(person.Id, details, person.Roles, viewer, ct, new(Password, person.TotpSecret))).OrThrow();
        }
    }
}

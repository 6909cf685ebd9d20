using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Bluelamp.Kernel.Access;

/// <summary>What a browser holds between the first right password and the end of the set-up: encrypted, for a quarter of an hour.</summary>
/// <param name="Stamp">The hash of the password's hash: the ticket ends when the password is another.</param>
/// <param name="Secret">The key that the authenticator is about to take.</param>
public sealed record SetUpTicket(Guid Person, byte[] Stamp, byte[] Secret)
{
    internal static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(15);
    private const string What = "bluelamp.access.set-up";

    internal static SetUpTicket For(Id<Staff> person, string passwordHash) =>
        new(person.Value, Credentials.Stamp(passwordHash), Totp.NewSecret());

    internal string Seal(IDataProtectionProvider protection) =>
        protection.CreateProtector(What).ToTimeLimitedDataProtector().Protect(JsonSerializer.Serialize(this), GoodFor);

    /// <summary>The ticket, or nothing when it is not ours or too old.</summary>
    internal static SetUpTicket? Open(string? sealedTicket, IDataProtectionProvider protection)
    {
        if (string.IsNullOrEmpty(sealedTicket))
            return null;
        try
        {
            return JsonSerializer.Deserialize<SetUpTicket>(
                protection.CreateProtector(What).ToTimeLimitedDataProtector().Unprotect(sealedTicket)
            );
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}

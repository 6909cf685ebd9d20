using System.Net.Mail;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Evidence.Forensics;

/// <summary>Another force, for which a device is examined. Its crime stands in its own records, so here it has only the reference that they gave.</summary>
/// <param name="Force">PNC code, of <c>definitions/codes/force-codes.yaml</c>.</param>
/// <param name="Reference">Of the crime, as that force writes it.</param>
/// <param name="Officer">Who asked for it there, with rank or number.</param>
/// <param name="Email">Where they can be reached; nothing when nobody said.</param>
public sealed record ClientForce(string Force, string Reference, string Officer, string? Email)
{
    /// <summary>Characters of each answer.</summary>
    public const int Longest = 200;

    /// <summary>What is wrong with it; nothing when it can stand.</summary>
    /// <param name="forces">The forces that there are.</param>
    /// <param name="own">The PNC code of the force that asks.</param>
    public Refusal? Fault(CodeList forces, string own) =>
        forces.Find(Force) is null ? new NoSuchForce()
        : string.Equals(Force, own, StringComparison.Ordinal) ? new OwnForce()
        : string.IsNullOrWhiteSpace(Reference) ? new ClientReferenceMissing()
        : string.IsNullOrWhiteSpace(Officer) ? new ClientOfficerMissing()
        : new[] { Reference, Officer, Email }.Any(static w => w?.Length > Longest) ? new ClientTooLong()
        : Email is not null && !MailAddress.TryCreate(Email, out _) ? new NoSuchMail()
        : null;
}

public sealed record NoSuchForce() : Refusal.Invalid("no-such-force", "Choose the force that it is examined for.", "client");

public sealed record OwnForce()
    : Refusal.Invalid("own-force", "That is this force. Link the device to its crime first, then ask for its examination.", "client");

public sealed record ClientReferenceMissing()
    : Refusal.Invalid("client-reference-missing", "Enter the reference of the crime, as that force writes it.", "clientReference");

public sealed record ClientOfficerMissing() : Refusal.Invalid("client-officer-missing", "Enter who asked for it there.", "clientOfficer");

public sealed record ClientTooLong()
    : Refusal.Invalid("client-too-long", $"Each answer holds {ClientForce.Longest} characters.", "clientReference");

public sealed record NoSuchMail() : Refusal.Invalid("no-such-mail", "Enter an e-mail address, such as name@force.example.", "clientEmail");

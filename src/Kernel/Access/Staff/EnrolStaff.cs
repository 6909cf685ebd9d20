using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Kernel.Access;

/// <summary>Take somebody on, with their first roles.</summary>
public sealed record EnrolStaff(Id<Staff> Staff, StaffDetails Details, IReadOnlyList<string> Roles) : ICreation<Staff>
{
    public Decision Decide(Staff state, By by) =>
        state.Enrolled
            ? new StaffIsEnrolled()
            :
            [
                new StaffEnrolled(Staff, Details.Username, Details.Name, Details.Collar, Details.Email),
                .. Roles.Distinct(StringComparer.Ordinal).Select(role => new RoleGranted(Staff, role)),
            ];
}

/// <summary>Who somebody is, as the force calls them.</summary>
/// <param name="Username">What they sign in with, in small letters.</param>
/// <param name="Collar">The number on their shoulder, if they wear one.</param>
/// <param name="Email">Where the force reaches them.</param>
public sealed record StaffDetails(string Username, string Name, string? Collar, string? Email)
{
    /// <summary>The details as they are kept, or what is wrong with them.</summary>
    public Result<StaffDetails> Checked()
    {
        var username = Usernames.Normal(Username);
        if (!Usernames.IsFit(username))
            return new UsernameIsUnfit();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 200)
            return new NameIsMissing();
        if (!string.IsNullOrWhiteSpace(Email) && !EmailAddress.TryParse(Email.Trim(), out _))
            return new EmailIsUnfit();
        return new StaffDetails(username, Name.Trim(), Blank(Collar), Blank(Email));
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

public sealed record StaffIsEnrolled() : Refusal.Conflict("staff-is-enrolled", "This person is enrolled already.");

public sealed record UsernameIsTaken() : Refusal.Conflict("username-is-taken", "Somebody has this user name. Choose another.");

public sealed record UsernameIsUnfit()
    : Refusal.Invalid("username-is-unfit", "Enter a user name of 2 to 64 letters, digits, dots, hyphens or @.", "username");

public sealed record NameIsMissing() : Refusal.Invalid("name-is-missing", "Enter the person's name.", "name");

public sealed record EmailIsUnfit() : Refusal.Invalid("email-is-unfit", "Enter an e-mail address, such as name@example.com.", "email");

namespace Bluelamp.Evidence.Forensics;

/// <summary>
/// A user's agreement to the examination of their device (Police, Crime, Sentencing and Courts Act 2022, part 2 chapter 3): given of their own will, after a
/// written notice of what is sought, why, and that they may say no.
/// </summary>
/// <param name="User">Whether they can decide for themselves.</param>
/// <param name="NoticeOn">The day on which they had the Digital Processing Notice.</param>
/// <param name="AgreedOn">The day on which they agreed, in writing.</param>
/// <param name="By">Who agreed for them, or they themselves.</param>
public sealed record DeviceAgreement(UserIs User, DateOnly? NoticeOn, DateOnly? AgreedOn, AgreedBy By)
{
    /// <summary>Powers by which a thing comes to police without anybody's will (codes of <c>definitions/codes/seizure-powers</c>) and that reach a victim's or witness's device.</summary>
    private static readonly string[] Warrants = ["pace-8", "warrant"];

    /// <summary>Ways in which a thing comes to police without a power.</summary>
    private static readonly string[] Given = ["consent"];

    /// <summary>
    /// Whether somebody must agree: of a victim's or witness's device always, but where a court ordered it; of a suspect's when they gave it of their own will.
    /// </summary>
    /// <param name="power">By which power the device was taken in.</param>
    public static bool IsNeeded(DeviceOf of, string power) =>
        of switch
        {
            DeviceOf.Victim or DeviceOf.Witness => !Warrants.Contains(power, StringComparer.Ordinal),
            DeviceOf.Suspect => Given.Contains(power, StringComparer.Ordinal),
            _ => false,
        };

    /// <summary>What is wrong with an agreement; nothing when it stands.</summary>
    internal static Refusal? Fault(DeviceAgreement? agreement, DateOnly today) =>
        agreement switch
        {
            null or { NoticeOn: null } => new NoticeMissing(),
            { AgreedOn: null } => new AgreementMissing(),
            _ when agreement.NoticeOn > today || agreement.AgreedOn > today => new AgreementStillToCome(),
            _ when agreement.AgreedOn < agreement.NoticeOn => new AgreedBeforeNotice(),
            { User: not UserIs.Able, By: AgreedBy.User } => new CannotAgreeAlone(),
            _ => null,
        };
}

/// <summary>Whether the user of a device can decide for themselves.</summary>
public enum UserIs
{
    /// <summary>An adult who can.</summary>
    Able,

    /// <summary>Under 18.</summary>
    Child,

    /// <summary>An adult without the capacity to decide this.</summary>
    WithoutCapacity,
}

/// <summary>Who agreed.</summary>
public enum AgreedBy
{
    User,

    /// <summary>Parent, guardian, or who has the care of them.</summary>
    ParentOrGuardian,

    /// <summary>Another whom the Act lets decide for them, such as a registered social worker.</summary>
    Representative,
}

public sealed record NoticeMissing()
    : Refusal.Invalid(
        "notice-missing",
        "Give the Digital Processing Notice first, and enter the day. Without it the owner cannot agree, and without agreement it is not examined.",
        "noticeOn"
    );

public sealed record AgreementMissing()
    : Refusal.Invalid(
        "agreement-missing",
        "Enter the day on which the owner agreed in writing. Who says no may not be pressed, and the enquiry does not end for that.",
        "agreedOn"
    );

public sealed record AgreementStillToCome() : Refusal.Invalid("agreement-still-to-come", "That day is still to come.", "agreedOn");

public sealed record AgreedBeforeNotice()
    : Refusal.Invalid("agreed-before-notice", "They agreed before they had the notice. Let them read it, and ask again.", "agreedOn");

public sealed record CannotAgreeAlone()
    : Refusal.Invalid(
        "cannot-agree-alone",
        "A child, or an adult without capacity, cannot agree alone. Say who agreed for them: a parent, guardian or another whom the Act names.",
        "agreedBy"
    );

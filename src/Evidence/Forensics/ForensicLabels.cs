namespace Bluelamp.Evidence.Forensics;

/// <summary>The words of digital forensics, as pages show them.</summary>
public static class ForensicLabels
{
    public static string Label(this Stage stage) => stage is Stage.InQueue ? "In queue" : stage.ToString();

    /// <summary>To stand in a sentence.</summary>
    public static string In(this Stage stage) =>
        stage switch
        {
            Stage.InQueue => "in the queue",
            Stage.Extracting => "being examined",
            _ => stage.ToString().ToLowerInvariant(),
        };

    public static string Label(this LabLevel level) =>
        level switch
        {
            LabLevel.Lab => "Laboratory",
            _ => level.ToString(),
        };

    public static string Label(this DeviceOf of) =>
        of switch
        {
            DeviceOf.Deceased => "Somebody who died",
            DeviceOf.Unknown => "Nobody knows yet",
            _ => of.ToString(),
        };

    public static string Label(this Passcode passcode) =>
        passcode switch
        {
            Passcode.NotKnown => "Not known",
            Passcode.None => "It has none",
            _ => "Known",
        };

    public static string Label(this ResultKind kind) => kind is ResultKind.Report ? "Report (SFR1)" : "Extraction";

    public static string Label(this UserIs user) =>
        user switch
        {
            UserIs.Child => "A child",
            UserIs.WithoutCapacity => "An adult without capacity to decide this",
            _ => "An adult who can decide",
        };

    public static string Label(this AgreedBy by) =>
        by switch
        {
            AgreedBy.ParentOrGuardian => "A parent, guardian or carer",
            AgreedBy.Representative => "Another whom the Act names, such as a social worker",
            _ => "The user",
        };
}

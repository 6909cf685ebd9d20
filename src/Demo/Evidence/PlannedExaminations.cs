using Bluelamp.Evidence.Forensics;

namespace Bluelamp.Demo.Evidence;

/// <summary>What happens to a device, one after another.</summary>
internal enum PlannedStep
{
    Approve,
    Refuse,
    Withdraw,
    Book,
    Queue,
    Hold,
    Examine,
    AddExtraction,
    Review,
    AddReport,
    Report,
    GiveBack,
}

/// <summary>A device, what is asked of it, and how far its examination has come.</summary>
/// <param name="DaysAgo">When it was taken in.</param>
/// <param name="Last">The last step of its way that was taken.</param>
/// <param name="SlowHours">How long the examination itself and the wait before it take.</param>
internal sealed record PlannedExamination(
    double DaysAgo,
    string What,
    string Question,
    string Sought,
    LabLevel Level,
    DeviceOf Of,
    PlannedStep Last,
    int SlowHours
)
{
    private static readonly (PlannedStep Step, int Hours)[] Usual =
    [
        (PlannedStep.Approve, 5),
        (PlannedStep.Book, 18),
        (PlannedStep.Queue, 1),
        (PlannedStep.Examine, 0),
        (PlannedStep.AddExtraction, 0),
        (PlannedStep.Review, 20),
        (PlannedStep.AddReport, 6),
        (PlannedStep.Report, 1),
        (PlannedStep.GiveBack, 24),
    ];

    public Passcode Passcode { get; init; } = Passcode.NotKnown;

    public UserIs User { get; init; }

    public string? Hazards { get; init; }

    /// <summary>Hours that are left on the custody clock when it is asked for.</summary>
    public int? Custody { get; init; }

    public bool ThreatToLife { get; init; }

    public bool ChildAtRisk { get; init; }

    /// <summary>Days to the next hearing from the day on which it is asked for.</summary>
    public int? Court { get; init; }

    /// <summary>Days to the end of bail.</summary>
    public int? Bail { get; init; }

    /// <summary>Another force that brought it; nothing for this force's own.</summary>
    public ClientForce? For { get; init; }

    /// <summary>By which power it was taken in.</summary>
    public string Power => Of is DeviceOf.Victim or DeviceOf.Witness ? "consent" : "pace-32";

    public Urgency Urgency(DateTimeOffset at, DateOnly today) =>
        new(
            Custody is { } hours ? at.AddHours(hours) : null,
            ThreatToLife,
            ChildAtRisk,
            Court is { } court ? today.AddDays(court) : null,
            Bail is { } bail ? today.AddDays(bail) : null
        );

    /// <summary>The steps that were taken, each with the hours since the one before.</summary>
    public IEnumerable<(PlannedStep Step, int Hours)> Way()
    {
        if (Last is PlannedStep.Refuse)
            return [(PlannedStep.Refuse, 7)];
        var usual = Usual.Select(u => u.Step is PlannedStep.Examine or PlannedStep.AddExtraction ? (u.Step, Hours: SlowHours) : u);
        return Last switch
        {
            PlannedStep.Withdraw => usual
                .TakeWhile(static u => u.Step is not PlannedStep.Examine)
                .Append((PlannedStep.Withdraw, 30))
                .Append((PlannedStep.GiveBack, 20)),
            PlannedStep.Hold => usual.TakeWhile(static u => u.Step is not PlannedStep.Examine).Append((PlannedStep.Hold, 48)),
            _ => usual.TakeWhile(u => u.Step <= Last),
        };
    }
}

/// <summary>The devices of the demo, the oldest first. All of it is invented.</summary>
internal static class PlannedExaminations
{
    private const string Spoke = "Were the two in contact on the day?";
    private const string Messages = "Messages and calls between the two, of that day and the day before";
    private const string Places = "Where was the device at the time?";
    private const string Positions = "Positions and photographs of that night";
    private const string Sold = "Were the stolen things offered for sale?";
    private const string Adverts = "Messages and adverts of the four weeks after";

    /// <summary>The newest devices go with crimes that are at most so many days old.</summary>
    public const int LastCrimes = 32;

    private const int Day = 24;

    public static IReadOnlyList<PlannedExamination> All { get; } =
    [
        new(231, "Silver laptop, sticker of a dragon", Sold, Adverts, LabLevel.Lab, DeviceOf.Suspect, PlannedStep.Hold, 0),
        new(205, "Games console with a hard disk", Sold, Adverts, LabLevel.Lab, DeviceOf.Suspect, PlannedStep.Queue, 0),
        new(150, "Blue telephone, cracked screen", Spoke, Messages, LabLevel.Lab, DeviceOf.Suspect, PlannedStep.GiveBack, 45 * Day),
        new(118, "Black telephone in a leather case", Places, Positions, LabLevel.Lab, DeviceOf.Suspect, PlannedStep.GiveBack, 34 * Day),
        new(82, "White tablet", Sold, Adverts, LabLevel.Hub, DeviceOf.Suspect, PlannedStep.GiveBack, 20 * Day),
        new(74, "Telephone of a witness, red case", Spoke, Messages, LabLevel.Hub, DeviceOf.Witness, PlannedStep.GiveBack, 2 * Day)
        {
            Passcode = Passcode.Known,
        },
        new(63, "Grey telephone, no card in it", Places, Positions, LabLevel.Lab, DeviceOf.Suspect, PlannedStep.Report, 26 * Day),
        new(57, "Dashboard camera with its card", Places, Positions, LabLevel.Hub, DeviceOf.Suspect, PlannedStep.GiveBack, 6 * Day)
        {
            Passcode = Passcode.None,
        },
        new(48, "Telephone of a victim", Spoke, Messages, LabLevel.Kiosk, DeviceOf.Victim, PlannedStep.GiveBack, 3)
        {
            Passcode = Passcode.Known,
        },
        new(46, "Telephone in a waterproof case", Spoke, Messages, LabLevel.Hub, DeviceOf.Suspect, PlannedStep.GiveBack, 7 * Day)
        {
            For = new("61", "2600412877", "DC 1482 Huw Bevan", Email: null),
        },
        new(44, "Laptop in a rucksack", Sold, Adverts, LabLevel.Lab, DeviceOf.Suspect, PlannedStep.Examine, 30 * Day)
        {
            Court = 62,
            Bail = 58,
        },
        new(35, "Two memory sticks on one ring", Sold, Adverts, LabLevel.Hub, DeviceOf.Suspect, PlannedStep.GiveBack, 8 * Day)
        {
            Passcode = Passcode.None,
        },
        new(27, "Telephone of the victim’s neighbour", Spoke, Messages, LabLevel.Hub, DeviceOf.Witness, PlannedStep.Withdraw, 0)
        {
            Passcode = Passcode.Known,
        },
        new(24, "Green telephone", Places, Positions, LabLevel.Hub, DeviceOf.Suspect, PlannedStep.AddReport, 8 * Day) { Bail = 55 },
        new(19, "Old telephone with keys", Spoke, Messages, LabLevel.Kiosk, DeviceOf.Suspect, PlannedStep.Refuse, 0)
        {
            Passcode = Passcode.None,
        },
        new(13, "Telephone of a child who is a victim", Spoke, Messages, LabLevel.Hub, DeviceOf.Victim, PlannedStep.AddExtraction, 4 * Day)
        {
            Passcode = Passcode.Known,
            User = UserIs.Child,
            ChildAtRisk = true,
        },
        new(11, "Tablet of a van’s driver", Places, Positions, LabLevel.Hub, DeviceOf.Suspect, PlannedStep.Queue, 0)
        {
            For = new("22", "22/51877/26", "DS 2210 Carys Hope", Email: null),
            Bail = 30,
        },
        new(9, "Desktop computer", Sold, Adverts, LabLevel.Lab, DeviceOf.Suspect, PlannedStep.Queue, 0) { Court = 40 },
        new(6, "Telephone with a swollen battery", Places, Positions, LabLevel.Lab, DeviceOf.Suspect, PlannedStep.Book, 0)
        {
            Hazards = "Swollen battery: do not charge it",
        },
        new(2, "Gold telephone", Spoke, Messages, LabLevel.Hub, DeviceOf.Suspect, PlannedStep.Approve, 0) { ThreatToLife = true },
        new(
            0.4,
            "Black telephone, taken from the suspect at arrest",
            Places,
            Positions,
            LabLevel.Hub,
            DeviceOf.Suspect,
            PlannedStep.Approve,
            0
        )
        {
            Custody = 22,
        },
        new(0.2, "Smart watch", Places, Positions, LabLevel.Kiosk, DeviceOf.Suspect, PlannedStep.Approve, 0),
    ];
}

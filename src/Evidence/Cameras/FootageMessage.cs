using System.Globalization;
using Bluelamp.Kernel.Messages;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Cameras;

/// <summary>What an owner is written, in their language: what is asked for, the link, nothing of what happened or to whom.</summary>
/// <param name="Addresses">Of each camera that is asked for.</param>
/// <param name="Address">Of the link.</param>
/// <param name="Until">When the link shuts.</param>
public sealed record FootageMessage(
    ForceProfile Force,
    Language Language,
    IReadOnlyList<string> Addresses,
    FootageTime Time,
    Uri Address,
    DateTimeOffset Until
)
{
    /// <summary>What is asked for, as the link's page shows it, too: without the addresses, so that they are not kept where the owner cannot withdraw them.</summary>
    public Bilingual Asks =>
        new(
            $"What your {Cameras.En} recorded from {Language.English.DateAndTime(Time.From)} to {Language.English.DateAndTime(Time.Until)}",
            $"Yr hyn a recordiodd eich {Cameras.Cy} o {Language.Welsh.DateAndTime(Time.From)} i {Language.Welsh.DateAndTime(Time.Until)}"
        );

    public string Subject => Language.Say($"Can your {Cameras.En} help the police?", $"A all eich {Cameras.Cy} helpu'r heddlu?");

    public string Body => Language.Say(English, Welsh);

    public OutgoingMessage Email(Guid id, string to, Guid about) => OutgoingMessage.Email(id, to, Subject, Body, Language.Code, about);

    private bool IsOne => Addresses.Count == 1;

    private Bilingual Cameras => IsOne ? new("camera", "camera") : new("cameras", "camerâu");

    /// <summary>The one address, or a line for each, with how many cameras are there.</summary>
    private string Where(Func<int, string> several) =>
        IsOne
            ? $" ({Addresses[0]})."
            : ":\n"
                + string.Join(
                    '\n',
                    Addresses
                        .GroupBy(static a => a, StringComparer.Ordinal)
                        .Select(g => g.Count() == 1 ? $"- {g.Key}" : $"- {g.Key} ({several(g.Count())})")
                );

    private string English =>
        $"""
            You told us that we may ask you for what your {Cameras.En} {(IsOne ? "records" : "record")}.

            We would like to have:
            {Asks.En}{Where(static n => string.Create(CultureInfo.InvariantCulture, $"{n} cameras"))}

            Please keep it now, so that your {(IsOne ? "camera does" : "cameras do")} not record over it. Then send it to us as it is, without cutting or converting it:
            {Address}

            The link works until {Language.English.DateAndTime(
                Until
            )}, on the device that opens it first. You need no account.

            If there is nothing to see, or you do not want to send it, you can say so on the same page. You do not have to help, and you can leave the register at any time.

            If you are not sure that this message comes from us, call 101. Do not reply to it: nobody reads the replies.

            {Force.Name.En}
            """;

    private string Welsh =>
        $"""
            Dywedasoch wrthym y cawn ofyn i chi am yr hyn y mae eich {Cameras.Cy}'n ei recordio.

            Hoffem gael:
            {Asks.Cy}{Where(static n => string.Create(CultureInfo.InvariantCulture, $"{n} o gamerâu"))}

            Cadwch ef nawr, fel na fydd eich {Cameras.Cy}'n recordio drosto. Yna anfonwch ef atom fel y mae, heb ei dorri na'i drosi:
            {Address}

            Mae'r ddolen yn gweithio tan {Language.Welsh.DateAndTime(
                Until
            )}, ar y ddyfais sy'n ei hagor gyntaf. Nid oes angen cyfrif arnoch.

            Os nad oes dim i'w weld, neu os nad ydych am ei anfon, gallwch ddweud hynny ar yr un dudalen. Nid oes rhaid i chi helpu, a gallwch adael y gofrestr ar unrhyw adeg.

            Os nad ydych yn siŵr bod y neges hon yn dod oddi wrthym ni, ffoniwch 101. Peidiwch â'i hateb: nid oes neb yn darllen yr atebion.

            {Force.Name.Cy}
            """;
}

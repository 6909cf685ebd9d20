using Bluelamp.Kernel;

namespace Bluelamp.Host.Site;

/// <summary>What an error page says. A record that may not be seen and one that does not exist read the same.</summary>
internal sealed record ErrorText(Bilingual Title, IReadOnlyList<Bilingual> Lines)
{
    private static readonly Bilingual Urgent = new(
        "If a crime is happening now or someone is in danger, call 999.",
        "Os oes trosedd yn digwydd nawr neu os oes rhywun mewn perygl, ffoniwch 999."
    );

    public static ErrorText Of(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => new(
                new("We could not read what you sent", "Ni allem ddarllen yr hyn a anfonwyd gennych"),
                [
                    new(
                        "The page may have been open for too long. Go back, load the page again and send it once more.",
                        "Efallai fod y dudalen wedi bod ar agor yn rhy hir. Ewch yn ôl, llwythwch y dudalen eto a'i hanfon unwaith yn rhagor."
                    ),
                    Urgent,
                ]
            ),
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => new(
                new("You cannot open this page", "Ni allwch agor y dudalen hon"),
                [
                    new(
                        "It is for people with another role. If you need it for your work, ask your supervisor.",
                        "Mae ar gyfer pobl sydd â rôl arall. Os oes ei hangen arnoch ar gyfer eich gwaith, gofynnwch i'ch goruchwyliwr."
                    ),
                ]
            ),
            StatusCodes.Status409Conflict => new(
                new("Somebody changed this before you", "Newidiodd rhywun hwn o'ch blaen chi"),
                [new("Go back, look at it again and decide anew.", "Ewch yn ôl, edrychwch arno eto a phenderfynwch o'r newydd.")]
            ),
            StatusCodes.Status413PayloadTooLarge => new(
                new("What you sent is too large", "Mae'r hyn a anfonwyd gennych yn rhy fawr"),
                [new("Go back and send less at once.", "Ewch yn ôl ac anfonwch lai ar y tro.")]
            ),
            StatusCodes.Status429TooManyRequests => new(
                new("Please wait a moment", "Arhoswch funud, os gwelwch yn dda"),
                [
                    new(
                        "Too much was sent from where you are. Wait a minute, go back and send it again: nothing that you typed is lost.",
                        "Anfonwyd gormod o'r lle rydych chi. Arhoswch funud, ewch yn ôl a'i anfon eto: nid oes dim a deipiwyd gennych wedi'i golli."
                    ),
                    Urgent,
                ]
            ),
            >= 500 => new(
                new("Sorry, something is wrong with our service", "Mae'n ddrwg gennym, mae rhywbeth o'i le ar ein gwasanaeth"),
                [
                    new(
                        "Try again in a few minutes. You can also call 101.",
                        "Rhowch gynnig arall arni ymhen ychydig funudau. Gallwch hefyd ffonio 101."
                    ),
                    Urgent,
                ]
            ),
            _ => new(
                new("Page not found", "Heb ddod o hyd i'r dudalen"),
                [
                    new(
                        "If you typed the address, check that it is right. If you followed a link, the page may have moved.",
                        "Os gwnaethoch deipio'r cyfeiriad, gwnewch yn siŵr ei fod yn gywir. Os gwnaethoch ddilyn dolen, efallai fod y dudalen wedi symud."
                    ),
                ]
            ),
        };
}

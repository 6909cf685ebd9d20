using Bluelamp.Kernel;

namespace Bluelamp.Host.Site;

/// <summary>What an error page says. A record that may not be seen and one that does not exist read the same.</summary>
internal sealed record ErrorText(Bilingual Title, IReadOnlyList<Bilingual> Lines)
{
    private static readonly Bilingual Urgent = new(
        "If a crime is happening now or someone is in danger, call 999.",
        "Os oes trosedd yn digwydd nawr neu os oes rhywun mewn perygl, ffoniwch 999."
    );

    private static readonly ErrorText Unreadable = new(
        new("We could not read what you sent", "Ni allem ddarllen yr hyn a anfonwyd gennych"),
        [
            new(
                "The page may have been open for too long. Go back, load the page again and send it once more.",
                "Efallai fod y dudalen wedi bod ar agor yn rhy hir. Ewch yn ôl, llwythwch y dudalen eto a'i hanfon unwaith yn rhagor."
            ),
            Urgent,
        ]
    );

    private static readonly ErrorText NotYours = new(
        new("You cannot open this page", "Ni allwch agor y dudalen hon"),
        [
            new(
                "It is for people with another role. If you need it for your work, ask your supervisor.",
                "Mae ar gyfer pobl sydd â rôl arall. Os oes ei hangen arnoch ar gyfer eich gwaith, gofynnwch i'ch goruchwyliwr."
            ),
        ]
    );

    private static readonly ErrorText Changed = new(
        new("Somebody changed this before you", "Newidiodd rhywun hwn o'ch blaen chi"),
        [new("Go back, look at it again and decide anew.", "Ewch yn ôl, edrychwch arno eto a phenderfynwch o'r newydd.")]
    );

    private static readonly ErrorText TooLarge = new(
        new("What you sent is too large", "Mae'r hyn a anfonwyd gennych yn rhy fawr"),
        [new("Go back and send less at once.", "Ewch yn ôl ac anfonwch lai ar y tro.")]
    );

    private static readonly ErrorText TooMany = new(
        new("Please wait a moment", "Arhoswch funud, os gwelwch yn dda"),
        [
            new(
                "Too much was sent from where you are. Wait a minute, go back and send it again: nothing that you typed is lost.",
                "Anfonwyd gormod o'r lle rydych chi. Arhoswch funud, ewch yn ôl a'i anfon eto: nid oes dim a deipiwyd gennych wedi'i golli."
            ),
            Urgent,
        ]
    );

    private static readonly ErrorText Interrupted = new(
        new("Please try again in a moment", "Rhowch gynnig arall arni ymhen ychydig"),
        [
            new(
                "Our service is interrupted for a short time. Nothing that you entered before is lost, and what you sent just now was not taken yet: send it again in a few seconds.",
                "Mae ymyrraeth fer ar ein gwasanaeth. Nid oes dim a roesoch o'r blaen wedi'i golli, ac ni dderbyniwyd eto yr hyn yr ydych newydd ei anfon: anfonwch ef eto ymhen ychydig eiliadau."
            ),
            new("You can also call 101.", "Gallwch hefyd ffonio 101."),
            Urgent,
        ]
    );

    private static readonly ErrorText Defect = new(
        new("Sorry, something is wrong with our service", "Mae'n ddrwg gennym, mae rhywbeth o'i le ar ein gwasanaeth"),
        [
            new(
                "Try again in a few minutes. You can also call 101.",
                "Rhowch gynnig arall arni ymhen ychydig funudau. Gallwch hefyd ffonio 101."
            ),
            Urgent,
        ]
    );

    private static readonly ErrorText NotFound = new(
        new("Page not found", "Heb ddod o hyd i'r dudalen"),
        [
            new(
                "If you typed the address, check that it is right. If you followed a link, the page may have moved.",
                "Os gwnaethoch deipio'r cyfeiriad, gwnewch yn siŵr ei fod yn gywir. Os gwnaethoch ddilyn dolen, efallai fod y dudalen wedi symud."
            ),
        ]
    );

    public static ErrorText Of(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => Unreadable,
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => NotYours,
            StatusCodes.Status409Conflict => Changed,
            StatusCodes.Status413PayloadTooLarge => TooLarge,
            StatusCodes.Status429TooManyRequests => TooMany,
            StatusCodes.Status503ServiceUnavailable => Interrupted,
            >= 500 => Defect,
            _ => NotFound,
        };
}

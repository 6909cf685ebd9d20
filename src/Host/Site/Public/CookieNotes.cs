using Bluelamp.Kernel.Web;

namespace Bluelamp.Host.Site;

/// <summary>The cookies of the site shell itself.</summary>
internal static class CookieNotes
{
    public static void AddCookieNotes(this IServiceCollection services)
    {
        services.AddSingleton(
            new CookieNote(
                FormCookie,
                new(
                    "Shows that a form was sent from our own page, and not by another site in your name.",
                    "Mae'n dangos bod ffurflen wedi'i hanfon o'n tudalen ni, ac nid gan wefan arall yn eich enw chi."
                ),
                CookieNote.UntilClosed
            )
        );
        services.AddSingleton(
            new CookieNote(
                "bl-session, bl-set-up",
                new(
                    "For staff: that they have signed in, or are setting up their sign-in.",
                    "Ar gyfer staff: eu bod wedi mewngofnodi, neu'n gosod eu ffordd o fewngofnodi."
                ),
                CookieNote.UntilClosed
            )
        );
        services.AddSingleton(
            new CookieNote(
                Theme.Cookie,
                new(
                    "For staff: whether they chose the light or the dark pages.",
                    "Ar gyfer staff: a ydynt wedi dewis y tudalennau golau neu dywyll."
                ),
                new("One year", "Blwyddyn")
            )
        );
    }

    public const string FormCookie = "bl-form";
}

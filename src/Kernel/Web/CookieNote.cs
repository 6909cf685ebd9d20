namespace Bluelamp.Kernel.Web;

/// <summary>
/// One cookie, as the page about cookies explains it. Whoever sets a cookie registers its note; a test finds any that has none. All are
/// strictly necessary (Privacy and Electronic Communications Regulations 2003, regulation 6(4)), so that nobody is asked to agree.
/// </summary>
public sealed record CookieNote(string Name, Bilingual Purpose, Bilingual Lasts)
{
    public static Bilingual UntilClosed { get; } = new("Until you close the browser", "Nes i chi gau'r porwr");
}

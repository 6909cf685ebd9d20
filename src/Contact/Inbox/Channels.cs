using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Inbox;

/// <summary>How a report came in, and how its reporter wants to hear from us, in words.</summary>
internal static class Channels
{
    public static string Name(string channel, Language language) =>
        channel switch
        {
            "WEB" => language.Say("web form", "ffurflen ar y we"),
            "API" => language.Say("another system", "system arall"),
            _ => channel,
        };

    public static string Contact(string by, Language language) =>
        by switch
        {
            "email" => language.Say("by e-mail", "drwy e-bost"),
            "phone" => language.Say("by phone", "dros y ffôn"),
            "text" => language.Say("by text message", "drwy neges destun"),
            "post" => language.Say("by post", "drwy'r post"),
            _ => language.Say("only in the report itself", "dim ond yn yr adroddiad ei hun"),
        };
}

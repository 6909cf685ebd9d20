namespace Bluelamp.Contact.Inbox;

/// <summary>By which door a report came in, as the desk calls it.</summary>
internal static class Channels
{
    public static string Name(string channel) =>
        channel switch
        {
            "WEB" => "web form",
            "API" => "another system",
            _ => channel,
        };
}

using Microsoft.AspNetCore.Http;

namespace Bluelamp.Contact.Inbox;

internal static class SentForm
{
    /// <summary>A form that is being sent is there, though what it asks for is done already or came too late: else nobody would answer it.</summary>
    public static bool Sends(this HttpContext http, string form) =>
        http.Request.HasFormContentType && string.Equals(http.Request.Form["_handler"], form, StringComparison.Ordinal);
}

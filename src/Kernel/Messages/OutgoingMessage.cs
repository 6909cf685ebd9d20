using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Kernel.Messages;

/// <summary>How a message reaches somebody.</summary>
public enum Channel
{
    Email,
    Sms,
}

/// <summary>
/// A message to one person. Its id is the caller's: the same message queued twice is sent once. An SMS is read on a lock screen by whoever is near, so it
/// never says what a report is about: only that there is news, and where.
/// </summary>
/// <param name="Recipient">An e-mail address or a phone number.</param>
/// <param name="About">The record that it speaks of, if it does.</param>
public sealed record OutgoingMessage(Guid Id, Channel Channel, string Recipient, string Subject, string Body, string Language, Guid? About)
{
    public const int LongestSms = 320;

    public static OutgoingMessage Email(Guid id, string to, string subject, string body, string language, Guid? about = null) =>
        new(id, Channel.Email, to, subject, body, language, about);

    /// <summary>Crime detail has no place in a text message: the caller gives one of the fixed texts of <see cref="SmsText"/>.</summary>
    public static OutgoingMessage Sms(Guid id, string to, SmsText text, string language, Guid? about = null) =>
        new(id, Channel.Sms, to, "", text.In(language), language, about);

    /// <summary>Why this cannot be sent, or nothing. Line breaks in an address or a subject would forge headers (RFC 5322 §2.2).</summary>
    public string? Fault() =>
        this switch
        {
            { Recipient: var to } when to.Any(char.IsControl) => "The recipient holds a control character.",
            { Subject: var subject } when subject.Any(char.IsControl) => "The subject holds a control character.",
            { Channel: Channel.Email, Recipient: var to } when !EmailAddress.TryParse(to, out _) => "The recipient is no e-mail address.",
            { Channel: Channel.Sms, Body.Length: > LongestSms } => "The text is too long for an SMS.",
            _ => null,
        };
}

/// <summary>What an SMS tells its reader.</summary>
public enum SmsNews
{
    /// <summary>There is something new to read.</summary>
    Update,

    /// <summary>What they sent is with us.</summary>
    Received,

    /// <summary>The code that they asked for.</summary>
    Code,
}

/// <summary>What an SMS may say: one of a few fixed sentences, with the reference and an address to read it at. Nothing else.</summary>
/// <param name="Force">The name of the force, in both languages.</param>
/// <param name="Reference">Of the report, as the reporter knows it.</param>
/// <param name="Address">Where to follow it.</param>
public sealed record SmsText(Bilingual Force, string Reference, Uri Address, SmsNews News = SmsNews.Update)
{
    private Bilingual Said =>
        News switch
        {
            SmsNews.Received => new(
                $"we have your report {Reference}. Follow it at {Address}",
                $"mae eich adroddiad {Reference} gyda ni. Dilynwch ef yn {Address}"
            ),
            SmsNews.Code => new(
                $"the code that you asked for opens {Reference} once, within an hour, at {Address}",
                $"mae'r cod y gofynnoch amdano yn agor {Reference} unwaith, o fewn awr, yn {Address}"
            ),
            _ => new(
                $"there is an update for {Reference}. Read it at {Address}",
                $"mae diweddariad ar gyfer {Reference}. Darllenwch ef yn {Address}"
            ),
        };

    internal string In(string language) => $"{Force.In(language)}: {Said.In(language)}";
}

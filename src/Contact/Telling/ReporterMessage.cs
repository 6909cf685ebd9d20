using System.Security.Cryptography;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Messages;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Telling;

/// <summary>
/// Messages to whoever sent a report. Somebody else may read them, on a lock screen or in a shared mailbox; so none says what the report is about, only
/// its reference and where to read on.
/// </summary>
/// <param name="To">The way that the reporter chose, and the address there.</param>
public sealed record ReporterMessage(ForceProfile Force, Id<Report> Report, string Reference, Language Language, ReporterAddress To)
{
    /// <summary>To the reporter of this report, or nothing when they did not choose to get messages.</summary>
    /// <param name="asked">They ask for it now. Whoever chose a call is not written to of our own accord, but gets what they ask for.</param>
    public static ReporterMessage? For(ReportSubmitted submitted, ForceProfile force, bool asked = false) =>
        ReporterAddress.Of(submitted.Content.Contact, asked) is { } to
            ? new(force, submitted.Report, submitted.Reference, Languages.Parse(submitted.Language), to)
            : null;

    /// <summary>The report came in. The code is not in it: it was shown when the report was sent, and is kept nowhere.</summary>
    public OutgoingMessage Confirmation(Guid id) =>
        Message(id, Subject("We have your report", "Mae eich adroddiad gyda ni"), Texts.Confirmation(this), Address(), SmsNews.Received);

    /// <summary>There is something new to read.</summary>
    public OutgoingMessage News(Guid id) =>
        Message(
            id,
            Subject("There is news on your report", "Mae newyddion am eich adroddiad"),
            Texts.News(this),
            Address(),
            SmsNews.Update
        );

    /// <summary>The code that was asked for because the first was lost.</summary>
    public OutgoingMessage OneTimeCode(Guid id, string code) =>
        Message(id, Subject("Your code", "Eich cod"), Texts.OneTimeCode(this, code), Address(code), SmsNews.Code);

    /// <summary>The same each time for the same entry, so that nobody is told twice.</summary>
    public static Guid IdOf(Entry entry, Id<Report> report) =>
        new(
            SHA256
                .HashData([.. entry.Stream.ToByteArray(), .. BitConverter.GetBytes(entry.Version), .. report.Value.ToByteArray()])
                .AsSpan(0, 16)
        );

    /// <summary>The page on which the report is followed, in the reporter's language.</summary>
    internal Uri Address(string? code = null) =>
        new(Force.Site, $"{Language.Say("", "cy/")}follow?reference={Reference}{(code is null ? "" : $"&code={code}")}");

    private OutgoingMessage Message(Guid id, string subject, string body, Uri address, SmsNews news) =>
        To.Channel is Channel.Sms
            ? OutgoingMessage.Sms(id, To.Value, new SmsText(Force.Name, Reference, address, news), Language.Code, Report.Value)
            : OutgoingMessage.Email(id, To.Value, subject, body, Language.Code, Report.Value);

    private string Subject(string en, string cy) => $"{Language.Say(en, cy)}: {Reference}";
}

/// <summary>Where messages about a report may go.</summary>
public sealed record ReporterAddress(Channel Channel, string Value)
{
    /// <summary>
    /// The reporter's own choice of e-mail or text, or nothing; a code that they ask for also reaches the mobile of whoever chose a call. Somebody who wrote when or how it is not safe to contact
    /// them is never written to by a machine: a person must read that first.
    /// </summary>
    public static ReporterAddress? Of(ReporterContact? contact, bool asked = false) =>
        contact switch
        {
            null or { Safe: not null } => null,
            { By: "email", Email: { } email } => new(Channel.Email, email),
            { By: var by, Phone: { } phone }
                when (by is "text" || (asked && by is "phone")) && PhoneNumber.TryParse(phone, out var number) && number.IsUkMobile => new(
                Channel.Sms,
                number.ToString()
            ),
            _ => null,
        };
}

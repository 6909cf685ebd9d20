using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Telling;

/// <summary>The words of e-mails to reporters, in both languages. None tells of the crime, or of anybody.</summary>
internal static class Texts
{
    public static string Confirmation(ReporterMessage to) =>
        to.Language.Say(
            $"""
            We have received your report.

            Your reference is {to.Reference}.

            You can see what we do, read our messages and tell us more:
            {to.Address()}

            You need the code that we showed you when you sent the report. If you do not have it, you can ask for another on that page.

            {End(to)}
            """,
            $"""
            Rydym wedi cael eich adroddiad.

            Eich cyfeirnod yw {to.Reference}.

            Gallwch weld beth rydym yn ei wneud, darllen ein negeseuon a dweud mwy wrthym:
            {to.Address()}

            Bydd angen y cod a ddangoswyd i chi pan anfonoch yr adroddiad. Os nad yw gennych, gallwch ofyn am un arall ar y dudalen honno.

            {End(to)}
            """
        );

    public static string News(ReporterMessage to) =>
        to.Language.Say(
            $"""
            There is something new to read about your report {to.Reference}:
            {to.Address()}

            You need your code. If you do not have it, you can ask for another on that page.

            {End(to)}
            """,
            $"""
            Mae rhywbeth newydd i'w ddarllen am eich adroddiad {to.Reference}:
            {to.Address()}

            Bydd angen eich cod. Os nad yw gennych, gallwch ofyn am un arall ar y dudalen honno.

            {End(to)}
            """
        );

    public static string OneTimeCode(ReporterMessage to, string code) =>
        to.Language.Say(
            $"""
            You asked for a code to open your report {to.Reference}.

            Your code is {code}. It works once, within an hour:
            {to.Address(code)}

            If you did not ask for it, do nothing. Never tell the code to anybody who calls you.

            {End(to)}
            """,
            $"""
            Gwnaethoch ofyn am god i agor eich adroddiad {to.Reference}.

            Eich cod yw {code}. Mae'n gweithio unwaith, o fewn awr:
            {to.Address(code)}

            Os na wnaethoch ofyn amdano, peidiwch â gwneud dim. Peidiwch byth â dweud y cod wrth neb sy'n eich ffonio.

            {End(to)}
            """
        );

    private static string End(ReporterMessage to) =>
        to.Language.Say(
            $"""
            Do not reply to this message: nobody reads the replies. In an emergency call 999.

            {to.Force.Name.En}
            """,
            $"""
            Peidiwch ag ateb y neges hon: nid oes neb yn darllen yr atebion. Mewn argyfwng, ffoniwch 999.

            {to.Force.Name.Cy}
            """
        );
}

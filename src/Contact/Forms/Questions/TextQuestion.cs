using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bluelamp.Kernel.Expressions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Forms;

/// <summary>
/// A line or several lines of text, perhaps of a certain format. Signs that only turn the direction of what follows are taken out, since they would turn
/// the words of the desk around it as well; nobody sees them, and phones put them around copied numbers, so refusing them would help no one. Writing from
/// right to left needs none of them, and its own marks (U+200E, U+200F) and the joiners of emoji stay.
/// </summary>
/// <param name="Limit">The most characters.</param>
public sealed record TextQuestion(bool SeveralLines, int Limit, TextFormat Format) : Question
{
    public const int ShortLimit = 200;
    public const int LongLimit = 4000;

    /// <summary>In a summary of a group the label stands before the text; a name or an address needs none.</summary>
    public bool Labelled { get; init; } = true;

    /// <summary>What browsers may fill in: an <c>autocomplete</c> token of HTML.</summary>
    public string? Autocomplete { get; init; }

    public override CelType CelType => Format.IsNumber ? CelType.Double : CelType.String;

    public override CelValue ToCel(JsonElement? answer)
    {
        var text = answer is { } a && a.TryText(out var given) ? given : "";
        if (!Format.IsNumber)
            return text;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? CelValue.Of(number)
            : CelValue.Of(0.0);
    }

    public override JsonElement? Gather(Typed typed, string name) => typed[name] is { } text ? JsonText.Of(text) : null;

    public override void Fill(JsonElement answer, string name, Dictionary<string, string[]> fields)
    {
        if (answer.TryText(out var text))
            fields[name] = [Format.Show(text)];
    }

    public override JsonElement? Check(JsonElement said, Checking at)
    {
        if (!said.TryText(out var text))
            at.Fault("not-text", "This must be text", "Rhaid i hwn fod yn destun");
        else if (Unseen.IsBlank(text = Unseen.WithoutTurns(text)))
            return CheckGiven(said: null, at);
        else if (text.Length > Limit)
            at.Fault("too-long", $"This must be {Limit} characters or fewer", $"Rhaid i hwn fod yn {Limit} nod neu lai");
        else if (text.Any(c => char.IsControl(c) && !(SeveralLines && c is '\n' or '\t')))
            at.Fault(
                "not-text",
                "Remove the signs that are not letters, numbers or punctuation",
                "Tynnwch y nodau nad ydynt yn llythrennau, rhifau nac atalnodau"
            );
        else if (Format.Read(text.Trim()) is { } read)
            return JsonText.Of(read);
        else
            at.Fault(Format.Code, Format.Wrong);
        return null;
    }

    public override IEnumerable<string> Say(JsonElement answer, Language language) =>
        answer.TryText(out var text) ? Format.Show(text).Split('\n') : [];

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "string", ["maxLength"] = Limit };
        if (!Optional)
            schema["minLength"] = 1;
        if (Format.JsonFormat is { } format)
            schema["format"] = format;
        return Described(schema);
    }
}

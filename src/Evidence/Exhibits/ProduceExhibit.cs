using System.Text.RegularExpressions;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>Give an exhibit the reference under which a witness produces it: initials and a running number, <c>JAS/1</c> or <c>JAS/1/A</c>.</summary>
/// <param name="Exhibitor">Who produces it.</param>
/// <param name="Taken">Another exhibit of the same case has this reference already.</param>
public sealed partial record ProduceExhibit(Id<Exhibit> Exhibit, string Reference, string Exhibitor, bool Taken) : ICommand<Exhibit>
{
    public Decision Decide(Exhibit state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Reference: { } reference } => new HasReference(reference),
            _ when !IsReference(Reference) => new NotAReference(),
            _ when string.IsNullOrWhiteSpace(Exhibitor) => new ExhibitorMissing(),
            _ when Taken => new ReferenceTaken(),
            _ => [new ExhibitProduced(Exhibit, Reference, Exhibitor.Trim())],
        };

    /// <summary>Whether a text has the form of a reference, in capitals.</summary>
    public static bool IsReference(string text) => Form().IsMatch(text);

    /// <summary>The form of an exhibit reference in England and Wales.</summary>
    [GeneratedRegex(@"^[A-Z]{2,4}/[0-9]{1,4}([/-][A-Z0-9]{1,4})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}

/// <summary>Take in a file that has its reference already.</summary>
internal sealed record ReceiveProduced(ReceiveExhibit Receive, ProduceExhibit Produce) : ICreation<Exhibit>
{
    public Decision Decide(Exhibit state, By by)
    {
        var received = Receive.Decide(state, by);
        if (received.Refusal is not null || received.Events.Count == 0)
            return received;
        var produced = Produce.Decide(received.Aggregate(state, static (s, e) => s.Apply(e)), by);
        return produced.Refusal is not null ? produced : [.. received, .. produced];
    }
}

public sealed record HasReference(string Reference)
    : Refusal.Conflict("has-reference", $"It is produced as {Reference} already, and a reference never changes.");

public sealed record NotAReference()
    : Refusal.Invalid("not-a-reference", "Enter initials, a stroke and a number, such as JAS/1 or JAS/1/A.", "reference");

public sealed record ExhibitorMissing() : Refusal.Invalid("exhibitor-missing", "Say who produces it.", "exhibitor");

public sealed record ReferenceTaken()
    : Refusal.Invalid("reference-taken", "Another exhibit of this case has this reference. Take the next number.", "reference");

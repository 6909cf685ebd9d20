using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Scanning;

namespace Bluelamp.Evidence.Choosing;

/// <summary>An exhibit that an action leaves out.</summary>
/// <param name="Why">A sentence.</param>
public sealed record LeftOutExhibit(ExhibitLine Exhibit, string Why);

/// <summary>What was chosen, told apart: nothing is left out without a word.</summary>
/// <param name="Taken">Those that it is done with, in the order in which they were chosen.</param>
/// <param name="Gone">How many were chosen that do not exist any more, or are closed to this viewer: the two look alike.</param>
public sealed record Sorted(IReadOnlyList<ExhibitLine> Taken, IReadOnlyList<LeftOutExhibit> Left, int Gone)
{
    public static Sorted Nothing { get; } = new([], [], Gone: 0);

    /// <summary>Whether the viewer sees any of what was chosen.</summary>
    public bool IsKnown => Taken.Count + Left.Count > 0;

    /// <summary>Of what is taken: a form carries it, so that what has changed since its reader looked is looked at again.</summary>
    public string Mark =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', Taken.Select(static e => e.Exhibit)))));

    /// <summary>Tells apart what was found.</summary>
    /// <param name="found">Those of the chosen that the viewer sees.</param>
    /// <param name="objection">What the action has against one of them.</param>
    public static Sorted Of(Chosen chosen, IReadOnlyList<ExhibitLine> found, Func<ExhibitLine, string?> objection)
    {
        var (taken, left) = (new List<ExhibitLine>(), new List<LeftOutExhibit>());
        foreach (var line in found)
        {
            if (objection(line) is { } why)
                left.Add(new(line, why));
            else
                taken.Add(line);
        }

        return new(taken, left, chosen.Exhibits.Count == 0 ? 0 : chosen.Exhibits.Count - found.Count);
    }

    /// <summary>Why the bytes of an exhibit do not leave; nothing when they may.</summary>
    public static string? Kept(ExhibitLine line) => line.Quarantine is { } finding ? new InQuarantine(finding).Message : null;
}

public sealed record ChosenChanged() : Refusal.Conflict("chosen-changed", "What goes out has changed meanwhile. Look at it again.");

namespace Bluelamp.Evidence.Fixity;

/// <summary>How often the stored bytes are read again, in <c>settings.json</c> under <c>Fixity</c>.</summary>
public sealed record FixityOptions
{
    /// <summary>Every content is read at least once within this; zero reads nothing in the background.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The part of the time, from 0 to 1, that the check in the background may use of one disk and one processor.</summary>
    public double Share { get; init; } = 0.1;

    /// <summary>What was found damaged is looked at again after this: it may have been mended.</summary>
    public TimeSpan AgainAfter { get; init; } = TimeSpan.FromDays(1);
}

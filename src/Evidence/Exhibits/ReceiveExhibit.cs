namespace Bluelamp.Evidence.Exhibits;

/// <summary>Take evidence in. The bytes of a file are in the store before this is said.</summary>
public sealed record ReceiveExhibit(Id<Exhibit> Exhibit, FileContent? Content, Origin Origin, Circumstances Said) : ICreation<Exhibit>
{
    /// <summary>The longest description, in characters.</summary>
    public const int LongestDescription = 4_000;

    public Decision Decide(Exhibit state, By by) =>
        state switch
        {
            { Known: true } => [], // said twice: it is in
            _ when Content is null && string.IsNullOrWhiteSpace(Said.Description) => new NothingDescribed(),
            _ when Said.Description?.Length > LongestDescription => new DescriptionTooLong(),
            _ when Said.Until < Said.From => new EndsBeforeItBegins(),
            _ => [new ExhibitReceived(Exhibit, Content, Origin, Said)],
        };
}

public sealed record NothingDescribed() : Refusal.Invalid("nothing-described", "Say what the exhibit is.", "description");

public sealed record DescriptionTooLong()
    : Refusal.Invalid("description-too-long", $"A description holds {ReceiveExhibit.LongestDescription} characters.", "description");

public sealed record EndsBeforeItBegins()
    : Refusal.Invalid("ends-before-it-begins", "The last moment is before the first. Look at the times again.", "until");

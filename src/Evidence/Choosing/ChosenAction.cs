namespace Bluelamp.Evidence.Choosing;

/// <summary>What can be done with several exhibits at once.</summary>
public enum ChosenAction
{
    Share,
    Bundle,
    Link,
    Hold,
    Labels,
}

/// <summary>How the actions read, where each is done, and who may.</summary>
internal static class ChosenActions
{
    public static string Label(this ChosenAction action) =>
        action switch
        {
            ChosenAction.Share => "Share outside",
            ChosenAction.Bundle => "Export a bundle",
            ChosenAction.Link => "Link to a record",
            ChosenAction.Hold => "Hold back from disposal",
            _ => "Print labels",
        };

    /// <summary>The address of its page, without those that were chosen.</summary>
    public static string Page(this ChosenAction action) =>
        action switch
        {
            ChosenAction.Share => "evidence/share",
            ChosenAction.Bundle => "evidence/bundle",
            ChosenAction.Link => "evidence/chosen/link",
            ChosenAction.Hold => "evidence/chosen/hold",
            _ => "evidence/chosen/labels",
        };

    /// <summary>Those that somebody may do, in the order in which they are offered.</summary>
    public static IReadOnlyList<ChosenAction> Of(Viewer viewer) =>
        [.. Enum.GetValues<ChosenAction>().Where(action => viewer.May(action.Permission()))];

    private static string Permission(this ChosenAction action) =>
        action switch
        {
            ChosenAction.Share => "evidence.share",
            ChosenAction.Bundle => "evidence.copy",
            ChosenAction.Link => "records.link",
            ChosenAction.Hold => "evidence.manage",
            _ => "evidence.read",
        };
}

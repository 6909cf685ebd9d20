using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Shares;

/// <summary>What the entries on links mean, in plain words, in the chain of custody of each exhibit.</summary>
public sealed class ShareWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Shared outside"] =
            [
                typeof(ShareMade),
                typeof(ExhibitShared),
                typeof(ShareProlonged),
                typeof(ShareRevoked),
                typeof(ShareOpened),
                typeof(SharedExhibitUsed),
                typeof(WatermarkMade),
                typeof(WatermarkFailed),
            ],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            ShareMade e => new(
                $"Evidence shared with {e.To.Full}",
                $"{e.Exhibits} exhibits by {e.Share}, {Mode(e.Mode)}, until {On(e.Until)}: {e.Basis}"
            ),
            ExhibitShared e => new(
                $"Shared with {e.To.Full}",
                $"{e.Exhibit} by {e.Share} ({e.To.Kind.Label()}), {Mode(e.Mode)}, until {On(e.Until)}: {e.Basis}"
            ),
            ShareProlonged e => new("Shared for longer", $"By {e.Share}, until {On(e.Until)}."),
            ShareRevoked e => new("No longer shared", $"By {e.Share}: {e.Reason}"),
            ShareOpened e => new("Opened by its recipient", $"By {e.Share}, from {e.Network}"),
            SharedExhibitUsed e => new($"{e.Act.Label()} by its recipient outside", $"{e.Exhibit} by {e.Share}, from {e.Network}"),
            WatermarkMade e => new(
                "Copy for viewing made",
                $"From {e.Exhibit} for {e.Share} by {e.Tool} {e.Version}, SHA-256 {e.Output.ToString()}. It says: {e.Mark}"
            ),
            WatermarkFailed e => new("Copy for viewing could not be made", $"From {e.Exhibit} for {e.Share}. {e.Reason}"),
            _ => null,
        };

    private static string Mode(ShareMode mode) =>
        mode switch
        {
            ShareMode.View => "to look at only",
            ShareMode.Download => "to look at and to copy",
            _ => "to look at, to copy, and to take with its chain of custody",
        };

    private static string On(DateTimeOffset at) => Language.English.DateAndTime(at);
}

public static class ShareLabels
{
    public static string Label(this RecipientKind kind) => kind is RecipientKind.Other ? "Somebody else" : kind.ToString();

    public static string Label(this ShareMode mode) =>
        mode switch
        {
            ShareMode.View => "Look only",
            ShareMode.Download => "Look and download",
            _ => "Look, download, and take all with proof",
        };

    public static string Label(this ShareAct act) => act.ToString();

    /// <summary>What a file is, for somebody outside.</summary>
    public static string Said(this MediaKind kind, Language language) =>
        kind switch
        {
            MediaKind.Video => language.Say("Video", "Fideo"),
            MediaKind.Audio => language.Say("Sound", "Sain"),
            MediaKind.Image => language.Say("Picture", "Llun"),
            MediaKind.Document => language.Say("Document", "Dogfen"),
            _ => language.Say("File", "Ffeil"),
        };
}

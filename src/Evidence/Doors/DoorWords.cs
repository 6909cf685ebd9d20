using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Doors;

/// <summary>What happened to a door, in plain words, on the timeline of the record that it is for.</summary>
public sealed class DoorWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Asked for evidence"] = [typeof(DoorOpened), typeof(DoorEntered), typeof(DoorClosed)],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            DoorOpened { Kind: DoorKind.Appeal } e => new("The public was asked for evidence", $"{e.Of.Id}, until {Until(e)}: {e.Asks.En}"),
            DoorOpened e => new("Somebody was asked for evidence", $"{e.Of.Id}, {e.For}, until {Until(e)}: {e.Asks.En}"),
            DoorEntered => new("The link was opened"),
            DoorClosed e => new("Link closed", $"{e.Reason}"),
            _ => null,
        };

    private static string Until(DoorOpened e) => Language.English.DateAndTime(e.Until);
}

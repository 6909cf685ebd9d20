using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Records;

/// <summary>
/// Keeps <c>records.thing_said</c>: what can be compared of everything that was said of things, beside the keys under which it is found. The keys follow
/// from the definition of the day; when that changes, <c>./bluelamp rebuild</c> gives all of them the new ones.
/// </summary>
public sealed class ThingSaidView(CurrentDefinitions definitions) : IView
{
    public string Table => "records.thing_said";

    public Sql Forget(short force, Guid stream) => $"delete from records.thing_said where force = {force} and record = {stream}";

    public Sql? Write(Entry entry) =>
        ThingKinds.All.Select(k => (Kind: k, Said: k.Of(entry.Event))).FirstOrDefault(static k => k.Said is not null)
            is (var kind, { } said)
            ? Row(entry, kind, said)
            : null;

    private Sql? Row(Entry entry, ThingKind kind, ThingSaid said)
    {
        var keys = definitions.Latest<ThingRules>(kind.Id).Value.Model.KeysOf(kind.Values(said));
        if (keys.Length == 0)
            return null; // nothing that anybody could find it by
        return $"""
            insert into records.thing_said (force, record, version, kind, said, look, keys)
            values ({entry.Force}, {entry.Stream}, {entry.Version}, {kind.Id}, {said.Values}, {said.Look}, {keys})
            on conflict do nothing
            """;
    }
}

namespace Bluelamp.Records;

/// <summary>Keeps <c>records.nominal</c>: one line a person. The first statement of a fact stands until it is corrected.</summary>
public sealed class NominalView : IView
{
    public string Table => "records.nominal";

    public Sql Forget(short force, Guid stream) => $"delete from records.nominal where force = {force} and nominal = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            NominalCreated e => $"insert into records.nominal (force, nominal, created_at) values ({entry.Force}, {e.Nominal}, {entry.At})",
            PersonDescribed { Said: var said } e => $"""
                update records.nominal
                   set name = coalesce(name, {said.Name.NullIfEmpty()}),
                       born = coalesce(born, {said.Born?.ToString()}),
                       born_first = coalesce(born_first, {said.Born?.First}),
                       born_last = coalesce(born_last, {said.Born?.Last}),
                       sex = coalesce(sex, {said.Sex}),
                       address = coalesce(address, {said.Address?.Address.NullIfEmpty()})
                 where force = {entry.Force} and nominal = {e.Nominal}
                """,
            PersonCorrected { Now: var now } e => $"""
                update records.nominal
                   set name = coalesce({now.Name.NullIfEmpty()}, name),
                       born = coalesce({now.Born?.ToString()}, born),
                       born_first = coalesce({now.Born?.First}, born_first),
                       born_last = coalesce({now.Born?.Last}, born_last),
                       sex = coalesce({now.Sex}, sex),
                       address = coalesce({now.Address?.Address.NullIfEmpty()}, address)
                 where force = {entry.Force} and nominal = {e.Nominal}
                """,
            _ => null,
        };
}

/// <summary>
/// Keeps <c>records.nominal_name</c>: every name that was ever said of a person, so that each can be searched; each with its appearance, so that it
/// goes where that goes.
/// </summary>
public sealed class NominalNameView : IView
{
    public string Table => "records.nominal_name";

    public Sql Forget(short force, Guid stream) => $"delete from records.nominal_name where force = {force} and nominal = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            PersonDescribed e => Names(entry, e.Nominal, e.Said),
            PersonCorrected e => Names(entry, e.Nominal, e.Now),
            _ => null,
        };

    private static Sql? Names(Entry entry, Id<Nominal> nominal, PersonDetails person)
    {
        string[] names = [.. person.Names];
        if (names.Length == 0)
            return null;
        return $"""
            insert into records.nominal_name (force, nominal, version, name)
            select {entry.Force}, {nominal}, {entry.Version}, n from unnest({names}) n
            on conflict do nothing
            """;
    }
}

internal static class TextExtensions
{
    extension(string text)
    {
        /// <summary>The text, or <c>null</c> when there is none: as a column keeps it.</summary>
        public string? NullIfEmpty() => text.Length == 0 ? null : text;
    }
}

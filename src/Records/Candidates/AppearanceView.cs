using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Records;

/// <summary>
/// Keeps <c>records.appearance</c>: what can be compared of everything that was said of people, beside the keys under which it is found. The keys follow
/// from the definition of the day; when that changes, <c>./bluelamp rebuild</c> gives all of them the new ones.
/// </summary>
public sealed class AppearanceView(CurrentDefinitions definitions) : IView
{
    public string Table => "records.appearance";

    public Sql Forget(short force, Guid stream) => $"delete from records.appearance where force = {force} and nominal = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            PersonDescribed e => Rows(entry, e.Nominal, e.Said),
            PersonCorrected e => Rows(entry, e.Nominal, e.Now),
            _ => null,
        };

    private Sql? Rows(Entry entry, Id<Nominal> nominal, PersonDetails said)
    {
        var model = definitions.Latest<PersonRules>(PersonRules.Id).Value.Model;
        var rows = PersonValues.Of(said, entry.At).Select((v, way) => Row(entry, nominal, (short)way, v, model.KeysOf(c => v[c]))).ToList();
        if (rows.Count == 0)
            return null;
        return $"""
            insert into records.appearance (force, nominal, version, way, first_name, middle_names, surname, born, born_from, born_to, sex, postcode,
                                            address, house, places, phones, emails, keys)
            values {Sql.Join(", ", rows)}
            on conflict do nothing
            """;
    }

    private static Sql Row(Entry entry, Id<Nominal> nominal, short way, PersonValues v, long[] keys) =>
        $"""
            ({entry.Force}, {nominal}, {entry.Version}, {way}, {v.FirstName}, {v.MiddleNames}, {v.Surname}, {v.Born}, {v.BornFrom}, {v.BornTo}, {v.Sex}, {v.Postcode},
             {v.Address}, {v.House}, {v.Places}, {v.Phones}, {v.Emails}, {keys})
            """;
}

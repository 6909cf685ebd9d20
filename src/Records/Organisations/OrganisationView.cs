namespace Bluelamp.Records;

/// <summary>Keeps <c>records.organisation</c>.</summary>
public sealed class OrganisationView : IView
{
    public string Table => "records.organisation";

    public Sql Forget(short force, Guid stream) => $"delete from records.organisation where force = {force} and organisation = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event is OrganisationDescribed { Details: var d } e
            ? (Sql)
                $"""
                    insert into records.organisation (force, organisation, name, company_number, words)
                    values ({entry.Force}, {e.Organisation}, {d.Name}, {d.CompanyNumber}, {d.Words})
                    on conflict (force, organisation) do update
                       set name = excluded.name, company_number = excluded.company_number, words = excluded.words
                    """
            : null;
}

namespace Bluelamp.Records;

/// <summary>Keeps <c>records.organisation</c>.</summary>
public sealed class OrganisationView : IView
{
    public string Table => "records.organisation";

    public Sql Forget(short force, Guid stream) => $"delete from records.organisation where force = {force} and organisation = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            OrganisationDescribed { Details: var d } e => $"""
                insert into records.organisation (force, organisation, name, company_number, words)
                values ({entry.Force}, {e.Organisation}, {d.Name}, {d.CompanyNumber}, {d.Words})
                on conflict (force, organisation) do update
                   set company_number = coalesce(records.organisation.company_number, excluded.company_number),
                       words = coalesce(records.organisation.words, excluded.words)
                """,
            OrganisationCorrected { Now: var now } e => $"""
                update records.organisation
                   set name = coalesce({now.Name}, name), company_number = coalesce({now.CompanyNumber}, company_number),
                       words = coalesce({now.Words}, words)
                 where force = {entry.Force} and organisation = {e.Organisation}
                """,
            _ => null,
        };
}

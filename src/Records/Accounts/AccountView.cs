namespace Bluelamp.Records;

/// <summary>Keeps <c>records.account</c>.</summary>
public sealed class AccountView : IView
{
    public string Table => "records.account";

    public Sql Forget(short force, Guid stream) => $"delete from records.account where force = {force} and account = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event is AccountNoted { Details: var d } e
            ? (Sql)
                $"""
                    insert into records.account (force, account, kind, provider, number, key)
                    values ({entry.Force}, {e.Account}, {d.Kind.ToString()}, {d.Provider}, {d.Number}, {d.Key})
                    on conflict (force, account) do nothing
                    """
            : null;
}

namespace Bluelamp.Records;

/// <summary>Keeps <c>records.nominal_alias</c>: of whom a nominal is another name. Its rows come from the nominal's own stream.</summary>
public sealed class NominalAliasView : IView
{
    public string Table => "records.nominal_alias";

    public Sql Forget(short force, Guid stream) => $"delete from records.nominal_alias where force = {force} and nominal = {stream}";

    public Sql? Write(Entry entry)
    {
        if (entry.Event is not IIdentityDecided decided)
            return null;
        if (decided.Aliases.FirstOrDefault(a => a.Nominal.Value == entry.Stream) is not { } own)
            return null;
        return $"""
            insert into records.nominal_alias (force, nominal, decision, identity, since)
            values ({entry.Force}, {own.Nominal}, {decided.Decision}, {own.After?.Value}, {entry.At})
            """;
    }
}

/// <summary>Keeps <c>records.appearance_move</c>: appearances that are somebody else's than their home's.</summary>
public sealed class AppearanceMoveView : IView
{
    public string Table => "records.appearance_move";

    public Sql Forget(short force, Guid stream) => $"delete from records.appearance_move where force = {force} and stream = {stream}";

    public Sql? Write(Entry entry)
    {
        if (entry.Event is not IIdentityDecided { Moves: { IsEmpty: false } moves } decided)
            return null;
        return $"""
            insert into records.appearance_move (force, home, version, decision, stream, identity, said_at, since)
            select {entry.Force}, m.home, m.version, {decided.Decision}, {entry.Stream}, m.identity, m.said_at, {entry.At}
              from unnest({moves.Select(static m => m.Appearance.Home.Value).ToArray()},
                          {moves.Select(static m => m.Appearance.Version).ToArray()},
                          {moves.Select(static m => m.After?.Value).ToArray()},
                          {moves.Select(static m => m.SaidAt).ToArray()}) m(home, version, identity, said_at)
            """;
    }
}

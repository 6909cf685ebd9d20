using System.Collections.Immutable;

namespace Bluelamp.Kernel;

/// <summary>
/// Who is looking, in what role, and why. Every query takes one, and <see cref="Sees(string, string)"/> is the only place that turns it into SQL:
/// a record that a viewer may not see and one that does not exist give the same answer.
/// </summary>
/// <param name="Person">The member of staff, or <see cref="Actors.Public"/> or <see cref="Actors.System"/>.</param>
/// <param name="Force">The force whose records are in reach: its two-digit PNC code.</param>
/// <param name="Permissions">What the roles of the person may do: <c>records.read</c>, <c>contact.triage</c>, ….</param>
/// <param name="Clearance">The highest marking in reach.</param>
/// <param name="Purpose">The policing purpose, and a reference, chosen for the task at hand.</param>
/// <param name="Keys">What opens restricted records: the person, their teams, and records whose glass they broke.</param>
public sealed record Viewer(
    Guid Person,
    string Name,
    short Force,
    ImmutableHashSet<string> Permissions,
    Marking Clearance,
    Purpose Purpose,
    ImmutableArray<Guid> Keys
)
{
    /// <summary>A member of the public: sees nothing but what a secret of theirs opens (<see cref="Holding"/>).</summary>
    public static Viewer Public(short force) => new(Actors.Public, "", force, [], Marking.Official, Purpose.PublicContact, []);

    /// <summary>The platform itself, at work on everything: reactions, sealing, imports.</summary>
    public static Viewer System(short force, string purpose = "operations") =>
        new(Actors.System, "Bluelamp", force, [], Marking.OfficialSensitive, new(purpose, Reference: null), []);

    public bool IsSystem => Person == Actors.System;

    public bool IsStaff => Person != Actors.System && Person != Actors.Public;

    public bool May(string permission) => Permissions.Contains(permission);

    /// <summary>The same viewer with the key of one more record: a reporter's own report, a record behind broken glass.</summary>
    public Viewer Holding(Guid record) => this with { Keys = Keys.Add(record) };

    /// <summary>Rows of this force. For tables whose rows are not records of their own, such as published open data.</summary>
    public Sql Sees(string alias)
    {
        Sql sees = $"{Sql.Raw(alias)}.force = {Force}";
        return sees.SeenBy(this);
    }

    /// <summary>Rows of this force whose record, named by the column <paramref name="record"/>, is open to this viewer.</summary>
    public Sql Sees(string alias, string record) => Sees(alias, $"= {alias}.{record}", Open());

    /// <summary>Ledger entries of this force that touch no record closed to this viewer.</summary>
    internal Sql SeesEntry(string alias) => Sees(alias, $"= any({alias}.subjects)", Open());

    /// <summary>The parameter rows for a stream that may be closed: true when open.</summary>
    internal Sql SeesStream(Guid stream)
    {
        if (IsSystem)
            return $"true";
        return $"""
            not exists (select from kernel.restriction x
                         where x.force = {Force} and x.subject = {stream} and not ({Open()}))
            """;
    }

    private Sql Sees(string alias, string match, Sql open)
    {
        if (IsSystem)
            return Sees(alias);
        Sql sees = $"""
            {Sees(alias)}
               and not exists (select from kernel.restriction x
                                where x.force = {Force} and x.subject {Sql.Raw(match)} and not ({open}))
            """;
        return sees;
    }

    private Sql Open() =>
        $"x.subject = any({Keys.ToArray()}) or (x.marking <= {(short)Clearance} and (x.keys is null or x.keys && {Keys.ToArray()}))";
}

/// <summary>Government Security Classifications. This platform holds OFFICIAL only, with or without -SENSITIVE (Cabinet Office, GSC policy).</summary>
public enum Marking : short
{
    Official = 0,
    OfficialSensitive = 1,
}

/// <summary>Why somebody looks or acts: a code of <c>definitions/codes/purposes</c> and what it refers to.</summary>
public sealed record Purpose(string Code, string? Reference)
{
    public static Purpose PublicContact { get; } = new("public-contact", Reference: null);

    /// <summary>Somebody outside looks at what was shared with them.</summary>
    public static Purpose SharedLink { get; } = new("shared-link", Reference: null);

    /// <summary>As the ledger keeps it: <c>code</c> or <c>code: reference</c>, without what PostgreSQL cannot hold.</summary>
    public override string ToString() => LedgerJson.Keepable(Reference is null ? Code : $"{Code}: {Reference}");
}

/// <summary>Actors that are not staff.</summary>
public static class Actors
{
    /// <summary>A member of the public, known only by what they tell.</summary>
    public static Guid Public { get; } = new("00000000-0000-0000-0000-0000000000b1");

    /// <summary>Bluelamp's own workers.</summary>
    public static Guid System { get; } = new("00000000-0000-0000-0000-0000000000b2");
}

using System.Collections.Immutable;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Kernel.Access;

/// <summary>What roles come to: the definitions in force, asked anew for every request. A role that no definition knows gives nothing.</summary>
public sealed class Roles(CurrentDefinitions definitions)
{
    /// <summary>The permission whose holders manage staff; a force is never left without one of them.</summary>
    public const string ManageStaff = "access.users";

    private static readonly Purpose NoPurpose = new("unstated", Reference: null);

    /// <summary>Every role that can be given, by id.</summary>
    public IEnumerable<Defined<Role>> All => definitions.Set.Latest<Role>();

    /// <summary>What a role is called; its id when no definition knows it any more.</summary>
    public string TitleOf(string role) => definitions.Find<Role>(role)?.Title.En ?? role;

    public bool Knows(string role) => definitions.Find<Role>(role) is not null;

    public ImmutableHashSet<string> Permissions(IEnumerable<string> roles) =>
        roles.Aggregate(ImmutableHashSet.Create<string>(StringComparer.Ordinal), (all, role) => all.Union(Find(role)?.May ?? []));

    public bool MayManageStaff(IEnumerable<string> roles) => roles.Any(role => Find(role)?.May.Contains(ManageStaff) == true);

    /// <summary>The highest marking that any of the roles reaches.</summary>
    public Marking Clearance(IEnumerable<string> roles) =>
        roles.Select(role => Find(role)?.Clearance ?? Marking.Official).Append(Marking.Official).Max();

    /// <summary>The purpose that a task starts with while nobody chose another: that of the first role.</summary>
    public Purpose Purpose(IEnumerable<string> roles) =>
        roles.Select(Find).FirstOrDefault(static role => role is not null) is { } first ? new(first.Purpose, Reference: null) : NoPurpose;

    private Role? Find(string role) => definitions.Find<Role>(role)?.Value;
}

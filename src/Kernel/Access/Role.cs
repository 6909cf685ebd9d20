using System.Collections.Immutable;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Kernel;

/// <summary>
/// What people in one job may see and do (<c>definitions/roles/</c>). <paramref name="Purpose"/> is the code of <c>definitions/codes/purposes.yaml</c> that a
/// task starts with when nobody chose another. A person with several roles may do what any of them may.
/// </summary>
public sealed record Role(Bilingual Description, Marking Clearance, string Purpose, ImmutableHashSet<string> May);

/// <summary>Reads <c>definitions/roles/*.yaml</c>.</summary>
public sealed class RoleKind : IDefinitionKind<Role>
{
    public string Folder => "roles";

    public Role Read(Fields file) =>
        new(
            file.Bilingual("description"),
            file.Choice<Marking>("clearance"),
            file.Text("purpose"),
            file.List("may", ReadPermission).ToImmutableHashSet(StringComparer.Ordinal)
        );

    private static string ReadPermission(Item item)
    {
        var permission = item.AsText();
        if (permission.Length > 0 && !Permissions.All.ContainsKey(permission))
            item.Error($"'{permission}' is not a permission. {Words.Suggest(permission, Permissions.All.Keys)}");
        return permission;
    }
}

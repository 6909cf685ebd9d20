using System.Collections.Immutable;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Access;

/// <summary>The roles as delivered, and the page that describes them.</summary>
public sealed class RoleTests
{
    private static readonly string Folder = DefinitionFolder.Find(configured: null);

    private static readonly DefinitionSet Set = Load();

    [Fact]
    public void The_ten_roles_are_there() =>
        Set.Latest<Role>()
            .Select(static r => r.Id)
            .ShouldBe([
                "administrator",
                "analyst",
                "auditor",
                "contact-handler",
                "dispatcher",
                "forensic-examiner",
                "information-manager",
                "investigator",
                "officer",
                "supervisor",
            ]);

    [Fact]
    public void An_administrator_sees_no_records() =>
        May("administrator").ShouldAllBe(static p => !p.StartsWith("records.", StringComparison.Ordinal));

    [Fact]
    public void An_auditor_can_only_look() =>
        May("auditor")
            .Except(["records.read", "records.search", "contact.inbox", "access.audit", "ledger.verify", "risk.read"])
            .ShouldBeEmpty();

    [Fact]
    public void Every_permission_is_given_to_somebody() =>
        Permissions.All.Keys.Except(Set.Latest<Role>().SelectMany(static r => r.Value.May)).ShouldBeEmpty();

    [Fact]
    public void Every_permission_opens_something()
    {
        var source = Path.Combine(Folder, "..", "src");
        var asked = string.Concat(
            Directory
                .EnumerateFiles(source, "*.*", SearchOption.AllDirectories)
                .Where(static f => Path.GetExtension(f) is ".cs" or ".razor" && Path.GetFileName(f) is not "Permissions.cs")
                .Select(File.ReadAllText)
        );
        Permissions.All.Keys.Where(p => !asked.Contains($"\"{p}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_access_page_lists_every_permission_and_what_each_role_may()
    {
        var page = File.ReadAllText(Path.Combine(Folder, "..", "docs", "access.md"));
        foreach (var (permission, means) in Permissions.All)
            page.ShouldContain($"| `{permission}` | {means} |");
        foreach (var role in Set.Latest<Role>())
        {
            var line = page.Split('\n').Single(l => l.StartsWith($"| `{role.Id}` |", StringComparison.Ordinal));
            Permissions.All.Keys.Where(p => line.Contains($"`{p}`", StringComparison.Ordinal)).ShouldBe(role.Value.May, ignoreOrder: true);
        }
    }

    private static ImmutableHashSet<string> May(string role) => Set.Latest<Role>(role).Value.May;

    private static DefinitionSet Load()
    {
        var (set, problems) = DefinitionSet.Load(Folder, [new RoleKind()], strict: false);
        problems.ShouldBeEmpty();
        return set;
    }
}

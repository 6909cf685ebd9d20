using System.Reflection;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests;

/// <summary>The house rules of <c>docs/architecture.md</c>, held by reflection over the built modules.</summary>
public sealed class ArchitectureTests
{
    /// <summary>The chain of modules: each may use only what stands before it.</summary>
    private static readonly string[][] Order =
    [
        ["Kernel", "Linkage"],
        ["Risk", "Records"],
        ["Evidence", "Sensors", "Resourcing"],
        ["Contact"],
        ["Control", "Casework", "Fraud", "Intelligence"],
        ["Sharing", "Governance", "Insight"],
        ["Demo"],
        ["Host"],
    ];

    private static readonly Assembly[] Modules =
    [
        .. Directory
            .GetFiles(AppContext.BaseDirectory, "Bluelamp.*.dll")
            .Select(Assembly.LoadFrom)
            .Where(static a => Rank(a.GetName()) >= 0),
    ];

    [Fact]
    public void A_module_uses_only_what_stands_before_it() =>
        Modules
            .SelectMany(m => m.GetReferencedAssemblies().Where(used => Rank(used) >= Rank(m.GetName())), (m, used) => $"{m} → {used}")
            .ShouldBeEmpty();

    private static int Rank(AssemblyName name) =>
        Array.FindIndex(Order, ms => ms.Contains(name.Name!.Replace("Bluelamp.", "", StringComparison.Ordinal)));
}

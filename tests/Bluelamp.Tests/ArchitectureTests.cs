using System.Reflection;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
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

    private const BindingFlags DeclaredPublic = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

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

    [Fact]
    public void Every_event_is_sealed_and_its_name_carries_a_version() =>
        Types(static t => t.IsAssignableTo(typeof(IEvent)) && !t.IsInterface && t != typeof(Disposed) && t != typeof(Foreign))
            .Where(static t =>
                !t.IsSealed || t.GetCustomAttribute<EventTypeAttribute>()?.Name.Contains(".v", StringComparison.Ordinal) != true
            )
            .ShouldBeEmpty();

    [Fact]
    public void No_two_events_share_a_name() =>
        Types(static t => t.GetCustomAttribute<EventTypeAttribute>() is not null)
            .GroupBy(static t => t.GetCustomAttribute<EventTypeAttribute>()!.Name, StringComparer.Ordinal)
            .Where(static g => g.Count() > 1)
            .Select(static g => g.Key)
            .ShouldBeEmpty();

    /// <summary>
    /// Kernel's own machinery (<see cref="ReactionStore"/>, <see cref="Db"/>) and bulk loaders (folders named Import) read working tables as the
    /// platform itself, and sweeps (<see cref="ISweep"/>) only delete; modules read records, for somebody. What forgets to is refused by <see cref="Db"/> when it runs.
    /// </summary>
    [Fact]
    public void Every_query_of_a_module_says_who_is_looking() =>
        Types(static t => t.Assembly != typeof(Db).Assembly && t.GetConstructors().Any(Takes<Db>))
            .SelectMany(static t => t.GetMethods(DeclaredPublic))
            .Where(static m => typeof(Task).IsAssignableFrom(m.ReturnType) && !Takes<Viewer>(m))
            .Where(static m => m.DeclaringType!.Namespace?.EndsWith(".Import", StringComparison.Ordinal) != true)
            .Where(static m => m.Name is not nameof(ISweep.SweepAsync) || !m.DeclaringType!.IsAssignableTo(typeof(ISweep)))
            .Select(static m => $"{m.DeclaringType}.{m.Name}")
            .ShouldBeEmpty();

    /// <summary>A page without its face and policy would be open to everybody, or to nobody, by accident.</summary>
    [Fact]
    public void Every_page_names_its_face_and_every_desk_page_a_permission() =>
        Types(static t => t.GetCustomAttributes<RouteAttribute>().Any())
            .Where(static t =>
                t.GetCustomAttribute<FaceAttribute>() is not { } face
                || (face.Face == Face.Desk && !t.GetCustomAttributes().Any(static a => a is IAuthorizeData or IAllowAnonymous))
            )
            .Select(static t => t.FullName)
            .ShouldBeEmpty();

    private static IEnumerable<Type> Types(Func<Type, bool> which) => Modules.SelectMany(static m => m.GetTypes()).Where(which);

    private static bool Takes<T>(MethodBase method) => method.GetParameters().Any(static p => p.ParameterType == typeof(T));

    private static int Rank(AssemblyName name) =>
        Array.FindIndex(Order, ms => ms.Contains(name.Name!.Replace("Bluelamp.", "", StringComparison.Ordinal)));
}

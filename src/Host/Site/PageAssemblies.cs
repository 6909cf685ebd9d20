using System.Reflection;

namespace Bluelamp.Host.Site;

/// <summary>The assemblies of the modules, whose pages the router finds.</summary>
public sealed record PageAssemblies(IReadOnlyList<Assembly> Assemblies);

using Bluelamp.Kernel;

namespace Bluelamp.Host.App;

/// <summary>The modules of this build, in the order of the house. Nothing else knows of them all.</summary>
public static class Modules
{
    public static IReadOnlyList<IModule> All { get; } =
    [new KernelModule(), new Risk.Module(), new Records.Module(), new Evidence.Module(), new Contact.Module()];
}

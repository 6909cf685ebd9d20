using Bluelamp.Kernel;

namespace Bluelamp.Host.Site;

/// <summary>What the modules offer on the desk, for what a viewer may do.</summary>
internal static class DeskLinks
{
    public static IReadOnlyList<NavigationLink> For(Viewer? viewer, IReadOnlyList<IModule> modules) =>
        viewer is { IsStaff: true }
            ?
            [
                .. modules
                    .SelectMany(static m => m.Navigation)
                    .Where(link => viewer.May(link.Permission))
                    .OrderBy(static link => link.Order),
            ]
            : [];

    /// <summary>The address in a page: without the leading slash, so that the page's base holds.</summary>
    public static string Address(this NavigationLink link) => link.Href.TrimStart('/');
}

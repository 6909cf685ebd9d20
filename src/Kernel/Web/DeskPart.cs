namespace Bluelamp.Kernel.Web;

/// <summary>What a module shows on the desk of a member of staff: what waits for them. Nothing when nothing does.</summary>
/// <param name="Component">A component without parameters; the viewer cascades.</param>
/// <param name="Permission">Who may see it.</param>
/// <param name="Order">Its place among them.</param>
public sealed record DeskPart(Type Component, string Permission, int Order);

namespace Bluelamp.Kernel.Web;

/// <summary>The face of the site that a page belongs to; the site shell gives it its frame, styles and scripts.</summary>
public enum Face
{
    /// <summary>For everyone: English and Welsh, works without JavaScript, WCAG 2.2 AA.</summary>
    Public,

    /// <summary>For staff at a screen: denser, with navigation, search and a dark theme.</summary>
    Desk,

    /// <summary>The desk for who is signed in as staff, public for anyone else: error pages.</summary>
    Either,
}

/// <summary>Names the face of a page. Every page says it: <c>@attribute [Face(Face.Public)]</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FaceAttribute(Face face) : Attribute
{
    public Face Face { get; } = face;

    /// <summary>The page shows what concerns one person, but is never stored by browser or proxy unless this says so.</summary>
    public bool MayBeStored { get; init; }
}

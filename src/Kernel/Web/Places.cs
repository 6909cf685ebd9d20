namespace Bluelamp.Kernel.Web;

/// <summary>Places of the layouts that a page may fill: <c>&lt;SectionContent SectionName="@Places.BeforeMain"&gt;</c>.</summary>
public static class Places
{
    /// <summary>Above the main content, skipped by the skip link: back link or breadcrumbs.</summary>
    public const string BeforeMain = "before-main";

    /// <summary>The quick exit, first thing of the page.</summary>
    public const string Exit = "exit";
}

using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Components;

namespace Bluelamp.Records;

/// <summary>A part of a record's page that a later module shows.</summary>
public abstract class RecordPartBase : Page
{
    [Parameter, EditorRequired]
    public required Guid Record { get; set; }

    [Parameter, EditorRequired]
    public required RecordKind Kind { get; set; }

    [CascadingParameter]
    public required Viewer Viewer { get; set; }
}

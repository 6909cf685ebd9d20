using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Components;

namespace Bluelamp.Evidence.Choosing;

/// <summary>A page that does one thing with the exhibits that its address names.</summary>
public abstract class ChosenActionPage : Page
{
    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [Inject]
    public required ExhibitList Exhibits { get; set; }

    protected Chosen Chosen { get; private set; } = new([], Record: null);

    /// <summary>What is done and what is left out; of nothing while the page leads elsewhere.</summary>
    protected Sorted Sorted { get; set; } = Sorted.Nothing;

    protected FormErrors Errors { get; set; } = FormErrors.None;

    /// <summary>How many exhibits it is about, in words.</summary>
    protected string Counted => Sorted.Taken is [var one] ? one.Title : $"{Sorted.Taken.Count} exhibits";

    protected override async Task OnInitializedAsync()
    {
        Chosen = Chosen.Read(Http.Request.Query);
        if (Chosen.IsTooMany)
            Navigation.NavigateTo($"evidence/chosen?{Chosen.Query}");
        else if (Sorted.Of(Chosen, await Exhibits.ChosenAsync(Chosen, Viewer, Ct), Objection) is { IsKnown: true } sorted)
            await ReadAsync(sorted);
        else
            Navigation.NotFound();
    }

    /// <summary>What the action has against an exhibit; nothing when it can be done with it.</summary>
    protected virtual string? Objection(ExhibitLine line) => null;

    /// <summary>Takes what was found, and reads what else the page shows.</summary>
    protected virtual Task ReadAsync(Sorted sorted)
    {
        Sorted = sorted;
        return Task.CompletedTask;
    }
}

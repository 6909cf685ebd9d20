using Bluelamp.Evidence.Exhibits;
using Bluelamp.Records;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Evidence.Versions;

/// <summary>A page on which somebody says what a version of an exhibit is to be.</summary>
public abstract class VersionPage : ActionPage
{
    /// <summary>Made with the form, so that a form sent twice makes one version.</summary>
    [SupplyParameterFromForm]
    public Guid? Copy { get; set; }

    [SupplyParameterFromForm]
    public string? Name { get; set; }

    [Inject]
    public required ExhibitList Exhibits { get; set; }

    protected ExhibitLine? Line { get; private set; }

    protected Original? State { get; private set; }

    /// <summary>The id that the version will have.</summary>
    protected Guid Ordered => Copy ??= Id<Exhibit>.New().Value;

    protected string Media(string kind) => $"records/exhibits/{Record}/derivatives/{kind}";

    /// <summary>Whether this can be done with the exhibit at all.</summary>
    protected abstract bool Fits(Original state);

    protected override void OnInitialized() => Folder = "exhibits";

    protected override async Task<bool> ReadAsync(IReadOnlyList<Entry> entries)
    {
        Line = await Exhibits.FindAsync(new(Record), Viewer, Ct);
        State = entries.Aggregate(Original.Empty, static (state, e) => state.Apply(e.Event));
        return Line is not null && Fits(State) && await SaidAsync();
    }

    /// <summary>The page shows the content, so opening it is part of the chain of custody.</summary>
    private async Task<bool> SaidAsync() =>
        !HttpMethods.IsGet(Http.Request.Method)
        || !(await Ledger.DecideAsync(new Id<Exhibit>(Record), new ViewExhibit(new(Record)), Viewer, Ct)).Refused(out _, out _);

    /// <summary>Looks at the exhibit move its version, and do not matter to a version of it: what the form saw is not asked for.</summary>
    protected async Task OrderAsync(VersionPlan plan)
    {
        var order = new OrderVersion(new(Record), new(Ordered), Name ?? "", plan);
        if ((await Ledger.DecideAsync(new Id<Original>(Record), order, Viewer, Ct)).Refused(out var refusal, out _))
            Refuse(refusal);
        else
            Navigation.NavigateTo($"{Back}#versions");
    }
}

using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Components;

namespace Bluelamp.Records;

/// <summary>
/// A page with one form that changes a record. The form carries the version that its reader saw; when somebody else was first, the page says so,
/// keeps everything typed, and carries the new version, so that sending again after a look is a decision and no accident.
/// </summary>
public abstract class ActionPage : Page
{
    private int _head;

    [Parameter]
    public string Folder { get; set; } = "crimes";

    [Parameter]
    public Guid Record { get; set; }

    [SupplyParameterFromForm]
    public int? Seen { get; set; }

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [Inject]
    public required ILedger Ledger { get; set; }

    [Inject]
    public required RecordNames Names { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    public FormErrors Errors { get; protected set; } = FormErrors.None;

    /// <summary>The version that the form will carry: the one that its reader saw, until they were told that there is a newer one.</summary>
    public int Version => Seen is { } seen && !Stale ? seen : _head;

    /// <summary>Where the record is shown.</summary>
    public string Back => $"records/{Folder}/{Record}";

    /// <summary>Somebody else changed the record since the form was opened.</summary>
    public bool Stale { get; private set; }

    protected RecordRef Ref => new(RecordFolders.Kind(Folder) ?? default, new(Record));

    protected DateOnly Today => DateOnly.FromDateTime(Time.GetUtcNow().InLondon().DateTime);

    protected override async Task OnInitializedAsync()
    {
        var entries = RecordFolders.Kind(Folder) is null ? [] : await Ledger.StreamAsync(Record, Viewer, Ct);
        if (entries.Count == 0 || !await IsOpenAsync() || !await ReadAsync(entries))
            Navigation.NotFound();
        else
            _head = entries[^1].Version;
    }

    /// <summary>What a record's own module says of it: an exhibit is closed with the records that it is evidence of; and whether it is of the kind that the address names.</summary>
    private async Task<bool> IsOpenAsync() =>
        (await Names.OfAsync([Record], Viewer, Ct)).TryGetValue(Record, out var name)
        && name.Href?.StartsWith($"records/{Folder}/", StringComparison.Ordinal) == true;

    /// <summary>Reads what the form shows. False when the record is of another kind.</summary>
    protected virtual Task<bool> ReadAsync(IReadOnlyList<Entry> entries) => Task.FromResult(true);

    /// <summary>Decides, then goes back to the record; a refusal shows the form again, as it was typed.</summary>
    protected async Task DecideAsync<TState>(ICommand<TState> command)
        where TState : IState<TState>
    {
        var decided = await Ledger.DecideAsync(new Id<TState>(Record), command, Viewer, Ct, Seen);
        if (decided.Refused(out var refusal, out _))
            Refuse(refusal);
        else
            Navigation.NavigateTo(Back);
    }

    protected void Refuse(Refusal refusal)
    {
        Stale = refusal is ChangedMeanwhile;
        Errors = FormErrors.Capital(refusal);
    }

    /// <summary>The day of three typed boxes; a fault is shown at them.</summary>
    protected DateOnly? Day(string field, TypedDate typed)
    {
        if (typed.ToDate() is { } day)
            return day;
        Errors = new(new FieldError(field, typed.IsEmpty ? "Enter the day." : "Enter a real day, such as 27 3 2026."));
        return null;
    }

    protected TypedDate Typed(string field) =>
        Http.Request.HasFormContentType ? TypedDate.From(Http.Request.Form, field) : new(Day: null, Month: null, Year: null);
}

using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Components;

namespace Bluelamp.Records;

/// <summary>
/// What every record's page does: read the record's entries, now or as at the moment in the address, and be "not found" when there are none or the
/// record is closed. Now and as-at are one path: the picture is folded from the entries each time. Whoever asks for a moment before the record was known
/// is led to the moment at which it was, and told so.
/// </summary>
public abstract class RecordPage : Page
{
    [Parameter]
    public Guid Record { get; set; }

    [SupplyParameterFromQuery(Name = "asat")]
    public string? AsAt { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery]
    public string? Before { get; set; }

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [Inject]
    public required ILedger Ledger { get; set; }

    protected TimelineQuestion Question { get; private set; } = new(AsAt: null, Kind: null, Before: null);

    protected override async Task OnInitializedAsync()
    {
        Question = TimelineQuestion.Of(AsAt, Kind, Before);
        var entries = await Ledger.StreamAsync(Record, Viewer, Ct, Question.AsAt);
        if (entries.Count == 0 && Question.AsAt is not null && await Ledger.StreamAsync(Record, Viewer, Ct) is [var first, ..])
            Navigation.NavigateTo(Navigation.Here(Question.At(first.At)));
        else if (!await ShowAsync(entries))
            Navigation.NotFound();
    }

    /// <summary>Folds the entries into what the page shows. False when they make no record of its kind.</summary>
    protected abstract Task<bool> ShowAsync(IReadOnlyList<Entry> entries);
}

using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Components;

namespace Bluelamp.Evidence.Forensics;

/// <summary>A page with one form that changes a submission. The form carries the version that its reader saw.</summary>
public abstract class SubmissionAction : Page
{
    private int _head;
    private bool _stale;

    [Parameter]
    public Guid Submission { get; set; }

    [SupplyParameterFromForm]
    public int? Seen { get; set; }

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [Inject]
    public required ForensicDesk Desk { get; set; }

    [Inject]
    public required SubmissionList Submissions { get; set; }

    [Inject]
    public required ILedger Ledger { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    public FormErrors Errors { get; protected set; } = FormErrors.None;

    /// <summary>The version that the form will carry: the one that its reader saw, until they were told that there is a newer one.</summary>
    public int Version => Seen is { } seen && !_stale ? seen : _head;

    /// <summary>Nothing until it was found.</summary>
    public SubmissionLine? Line { get; private set; }

    public string Back => $"evidence/forensics/{Submission}";

    protected Submission State { get; private set; } = Forensics.Submission.Empty;

    protected Id<Submission> Id => new(Submission);

    /// <summary>The moment as at which the submission is shown; nothing for now.</summary>
    protected virtual DateTimeOffset? AsAtMoment => null;

    protected IReadOnlyList<Entry> Entries { get; private set; } = [];

    protected override async Task OnInitializedAsync()
    {
        Line = await Submissions.FindAsync(Id, Viewer, Ct);
        Entries = Line is null ? [] : await Ledger.StreamAsync(Submission, Viewer, Ct, AsAtMoment);
        State = Entries.Aggregate(Forensics.Submission.Empty, static (state, e) => state.Apply(e.Event));
        if (Line is null || !State.Known)
        {
            Line = null;
            Navigation.NotFound();
            return;
        }

        _head = Entries[^1].Version;
        await ReadAsync();
    }

    /// <summary>Reads what else the form shows.</summary>
    protected virtual Task ReadAsync() => Task.CompletedTask;

    protected async Task DecideAsync(string permission, Func<SubmissionLine, ICommand<Submission>> command) =>
        Answer(await Desk.DecideAsync(Id, command, permission, Seen, Viewer, Ct));

    /// <summary>Goes back to the submission; a refusal shows the form again, as it was typed.</summary>
    protected void Answer(Result<Appended> decided)
    {
        if (decided.Refused(out var refusal, out _))
            (_stale, Errors) = (refusal is ChangedMeanwhile, FormErrors.Capital(refusal));
        else
            Navigation.NavigateTo(Back);
    }
}

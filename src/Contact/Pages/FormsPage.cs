using Bluelamp.Contact.Drafts;
using Bluelamp.Contact.Forms;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Components;

namespace Bluelamp.Contact.Pages;

/// <summary>
/// What every page of a form has: the form, and the draft that the reader's cookie opens. A page of the walk without a draft leads to the start;
/// a page that the answers do not lead to leads to the first that is open. Reading a page changes nothing.
/// </summary>
public abstract class FormsPage : Page
{
    [Parameter]
    public required string FormId { get; set; }

    [Inject]
    internal CurrentDefinitions Definitions { get; set; } = null!; // the framework fills it

    [Inject]
    internal DraftStore Drafts { get; set; } = null!; // the framework fills it

    [Inject]
    internal TimeProvider Time { get; set; } = null!; // the framework fills it

    private protected Defined<Form>? Form { get; private set; }

    private protected Draft? Draft { get; private set; }

    /// <summary>What was sent from this browser within the last hour.</summary>
    private protected Draft? Sent { get; private set; }

    private protected FormWalk? Walk { get; private set; }

    private protected DraftSecret? Secret { get; private set; }

    /// <summary>Whether the page only makes sense with a draft.</summary>
    private protected virtual bool NeedsDraft => true;

    protected override async Task OnInitializedAsync()
    {
        Form = Definitions.Find<Form>(FormId);
        if (Form is null)
        {
            Navigation.NotFound();
            return;
        }

        Secret = DraftSecret.Of(Http);
        var draft = Secret is null ? null : await Drafts.FindAsync(Secret, Ct);
        if (draft is { Sent: false } && string.Equals(draft.Form, Form.Id, StringComparison.Ordinal))
        {
            Form = Definitions.Find<Form>(FormId, draft.Version) ?? Form;
            Keep(draft);
        }
        else if (NeedsDraft)
        {
            Navigation.NavigateTo(draft is { Sent: true } ? $"{FormId}/done" : FormId);
        }
        else
        {
            Sent = draft is { Sent: true } ? draft : null;
        }
    }

    private protected void Keep(Draft draft)
    {
        Draft = draft;
        Walk = FormWalk.Of(Form!.Value, draft.Answers); // a draft is only read for a form that is there
    }

    /// <summary>The address of a page of this form, or of the check when there is none.</summary>
    private protected string Address(FormPage? page) => page is null ? $"{FormId}/check" : $"{FormId}/{page.Id}";
}

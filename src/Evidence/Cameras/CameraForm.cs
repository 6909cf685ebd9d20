using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Components;

namespace Bluelamp.Evidence.Cameras;

/// <summary>A page with the form of one camera and of whose it is.</summary>
public abstract class CameraForm : Page
{
    /// <summary>The value of the button that only looks for an owner.</summary>
    internal const string Finding = "find";

    /// <summary>What is chosen for an owner who is not in the register.</summary>
    internal const string Somebody = "new";

    /// <summary>Owners to choose from at most.</summary>
    internal const int MostFound = 10;

    [SupplyParameterFromForm]
    public string? Find { get; set; }

    [SupplyParameterFromForm]
    public string? Whose { get; set; }

    [SupplyParameterFromForm]
    public string? Do { get; set; }

    /// <summary>Made with the form, so that a form sent twice takes in one camera and one owner.</summary>
    [SupplyParameterFromForm]
    public string? Seed { get; set; }

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [Inject]
    public required CameraDesk Desk { get; set; }

    [Inject]
    public required OwnerList Owners { get; set; }

    [Inject]
    public required Codes Codes { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    protected FormErrors Errors { get; private set; } = FormErrors.None;

    /// <summary>The owners to choose from.</summary>
    protected IReadOnlyList<OwnerLine> Found { get; private set; } = [];

    protected DateOnly Today => DateOnly.FromDateTime(Time.GetUtcNow().InLondon().DateTime);

    protected bool IsSent => Http.Request.HasFormContentType;

    /// <summary>Finds who can be chosen: whom the words name, and who was chosen before.</summary>
    protected async Task FindOwnersAsync(Id<Owner>? before)
    {
        var found = Blank(Find) is { } words ? await Owners.NewestAsync(words, after: null, Viewer, Ct, MostFound) : [];
        var chosen = Guid.TryParse(Whose, out var typed) ? new Id<Owner>(typed) : before;
        foreach (var one in new[] { chosen, before }.OfType<Id<Owner>>().Distinct().Where(o => !found.Exists(f => f.Owner == o)))
        {
            if (await Owners.LineAsync(one, Viewer, Ct) is { } line)
                found.Insert(0, line);
        }

        Found = found;
        Whose ??= before is { } usual ? $"{usual}" : null;
    }

    /// <summary>Keeps the camera and goes to its page; what is wrong shows the form again, as it was typed. Whoever only looks for an owner sees whom they found.</summary>
    protected async Task KeepAsync(Id<Camera> camera, CameraTyped typed, OwnerTyped owner, string seed)
    {
        if (Do is Finding && Blank(Find) is not null)
            return;
        var (details, wrong) = typed.Read(Codes.Get("camera-kinds"));
        var (whose, missing) = Read(owner, seed);
        if (wrong.Count + missing.Count > 0)
            Errors = new([.. wrong, .. missing]);
        else if ((await Desk.KeepAsync(camera, details, whose!, Viewer, Ct)).Refused(out var refusal, out _)) // nothing is missing
            Errors = FormErrors.Capital(refusal);
        else
            Navigation.NavigateTo($"evidence/cameras/{camera}");
    }

    private (CameraWhose? Whose, IReadOnlyList<FieldError> Wrong) Read(OwnerTyped typed, string seed)
    {
        if (Found.Count > 0 && Whose is not Somebody)
            return Guid.TryParse(Whose, out var owner)
                ? (new(new(owner), New: null), [])
                : (null, [new("Whose", new NoSuchOwner().Message)]);
        var (entered, wrong) = typed.Read(Today);
        return (new(FootageCode.OwnerOf(seed), entered), wrong);
    }
}

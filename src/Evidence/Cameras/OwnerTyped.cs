using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Evidence.Cameras;

/// <summary>An owner as staff typed them, shown again as they were when something is wrong.</summary>
public sealed record OwnerTyped
{
    public string? Owner { get; init; }
    public string? Premises { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Writes { get; init; }
    public string? ConsentBy { get; init; }
    public string? ConsentHow { get; init; }
    public TypedDate ConsentOn { get; init; } = new(null, null, null);

    /// <summary>What a new owner begins with.</summary>
    public static OwnerTyped Usual(DateOnly today) => new() { Writes = "en", ConsentOn = TypedDate.Of(today) };

    public static OwnerTyped From(IFormCollection form) =>
        new()
        {
            Owner = form["Owner"],
            Premises = form["Premises"],
            Phone = form["Phone"],
            Email = form["Email"],
            Writes = form["Writes"],
            ConsentBy = form["ConsentBy"],
            ConsentHow = form["ConsentHow"],
            ConsentOn = TypedDate.From(form, "ConsentOn"),
        };

    /// <summary>What a camera says of its owner that was typed on it.</summary>
    public static OwnerTyped Of(CameraRecord camera) =>
        new()
        {
            Owner = camera.OwnerName,
            Phone = camera.Phone,
            Email = camera.Email,
            Writes = camera.Language,
            ConsentBy = camera.ConsentBy,
            ConsentHow = camera.ConsentHow,
            ConsentOn = TypedDate.Of(camera.ConsentOn),
        };

    /// <summary>What is known of an owner.</summary>
    public static OwnerTyped Of(OwnerRecord owner) =>
        new()
        {
            Owner = owner.Name,
            Premises = owner.Premises,
            Phone = owner.Phone,
            Email = owner.Email,
            Writes = owner.Language,
            ConsentBy = owner.ConsentBy,
            ConsentHow = owner.ConsentHow,
            ConsentOn = TypedDate.Of(owner.ConsentOn),
        };

    /// <summary>The owner, or what is wrong with what was typed. What the rules refuse is told by the command.</summary>
    public (CameraOwner Owner, IReadOnlyList<FieldError> Wrong) Read(DateOnly today)
    {
        var on = ConsentOn.ToDate();
        FieldError?[] wrong =
        [
            string.IsNullOrWhiteSpace(Owner) ? new("Owner", new OwnerMissing().Message) : null,
            !string.IsNullOrWhiteSpace(Email) && !EmailAddress.TryParse(Email.Trim(), out _)
                ? new("Email", "Enter an e-mail address, such as name@example.com.")
                : null,
            string.IsNullOrWhiteSpace(ConsentBy) || string.IsNullOrWhiteSpace(ConsentHow)
                ? new(string.IsNullOrWhiteSpace(ConsentBy) ? "ConsentBy" : "ConsentHow", new ConsentMissing().Message)
                : null,
            on is null || on > today ? new("ConsentOn", "Enter the day on which they agreed.") : null,
        ];
        var consent = new CameraConsent(on ?? today, ConsentBy?.Trim() ?? "", ConsentHow?.Trim() ?? "");
        return (
            new(Owner?.Trim() ?? "", Given(Phone), Given(Email), Languages.Parse(Writes).Code, consent, Given(Premises)),
            [.. wrong.OfType<FieldError>()]
        );
    }

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}

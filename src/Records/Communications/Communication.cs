using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>A phone number or an e-mail address: one record for each, whoever uses it.</summary>
public sealed record Communication(bool Known) : IState<Communication>
{
    public static Communication Empty { get; } = new(Known: false);

    /// <summary>What its entries tell. The record is the number: one that was misheard is another, and the link to this one is taken back.</summary>
    public static FactSheet<CommunicationDetails> Facts { get; } =
        new(
            static e => e is CommunicationNoted noted ? new(noted.Details, noted.Source) : null,
            ("value", "As it is searched", static c => c.Value)
        );

    public Communication Apply(IEvent e) => e is CommunicationNoted ? new(Known: true) : this;

    /// <summary>The id of a number or address in its normal form.</summary>
    public static Id<Communication> Of(NaturalIds ids, CommunicationKind kind, string value) =>
        new(ids.Of(kind is CommunicationKind.Phone ? "phone" : "email", value));
}

public enum CommunicationKind
{
    Phone,
    Email,
}

/// <summary>A number or address in its normal form: E.164, or the e-mail address in small letters.</summary>
public sealed record CommunicationDetails(CommunicationKind Kind, string Value)
{
    /// <summary>As it is read in Britain.</summary>
    public string Shown => Kind is CommunicationKind.Phone && PhoneNumber.TryParse(Value, out var phone) ? phone.ToNational() : Value;

    /// <summary>A phone as people write it, or nothing when it is none: then it stays in the words that it came with.</summary>
    public static CommunicationDetails? Phone(string text) =>
        PhoneNumber.TryParse(text, out var phone) ? new(CommunicationKind.Phone, phone.ToString()) : null;

    public static CommunicationDetails? Email(string text) =>
        EmailAddress.TryParse(text, out var email) ? new(CommunicationKind.Email, email.Key) : null;
}

/// <summary>A number or address became known.</summary>
[EventType("records.communication-noted.v1")]
public sealed record CommunicationNoted(Id<Communication> Communication, CommunicationDetails Details, Source Source) : IEvent;

/// <summary>Make a number or address known; known already, nothing happens.</summary>
public sealed record NoteCommunication(Id<Communication> Communication, CommunicationDetails Details, Source Source)
    : ICommand<Communication>
{
    public Decision Decide(Communication state, By by) => state.Known ? [] : [new CommunicationNoted(Communication, Details, Source)];
}

using System.Text.Json.Serialization;

namespace Bluelamp.Records;

/// <summary>A bank account, an online account or a crypto address.</summary>
public sealed record Account(bool Known) : IState<Account>
{
    public static Account Empty { get; } = new(Known: false);

    /// <summary>What its entries tell. An account is its number: one that was misheard is another account, and the link to this one is taken back.</summary>
    public static FactSheet<AccountDetails> Facts { get; } =
        new(
            static e => e is AccountNoted noted ? new(noted.Details, noted.Source) : null,
            ("kind", "Kind", static a => a.Kind.ToString()),
            ("provider", "Provider", static a => a.Provider),
            ("number", "Number or name", static a => a.Number)
        );

    public Account Apply(IEvent e) => e is AccountNoted ? new(Known: true) : this;

    /// <summary>The id of an account: the same kind, provider and number always give the same.</summary>
    public static Id<Account> Of(NaturalIds ids, AccountDetails details) =>
        new(ids.Of("account", $"{details.Kind}|{details.Provider?.Trim().ToLowerInvariant()}|{details.Key}"));
}

public enum AccountKind
{
    Bank,
    Online,
    Crypto,
}

/// <summary>An account as it was given.</summary>
/// <param name="Provider">The bank, site or chain.</param>
/// <param name="Number">Sort code and number, IBAN, user name or address, as it was given. Never a full card number.</param>
public sealed record AccountDetails(AccountKind Kind, string? Provider, string Number)
{
    /// <summary><c>Chatterbox @lamp.owl</c></summary>
    [JsonIgnore]
    public string Shown => $"{Provider} {Number}".Trim();

    /// <summary>The number without spaces, hyphens and a leading <c>@</c>; small letters, except where they carry meaning (crypto).</summary>
    [JsonIgnore]
    public string Key
    {
        get
        {
            var packed = new string([.. Number.Where(static c => !char.IsWhiteSpace(c) && c != '-')]).TrimStart('@');
            return Kind is AccountKind.Crypto ? packed : packed.ToLowerInvariant();
        }
    }
}

/// <summary>An account became known.</summary>
[EventType("records.account-noted.v1")]
public sealed record AccountNoted(Id<Account> Account, AccountDetails Details, Source Source) : IEvent;

/// <summary>Make an account known; known already, nothing happens.</summary>
public sealed record NoteAccount(Id<Account> Account, AccountDetails Details, Source Source) : ICommand<Account>
{
    public Decision Decide(Account state, By by) => state.Known ? [] : [new AccountNoted(Account, Details, Source)];
}

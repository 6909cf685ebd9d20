namespace Bluelamp.Records;

/// <summary>What two phones, or two e-mail addresses, are compared by: how they are written, and who uses them.</summary>
internal static class CommunicationLikeness
{
    /// <summary>Of a longer text a sign more or less is seldom what tells two apart, and each would cost a key.</summary>
    private const int LongestToMiss = 30;

    public static ThingKind<string> Phone { get; } =
        new(
            "phone",
            static e => Noted(e, CommunicationKind.Phone),
            static _ => "",
            [
                new("number", static n => n),
                ThingColumn<string>.Listed("digits_but_one", static n => ButOne(n.TrimStart('+'))),
                new("digits_in_order", static n => string.Concat(n.Order())),
                new(ThingUsers.Column, static _ => null, IsList: true),
                new(ThingUsers.SoundsColumn, static _ => null, IsList: true),
            ]
        )
        {
            ByUsers = true,
        };

    public static ThingKind<string> Email { get; } =
        new(
            "e-mail",
            static e => Noted(e, CommunicationKind.Email),
            static _ => "",
            [
                new("address", static a => a),
                new("name", static a => Name(a)),
                new("letters", static a => string.Concat(Name(a).Where(char.IsLetter)).NullIfEmpty()),
                new("host", static a => Host(a)),
                ThingColumn<string>.Listed("name_but_one", static a => ButOne(Name(a))),
                new(ThingUsers.Column, static _ => null, IsList: true),
                new(ThingUsers.SoundsColumn, static _ => null, IsList: true),
            ]
        )
        {
            ByUsers = true,
        };

    private static string? Noted(IEvent e, CommunicationKind kind) =>
        e is CommunicationNoted { Details: var details } && details.Kind == kind ? details.Value : null;

    /// <summary>What stands before the <c>@</c>, letters and digits only: many forget the dots.</summary>
    private static string Name(string address) => string.Concat(address[..At(address)].Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string Host(string address) => address[At(address)..].TrimStart('@');

    private static int At(string address) => address.LastIndexOf('@') is >= 0 and var at ? at : address.Length;

    /// <summary>Whole and with each sign left out: two that differ by one sign, or by two that changed places, share one of them.</summary>
    private static IEnumerable<string> ButOne(string signs) =>
        signs.Length > LongestToMiss ? [signs] : Enumerable.Range(0, signs.Length).Select(i => signs.Remove(i, 1)).Prepend(signs);
}

using System.Collections.Frozen;
using Bluelamp.Linkage.Text;

namespace Bluelamp.Records;

/// <summary>What two descriptions of an organisation are compared by: its name without its legal form, its company number, where it was named.</summary>
internal static class OrganisationLikeness
{
    private const int CompanyNumber = 8;

    /// <summary>Legal forms and small words, in English and Welsh, which say nothing of who it is.</summary>
    private static readonly FrozenSet<string> Form =
    [
        .. "ltd limited plc llp lp cic cio inc co company uk the and of cyf cyfyngedig ccc cwmni y yr a".Split(' '),
    ];

    public static ThingKind<OrganisationDetails> Kind { get; } =
        new(
            "organisation",
            static e =>
                e switch
                {
                    OrganisationDescribed described => described.Details,
                    OrganisationCorrected { Now: var now } => new(now.Name ?? "", now.CompanyNumber, now.Words),
                    _ => null,
                },
            static o => o.At?.Address ?? "",
            [
                new("name", static o => Core(o.Name)),
                ThingColumn<OrganisationDetails>.Listed("name_words", static o => Words(o.Name)),
                ThingColumn<OrganisationDetails>.Listed("word_sounds", static o => Words(o.Name).Select(Sound)),
                new("name_sound", static o => string.Join(' ', Words(o.Name).Select(Sound)).NullIfEmpty()),
                new("company_number", static o => Number(o.CompanyNumber)),
                new("address", static o => o.At?.AddressKey),
                new("house", static o => o.At is { } at ? AddressParts.Of(at).House : null),
                new("street_sound", static o => o.At is { } at ? AddressParts.Of(at).StreetSound : null),
                new("postcode", static o => o.At is { } at ? AddressParts.Of(at).Postcode : null),
                new("district", static o => o.At is { } at ? AddressParts.Of(at).District : null),
                new("town", static o => o.At is { } at ? AddressParts.Of(at).Town : null),
                new("where", static o => (o.At?.Postcode ?? o.At?.Town) is null ? null : o.At!.Address), // one of them was said
            ]
        )
        {
            Rare = [new("name", "organisation", "name", Core)],
        };

    private static string? Core(string? name) => string.Join(' ', Words(name)).NullIfEmpty();

    /// <summary>A name that is nothing but small words keeps them.</summary>
    private static string[] Words(string? name)
    {
        string[] words = PlainText.Of(name)?.Split(' ') ?? [];
        string[] said = [.. words.Where(static w => !Form.Contains(w))];
        return said.Length > 0 ? said : words;
    }

    /// <summary>A word of digits sounds as it is written.</summary>
    private static string Sound(string word) => NameSound.Code(word) is { Length: > 0 } sound ? sound : word;

    /// <summary>As Companies House writes it, with noughts in front: <c>1234567</c> is <c>01234567</c>.</summary>
    private static string? Number(string? number)
    {
        var signs = string.Concat((number ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return signs.Length == 0 ? null
            : signs.All(char.IsAsciiDigit) ? signs.PadLeft(CompanyNumber, '0')
            : signs;
    }
}

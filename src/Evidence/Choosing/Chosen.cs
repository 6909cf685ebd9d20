using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Evidence.Choosing;

/// <summary>What something is to be done with, as an address names it: exhibits that were chosen from a list, or else all of a record.</summary>
/// <param name="Exhibits">Each once, in the order of the address.</param>
/// <param name="From">The page on which they were chosen; the way back leads there.</param>
public sealed record Chosen(IReadOnlyList<Id<Exhibit>> Exhibits, Guid? Record, string? From = null)
{
    /// <summary>Exhibits of one choice at most; an address that names more is longer than some servers take.</summary>
    public const int Most = 100;

    /// <summary>The name of each in a form and an address.</summary>
    public const string Name = "exhibit";

    public bool IsTooMany => Exhibits.Count > Most;

    /// <summary>The one exhibit, when it is one.</summary>
    public Id<Exhibit>? Only => Exhibits is [var only] ? only : null;

    /// <summary>Where they were chosen, or what they belong to.</summary>
    public string Back =>
        From is { } from ? Addresses.OnThisSite($"/{from}", "/evidence")[1..]
        : Only is { } only ? $"records/exhibits/{only}"
        : Record is { } record ? $"evidence?record={record}"
        : "evidence";

    /// <summary>What follows the question mark.</summary>
    public string Query =>
        string.Join(
            '&',
            [
                .. Exhibits.Select(static e => $"{Name}={e}"),
                .. Record is { } record ? [$"record={record}"] : (string[])[],
                .. From is { } from ? [$"from={Uri.EscapeDataString(from)}"] : (string[])[],
            ]
        );

    /// <summary>Reads an address. What is no exhibit is passed over; exhibits go before a record.</summary>
    public static Chosen Read(IQueryCollection query)
    {
        var exhibits = Read(query[Name]);
        var from = query["from"].ToString();
        return new(
            exhibits,
            exhibits.Count == 0 && Guid.TryParse(query["record"], out var record) ? record : null,
            from.Length == 0 ? null : from
        );
    }

    /// <summary>The exhibits of a form or an address.</summary>
    public static IReadOnlyList<Id<Exhibit>> Read(IEnumerable<string?> exhibits) =>
        [
            .. exhibits
                .Select(static e => Guid.TryParse(e, out var exhibit) ? new Id<Exhibit>(exhibit) : default)
                .Where(static e => e != default)
                .Distinct(),
        ];
}

public sealed record TooManyChosen(int Count)
    : Refusal.Invalid("too-many-chosen", $"You chose {Count}. Choose at most {Chosen.Most} at a time.", Chosen.Name);

public sealed record NothingChosen()
    : Refusal.Invalid("nothing-chosen", "Tick the exhibits first, then say what to do with them.", Chosen.Name);

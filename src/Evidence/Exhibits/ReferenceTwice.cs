using Bluelamp.Records;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>
/// Warns whoever links an exhibit to a second case in which its reference is taken. It is a warning and no refusal: a reference never changes, and evidence
/// must not stay away from a case because two witnesses of two cases share their initials (DOMAIN §5.1).
/// </summary>
internal static class ReferenceGuard
{
    public static LinkObjection Of(ExhibitList exhibits) =>
        async (from, to, viewer, ct) =>
            to.Kind is RecordKind.Exhibit && await exhibits.TakenInAsync(new(to.Id.Value), from, viewer, ct) is { } reference
                ? new ReferenceTwice(reference)
                : null;
}

public sealed record ReferenceTwice(string Reference)
    : Refusal.Conflict(
        "reference-twice",
        $"Another exhibit of this record is {Reference} already, and a reference never changes. If both belong here, tick the box and link it all the same: whoever quotes {Reference} must then say by whom."
    );

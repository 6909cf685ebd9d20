using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>An organisation as the entries of its stream tell, now or up to a moment: each fact with where it comes from.</summary>
public sealed record OrganisationPicture(string Name, ImmutableArray<RecordFact> Facts)
{
    private static readonly FactSheet<OrganisationDetails> Sheet = new(
        static e =>
            e switch
            {
                OrganisationDescribed d => new(d.Details, d.Source),
                OrganisationCorrected c => new(
                    new(c.Now.Name ?? "", c.Now.CompanyNumber, c.Now.Words),
                    c.Source,
                    c.Confidence,
                    Correction: true
                ),
                _ => null,
            },
        ("name", "Name", static o => o.Name),
        ("company-number", "Company number", static o => o.CompanyNumber),
        ("named-at", "Named at", static o => o.At?.Address),
        ("description", "Description", static o => o.Words)
    );

    /// <summary>The picture, or nothing when there is no such organisation.</summary>
    public static OrganisationPicture? Of(IReadOnlyCollection<Entry> entries)
    {
        var organisation = entries.Aggregate(Organisation.Empty, static (state, entry) => state.Apply(entry.Event));
        return organisation.Details is { } known ? new(known.Name, Sheet.Of(entries)) : null;
    }
}

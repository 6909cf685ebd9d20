using Bluelamp.Records;

namespace Bluelamp.Evidence.Doors;

/// <summary>
/// Where whoever sent files for a kind of record goes back to. A later module gives it: this one knows of no page on which the public follows anything.
/// </summary>
/// <param name="Href">An address of this site that needs nothing but what the sender's browser holds.</param>
public sealed record WayBack(RecordKind From, Bilingual Text, string Href);

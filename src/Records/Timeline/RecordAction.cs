namespace Bluelamp.Records;

/// <summary>Something that can be done with a record, for those who may.</summary>
/// <param name="Href">Where it is done.</param>
public sealed record RecordAction(string Title, string Href, string Permission)
{
    /// <summary>What can be done with any record.</summary>
    /// <param name="folder">The folder of the record's page: <c>nominals</c>.</param>
    public static IEnumerable<RecordAction> OfAny(string folder, Guid record)
    {
        var here = $"records/{folder}/{record}";
        yield return new("Attach a note", $"{here}/notes", "records.edit");
        yield return new("Link a record", $"{here}/links", "records.link");
        if (folder is "nominals" or "places" or "vehicles" or "organisations")
            yield return new("Correct a fact", $"{here}/facts", "records.edit");
        if (folder is "nominals" or "places" or "vehicles")
            yield return new("Place a marker", $"{here}/markers", "records.warn");
        yield return new("Restrict", $"restrict/{record}", "records.restrict");
        yield return new("Who looked at it", $"audit/consultations?record={record}", "access.audit");
    }
}

namespace Bluelamp.Records;

/// <summary>What can be done with a person only: say who they are.</summary>
internal static class NominalActions
{
    public static IEnumerable<RecordAction> Of(Id<Nominal> nominal)
    {
        yield return new("This is the same person as…", $"records/nominals/{nominal}/same", "records.identify");
        yield return new("Not all of this is one person", $"records/nominals/{nominal}/split", "records.identify");
    }
}

namespace Bluelamp.Records;

/// <summary>What can be done with a crime as it stands.</summary>
public static class CrimeActions
{
    public static IEnumerable<RecordAction> Of(Guid record, CrimePicture crime)
    {
        var here = $"records/crimes/{record}";
        if (crime.Status is CrimeStatus.Cancelled)
            yield break;
        if (crime.Status is not CrimeStatus.Finalised)
            yield return new("Record an outcome", $"{here}/outcome", "records.outcome");
        if (crime.Status is CrimeStatus.AwaitingSignOff)
            yield return new("Sign off the outcome", $"{here}/sign-off", "records.restrict");
        if (crime is { Outcome: not null, Told: null })
            yield return new("Victim told", $"{here}/victim-told", "records.outcome");
        if (crime.Outcome is not null)
            yield return new("Re-open", $"{here}/reopening", "records.outcome");
        yield return new("Add a person", $"{here}/people", "records.edit");
        yield return new("Correct a fact", $"{here}/facts", "records.edit");
        yield return new("Reclassify", $"{here}/offence", "records.edit");
        yield return new("Cancel", $"{here}/cancellation", "records.restrict");
    }
}

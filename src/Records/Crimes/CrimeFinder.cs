namespace Bluelamp.Records;

/// <summary>Crimes by their reference, for the break-glass door.</summary>
internal static class CrimeFinder
{
    public static Sql? Find(string reference, Viewer everyone)
    {
        if (!CrimeReference.TryParse(reference, out var read))
            return null;
        return $"select c.crime from records.crime c where {everyone.Sees("c")} and c.reference = {read.ToString()}";
    }
}

namespace Bluelamp.Contact.Reports;

/// <summary>Reports by their reference, for the break-glass door.</summary>
internal static class ReportFinder
{
    public static Sql? Find(string reference, Viewer everyone)
    {
        if (!ReportReference.TryParse(reference, out var read))
            return null;
        return $"select r.report from contact.report r where {everyone.Sees("r")} and r.reference = {read.ToString()}";
    }
}

using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;

namespace Bluelamp.Contact.Reports;

/// <summary>
/// Keeps <c>contact.report_person</c>: what can be compared of the people of open reports, beside the keys under which they are found. Once a report is
/// settled its people are on the list, or nobody's business.
/// </summary>
internal sealed class ReportPersonView(CurrentDefinitions definitions) : IView
{
    public string Table => "contact.report_person";

    public Sql Forget(short force, Guid stream) => $"delete from contact.report_person where force = {force} and report = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            ReportSubmitted e => Rows(entry, e),
            ReportCrimed or ReportAttached or ReportReferred or ReportAdvised => Forget(entry.Force, entry.Stream),
            _ => null,
        };

    private Sql? Rows(Entry entry, ReportSubmitted e)
    {
        var model = definitions.Latest<PersonRules>(PersonRules.Id).Value.Model;
        var rows = e
            .Content.People.SelectMany(
                (p, nth) => PersonValues.Of(p.Said, entry.At).Select((v, way) => Row(entry, p.Role, nth, way, v, model))
            )
            .ToList();
        if (rows.Count == 0)
            return null;
        return $"""
            insert into contact.report_person (force, report, nth, way, role, said, keys)
            values {Sql.Join(", ", rows)}
            on conflict do nothing
            """;
    }

    private static Sql Row(Entry entry, LinkRole role, int nth, int way, PersonValues v, LikenessModel model) =>
        $"({entry.Force}, {entry.Stream}, {(short)nth}, {(short)way}, {role.ToString()}, {v.ToTexts()}, {model.KeysOf(c => v[c])})";
}

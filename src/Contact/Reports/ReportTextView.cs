namespace Bluelamp.Contact.Reports;

/// <summary>Keeps <c>contact.report_text</c>: the words by which a report is searched, as it was sent and as its reporter added to it.</summary>
internal sealed class ReportTextView : IView
{
    public string Table => "contact.report_text";

    public Sql Forget(short force, Guid stream) => $"delete from contact.report_text where force = {force} and report = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            ReportSubmitted e => $"""
                insert into contact.report_text (force, report, sent_at, said)
                values ({entry.Force}, {e.Report}, {entry.At}, {Text(e.Content)})
                """,
            InformationAdded e => $"""
                update contact.report_text set said = said || chr(10) || {e.Words} where force = {entry.Force} and report = {e.Report}
                """,
            _ => null,
        };

    /// <summary>The story, how, where, who and what: whatever somebody may remember of it.</summary>
    private static string Text(ReportContent content) =>
        string.Join(
            '\n',
            new[] { content.Words, content.Method, content.Where?.Address }
                .Concat(content.People.SelectMany(static p => p.Said.Names.Append(p.Said.Description)))
                .Concat(content.Organisations.Select(static o => o.Said.Name))
                .Concat(content.Vehicles.Select(static v => v.Said.Title()))
                .Concat(content.Property.Select(static p => $"{p.What} {p.Marks}"))
                .Where(static t => !string.IsNullOrWhiteSpace(t))
        );
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Records.People.Import;

/// <summary>Reads <c>definitions/imports/*.yaml</c>.</summary>
public sealed class PersonMappingKind : IDefinitionKind<PersonMapping>
{
    private static readonly PersonField[] Many = [PersonField.Alias, PersonField.Phone, PersonField.Email];
    private static readonly Cleaning[] Orders = [Cleaning.DayMonthYear, Cleaning.MonthDayYear, Cleaning.YearMonthDay];

    public string Folder => "imports";

    public PersonMapping Read(Fields file)
    {
        var columns = file.List("columns", Column);
        var ignore = file.TextsOrEmpty("ignore");
        ReportTwice(file, columns, ignore);
        return new(
            file.Text("system"),
            file.Text("record"),
            columns,
            ignore,
            file.TextsOrEmpty("unknown").ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        );
    }

    private static MappedColumn Column(Item item)
    {
        var fields = item.AsFields();
        var field = fields.Choice<PersonField>("field");
        var clean = fields.ListOrEmpty("clean", static i => i.AsChoice<Cleaning>());
        var values = fields
            .SectionOrNull("values")
            ?.All()
            .ToFrozenDictionary(static v => v.Key, static v => v.Value.AsText(), StringComparer.OrdinalIgnoreCase);
        if (field is PersonField.Born && clean.Intersect(Orders).Count() != 1)
            fields.Error("clean", "Say in which order a date stands here: clean: [day-month-year], [month-day-year] or [year-month-day].");
        if (field is not PersonField.Born && clean.Intersect(Orders).Any())
            fields.Error("clean", "Only a date of birth has an order. Take it away, or read the column as 'born'.");
        if (field is PersonField.Sex && values?.Values.Except(["M", "F", "U"], StringComparer.Ordinal).Any() != false)
            fields.Error("values", "Say what each code means: values: { Male: M, Female: F, Unknown: U }.");
        return new(item.Place, fields.Text("column"), field, clean, values ?? FrozenDictionary<string, string>.Empty);
    }

    private static void ReportTwice(Fields file, ImmutableArray<MappedColumn> columns, ImmutableArray<string> ignore)
    {
        var items = file["columns"].AsList();
        for (var i = 0; i < columns.Length; i++)
        {
            var (column, before) = (columns[i], columns[..i]);
            if (ignore.Contains(column.Column, StringComparer.OrdinalIgnoreCase))
                items[i].Error($"The column '{column.Column}' is both read and ignored. Do one.");
            if (!Many.Contains(column.Field) && before.FirstOrDefault(c => c.Field == column.Field) is { } twin)
                items[i]
                    .Error(
                        $"'{twin.Column}' in line {twin.Place.Line} says the same of a person. Only aliases, phones and e-mails may be several."
                    );
        }
    }
}

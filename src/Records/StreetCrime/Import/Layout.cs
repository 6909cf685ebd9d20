using System.Text;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>What a column of a published file holds.</summary>
internal enum Role
{
    CrimeId,
    Month,
    Moment,
    Longitude,
    Latitude,
    Location,
    Lsoa,
    LsoaName,

    /// <summary>One of a few texts: kept once, and referred to by number.</summary>
    Word,
}

/// <summary>A column as it is published and, for a <see cref="Role.Word"/>, as it is stored.</summary>
internal sealed record Column(string Header, Role Role, string Sql = "", bool Required = false, bool MayBeAbsent = false);

/// <summary>
/// One of the three kinds of file that data.police.uk publishes (its <i>About the data</i> page names the columns). Columns are found by their header,
/// in any order.
/// </summary>
/// <param name="Kind">As in the file's name: <c>2021-03-gwent-street.csv</c>.</param>
/// <param name="Key">The columns that, with the reporter and the month, say which published fact a row is; a row that differs elsewhere is its revision.</param>
internal sealed record Layout(string Kind, string Table, IReadOnlyList<Column> Columns, IReadOnlyList<string> Key)
{
    public static Layout Street { get; } =
        new(
            "street",
            "records.street_crime",
            [
                .. Common,
                new("Crime type", Role.Word, "category", Required: true),
                new("Last outcome category", Role.Word, "outcome"),
                new("Context", Role.Word, "context", MayBeAbsent: true),
            ],
            ["Crime ID"]
        );

    public static Layout Outcomes { get; } =
        new(
            "outcomes",
            "records.street_outcome",
            [.. Common, new("Outcome type", Role.Word, "outcome", Required: true)],
            ["Crime ID", "Outcome type"]
        );

    /// <summary>Its rows do not say whose they are: the file's name does.</summary>
    public static Layout StopAndSearch { get; } =
        new(
            "stop-and-search",
            "records.stop_search",
            [
                new("Date", Role.Moment, Required: true),
                new("Longitude", Role.Longitude),
                new("Latitude", Role.Latitude),
                new("Type", Role.Word, "type", Required: true),
                new("Part of a policing operation", Role.Word, "operation"),
                new("Policing operation", Role.Word, "operation_name"),
                new("Gender", Role.Word, "gender"),
                new("Age range", Role.Word, "age_range"),
                new("Self-defined ethnicity", Role.Word, "self_ethnicity"),
                new("Officer-defined ethnicity", Role.Word, "officer_ethnicity"),
                new("Legislation", Role.Word, "legislation"),
                new("Object of search", Role.Word, "object"),
                new("Outcome", Role.Word, "outcome"),
                new("Outcome linked to object of search", Role.Word, "outcome_linked"),
                new("Removal of more than just outer clothing", Role.Word, "clothing_removal"),
            ],
            [
                "Date",
                "Longitude",
                "Latitude",
                "Type",
                "Gender",
                "Age range",
                "Self-defined ethnicity",
                "Officer-defined ethnicity",
                "Legislation",
                "Object of search",
            ]
        );

    public static IReadOnlyList<Layout> All { get; } = [Street, Outcomes, StopAndSearch];

    /// <summary>The table, as SQL.</summary>
    public Sql Rows =>
        Kind switch
        {
            "street" => $"records.street_crime",
            "outcomes" => $"records.street_outcome",
            _ => (Sql)$"records.stop_search",
        };

    /// <summary>The columns in which two rows that speak of the same fact agree, as SQL.</summary>
    public Sql Fact => Kind is "outcomes" ? $"subject, outcome" : (Sql)$"subject";

    /// <summary>Every column that a row brings with it, as SQL.</summary>
    public Sql StoredColumns =>
        Kind switch
        {
            "street" => $"""
                force, month, batch, line, digest, subject, replaces_batch, replaces_line, place, crime_id,
                reported_by, falls_within, category, outcome, context
                """,
            "outcomes" => $"""
                force, month, batch, line, digest, subject, replaces_batch, replaces_line, place, crime_id,
                reported_by, falls_within, outcome
                """,
            _ => (Sql)
                $"""
                    force, month, batch, line, digest, subject, replaces_batch, replaces_line, place, at,
                    reported_by, type, operation, operation_name, gender, age_range, self_ethnicity, officer_ethnicity,
                    legislation, object, outcome, outcome_linked, clothing_removal
                    """,
        };

    private static Column[] Common =>
        [
            new("Crime ID", Role.CrimeId),
            new("Month", Role.Month, Required: true),
            new("Longitude", Role.Longitude),
            new("Latitude", Role.Latitude),
            new("Location", Role.Location),
            new("LSOA code", Role.Lsoa),
            new("LSOA name", Role.LsoaName),
            new("Reported by", Role.Word, "reported_by", Required: true),
            new("Falls within", Role.Word, "falls_within"),
        ];

    public bool ReporterInName => Kind is "stop-and-search";

    /// <summary>The columns of words as they are stored, the reporter first.</summary>
    public IEnumerable<string> WordColumns =>
        (ReporterInName ? ["reported_by"] : Array.Empty<string>()).Concat(
            Columns.Where(static c => c.Role is Role.Word).Select(static c => c.Sql)
        );

    /// <summary>The columns of the table beside its words, in the order in which they are written.</summary>
    public IEnumerable<string> FixedColumns =>
        ["force", "month", "batch", "line", "digest", "subject", "place", ReporterInName ? "at" : "crime_id"];

    /// <summary>Finds the kind of a file by its header, and where each of its columns stands (-1: nowhere); or what is wrong.</summary>
    public static (Layout? Layout, int[] Positions, string? Fault) Of(CsvLine header)
    {
        var names = new string[header.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = Encoding.UTF8.GetString(header[i]);
        var layout = All.MaxBy(l =>
            l.Columns.Count(c => Find(names, c) >= 0 && !Common.Any(o => o.Header.Equals(c.Header, StringComparison.Ordinal)))
        )!;
        var positions = layout.Columns.Select(c => Find(names, c)).ToArray();
        var missing = layout.Columns.Where((c, i) => positions[i] < 0 && !c.MayBeAbsent).Select(static c => c.Header).ToList();
        if (missing.Count > layout.Columns.Count / 2)
            return (null, [], "no header: the first line does not name the columns of a data.police.uk file");
        if (missing.Count > 0)
            return (null, [], $"the header has no column {string.Join(", ", missing)}");
        return names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Length
            ? (null, [], "the header names a column twice")
            : (layout, positions, null);
    }

    private static int Find(string[] names, Column column) =>
        Array.FindIndex(names, n => n.Equals(column.Header, StringComparison.OrdinalIgnoreCase));
}

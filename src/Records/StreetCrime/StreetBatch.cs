namespace Bluelamp.Records.StreetCrime;

/// <summary>One file of published open data that was loaded: its rows stand in the tables, the ledger vouches for them.</summary>
public sealed record StreetBatch : IState<StreetBatch>
{
    public static StreetBatch Empty { get; } = new();

    public StreetBatch Apply(IEvent e) => this;
}

/// <summary>A file was loaded.</summary>
/// <param name="Number">What the rows call their batch.</param>
/// <param name="Kind"><c>street</c>, <c>outcomes</c> or <c>stop-and-search</c>.</param>
/// <param name="File">Its path under the folder that was imported.</param>
/// <param name="Content">SHA-256 of its uncompressed bytes, hexadecimal: the same content again changes nothing.</param>
/// <param name="Months">The months of the rows that it brought, as <c>yyyy-MM</c>.</param>
/// <param name="Added">Rows that were not known.</param>
/// <param name="Updated">Rows that supersede one of an earlier batch.</param>
/// <param name="Root">The Merkle root over the rows that it brought, in the order of its lines: base64.</param>
[EventType("records.street-batch-loaded.v1")]
public sealed record StreetBatchLoaded(
    Id<StreetBatch> Batch,
    int Number,
    string Kind,
    string File,
    string Content,
    IReadOnlyList<string> Months,
    int Rows,
    int Added,
    int Updated,
    int Unchanged,
    int Rejected,
    string Root
) : IEvent;

/// <summary>Keeps <c>records.street_batch</c>: which files are in.</summary>
public sealed class StreetBatchView : IView
{
    public string Table => "records.street_batch";

    /// <summary>The published rows themselves stay: they are open data, and nobody's record.</summary>
    public Sql Forget(short force, Guid stream) => $"delete from records.street_batch where force = {force} and id = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            StreetBatchLoaded e => $"""
                insert into records.street_batch (force, batch, id, at, kind, file, content, rows)
                values ({entry.Force}, {e.Number}, {e.Batch}, {entry.At}, {e.Kind}, {e.File}, {Convert.FromHexString(e.Content)}, {e.Rows})
                """,
            _ => null,
        };
}

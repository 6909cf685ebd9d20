using System.Runtime.CompilerServices;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Bluelamp.Kernel;

/// <summary>
/// SQL whose holes are always parameters: <c>$"… where id = {id}"</c> sends <c>$1</c>, never text. Fragments splice in.
/// A fragment of <see cref="Viewer.Sees(string, string)"/> also carries who is looking; <see cref="Db"/> answers no query that nobody asked.
/// </summary>
[InterpolatedStringHandler]
public sealed class Sql
{
    private readonly List<object> _parts;
    private readonly StringBuilder _literal;
    private readonly List<NpgsqlParameter> _parameters;

    public Sql(int literalLength, int formattedCount)
    {
        _literal = new(literalLength + (formattedCount * 3));
        _parts = [];
        _parameters = new(formattedCount);
    }

    /// <summary>What <see cref="Append"/> writes goes to the end of <paramref name="to"/>.</summary>
    public Sql(int literalLength, int formattedCount, Sql to)
    {
        (_literal, _parts, _parameters) = (to._literal, to._parts, to._parameters);
        _literal.EnsureCapacity(_literal.Length + literalLength + (formattedCount * 3));
    }

    /// <summary>Who asked, when a fragment of theirs stands in the text.</summary>
    internal Viewer? Viewer { get; private set; }

    internal IReadOnlyList<NpgsqlParameter> Parameters => _parameters;

    public static Sql Empty => new(0, 0);

    /// <summary>Joins <paramref name="parts"/> with a fixed <paramref name="separator"/>, such as <c> and </c>.</summary>
    public static Sql Join(string separator, IEnumerable<Sql> parts)
    {
        var joined = Empty;
        var first = true;
        foreach (var part in parts)
        {
            if (!first)
                joined.AppendLiteral(separator);
            joined.AppendFormatted(part);
            first = false;
        }

        return joined;
    }

    /// <summary>Writes more at the end, where splicing a statement of its own in would copy each of its parameters.</summary>
    public void Append([InterpolatedStringHandlerArgument("")] Sql more) => Viewer ??= more.Viewer;

    public void AppendLiteral(string text) => _literal.Append(text);

    public void AppendFormatted<T>(T value) =>
        Hole(value is null ? new NpgsqlParameter { Value = DBNull.Value } : new NpgsqlParameter<T> { TypedValue = value });

    public void AppendFormatted<T>(Id<T> id) => AppendFormatted(id.Value);

    public void AppendFormatted<T>(Id<T>? id) => AppendFormatted(id?.Value);

    public void AppendFormatted(Guid? value) =>
        Hole(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });

    public void AppendFormatted(int? value) =>
        Hole(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });

    public void AppendFormatted(long? value) =>
        Hole(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });

    public void AppendFormatted(double? value) =>
        Hole(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double });

    public void AppendFormatted(decimal? value) =>
        Hole(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Numeric });

    public void AppendFormatted(bool? value) =>
        Hole(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean });

    public void AppendFormatted(DateOnly? value) =>
        Hole(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });

    /// <summary>Text as PostgreSQL can keep it (<see cref="LedgerJson.Keepable"/>), in what is written and in what is searched for.</summary>
    public void AppendFormatted(string? value) =>
        Hole(new NpgsqlParameter { Value = value is null ? DBNull.Value : LedgerJson.Keepable(value), NpgsqlDbType = NpgsqlDbType.Text });

    public void AppendFormatted(string[]? values) =>
        Hole(
            new NpgsqlParameter
            {
                Value = values is null ? DBNull.Value : Array.ConvertAll(values, LedgerJson.Keepable),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
            }
        );

    public void AppendFormatted(DateTimeOffset value) => AppendFormatted((DateTimeOffset?)value);

    public void AppendFormatted(DateTimeOffset? value) =>
        Hole(new NpgsqlParameter { Value = (object?)value?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });

    public void AppendFormatted(Jsonb json) =>
        Hole(new NpgsqlParameter { Value = (object?)json.Text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb });

    /// <summary>Splices another statement in; its parameters are renumbered behind those before it.</summary>
    public void AppendFormatted(Sql part)
    {
        Flush();
        foreach (var piece in part.Pieces())
        {
            if (piece is NpgsqlParameter parameter)
                Hole(parameter.Clone());
            else
                _literal.Append((string)piece);
        }

        Viewer ??= part.Viewer;
    }

    /// <summary>The text as it is sent, for logs: it holds no values.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var hole = 0;
        foreach (var piece in Pieces())
        {
            if (piece is string literal)
                text.Append(literal);
            else
                text.Append('$').Append(++hole);
        }

        return text.ToString();
    }

    /// <summary>Text of our own making, never anybody's input: names of tables and columns.</summary>
    internal static Sql Raw(string text)
    {
        var sql = new Sql(text.Length, 0);
        sql.AppendLiteral(text);
        return sql;
    }

    /// <summary>Whether each connection keeps its plan.</summary>
    internal bool IsPrepared { get; private set; }

    /// <summary>
    /// Keeps the plan of this statement on each connection, for one that is asked again and again and whose planning costs more than its work. Its text must
    /// be the same each time, and its plan good whatever the parameters are. A list that is asked for hides in a <c>select</c>
    /// (<c>= any((select {ids})::uuid[])</c>): where the planner sees how long it is, it plans for each length anew.
    /// </summary>
    public static Sql Prepared(Sql sql)
    {
        sql.IsPrepared = true;
        return sql;
    }

    internal Sql SeenBy(Viewer viewer)
    {
        Viewer = viewer;
        return this;
    }

    internal NpgsqlBatchCommand ToBatchCommand()
    {
        var command = new NpgsqlBatchCommand(ToString());
        foreach (var parameter in _parameters)
            command.Parameters.Add(parameter.Collection is null ? parameter : parameter.Clone());
        return command;
    }

    private void Hole(NpgsqlParameter parameter)
    {
        Flush();
        _parameters.Add(parameter);
        _parts.Add(parameter);
    }

    private void Flush()
    {
        if (_literal.Length == 0)
            return;
        _parts.Add(_literal.ToString());
        _literal.Clear();
    }

    /// <summary>Changes nothing: a fragment that stands once for all is spliced in by many at a time.</summary>
    private IEnumerable<object> Pieces() => _literal.Length == 0 ? _parts : _parts.Append(_literal.ToString());
}

/// <summary>JSON text for a <c>jsonb</c> parameter.</summary>
public readonly record struct Jsonb(string? Text);

internal static class NpgsqlCommandExtensions
{
    extension(NpgsqlCommand command)
    {
        /// <summary>The command, with this text and these parameters.</summary>
        public NpgsqlCommand With(Sql sql)
        {
            command.CommandText = sql.ToString();
            foreach (var parameter in sql.Parameters)
                command.Parameters.Add(parameter.Collection is null ? parameter : parameter.Clone());
            return command;
        }
    }
}

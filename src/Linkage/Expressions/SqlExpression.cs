using System.Globalization;

namespace Bluelamp.Linkage;

/// <summary>Which record of a pair a column is of.</summary>
[Flags]
public enum Side
{
    None = 0,
    Left = 1,
    Right = 2,
    Both = Left | Right,
}

/// <summary>
/// An expression in the subset of SQL in which Splink writes blocking rules and comparison levels. <c>docs/linkage.md</c> lists what is read.
/// Its text, by <see cref="object.ToString"/>, leaves out the sides, so that the same expression of both records has the same text.
/// </summary>
public abstract record SqlExpression
{
    private protected SqlExpression() { }

    public abstract Side Sides { get; }

    /// <summary>The names of the columns that it reads.</summary>
    public abstract IEnumerable<string> Columns { get; }

    private protected static Side Union(IEnumerable<SqlExpression> parts) =>
        parts.Aggregate(Side.None, static (sides, p) => sides | p.Sides);
}

/// <summary>A text, a number, or null.</summary>
public sealed record SqlLiteral(object? Value) : SqlExpression
{
    public override Side Sides => Side.None;

    public override IEnumerable<string> Columns => [];

    public override string ToString() =>
        Value switch
        {
            null => "NULL",
            string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            _ => Value.ToString()!,
        };
}

public sealed record SqlColumn(Side Side, string Name) : SqlExpression
{
    public override Side Sides => Side;

    public override IEnumerable<string> Columns => [Name];

    public override string ToString() => $"\"{Name}\"";
}

/// <summary>A function, or an operator by its sign: <c>=</c>, <c>&lt;=</c>, <c>+</c>, <c>||</c>, <c>and</c>, <c>or</c>, <c>not</c>, <c>is null</c>.</summary>
public sealed record SqlCall(string Name, params SqlExpression[] Parts) : SqlExpression
{
    public override Side Sides => Union(Parts);

    public override IEnumerable<string> Columns => Parts.SelectMany(static p => p.Columns);

    public bool Is(string name) => string.Equals(Name, name, StringComparison.Ordinal);

    public bool Equals(SqlCall? other) => other is not null && Is(other.Name) && Parts.AsSpan().SequenceEqual(other.Parts);

    public override int GetHashCode() => HashCode.Combine(Name, Parts.Length);

    public override string ToString() => $"{Name}({string.Join(", ", Parts.AsEnumerable())})";
}

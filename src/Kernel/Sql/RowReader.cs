using System.Linq.Expressions;
using System.Reflection;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// Reads rows into records by column name: <c>opened_at</c> fills <c>OpenedAt</c>. Every parameter of the constructor must have its column.
/// </summary>
internal static class RowReader<T>
{
    private static readonly ConstructorInfo? Constructor = IsScalar
        ? null
        : typeof(T).GetConstructors().OrderByDescending(static c => c.GetParameters().Length).First();

    private static readonly Func<NpgsqlDataReader, int[], T> Read = Build();

    private static bool IsScalar =>
        typeof(T).IsPrimitive
        || typeof(T).IsEnum
        || typeof(T).IsArray
        || Nullable.GetUnderlyingType(typeof(T)) is not null
        || typeof(IId).IsAssignableFrom(typeof(T))
        || typeof(T) == typeof(string)
        || typeof(T) == typeof(Guid)
        || typeof(T) == typeof(decimal)
        || typeof(T) == typeof(DateTimeOffset)
        || typeof(T) == typeof(DateOnly)
        || typeof(T) == typeof(TimeSpan);

    /// <summary>A reader of this result set's rows.</summary>
    public static Func<NpgsqlDataReader, T> For(NpgsqlDataReader reader)
    {
        var ordinals = Constructor is null ? [0] : Array.ConvertAll(Constructor.GetParameters(), p => Ordinal(reader, p.Name!));
        return row => Read(row, ordinals);
    }

    private static int Ordinal(NpgsqlDataReader reader, string name)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (string.Equals(reader.GetName(i).Replace("_", "", StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        throw new InvalidOperationException($"The query has no column for {typeof(T).Name}.{name}.");
    }

    private static Func<NpgsqlDataReader, int[], T> Build()
    {
        var reader = Expression.Parameter(typeof(NpgsqlDataReader));
        var ordinals = Expression.Parameter(typeof(int[]));
        Expression Column(Type type, int i) => Value(reader, Expression.ArrayIndex(ordinals, Expression.Constant(i)), type);
        Expression body = Constructor is null
            ? Column(typeof(T), 0)
            : Expression.New(Constructor, Constructor.GetParameters().Select((p, i) => Column(p.ParameterType, i)));
        return Expression.Lambda<Func<NpgsqlDataReader, int[], T>>(body, reader, ordinals).Compile();
    }

    private static Expression Value(Expression reader, Expression ordinal, Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        var stored = inner switch
        {
            _ when typeof(IId).IsAssignableFrom(inner) => typeof(Guid),
            { IsEnum: true } => typeof(string),
            _ => inner,
        };
        Expression value = Expression.Call(reader, nameof(NpgsqlDataReader.GetFieldValue), [stored], ordinal);
        if (stored == typeof(Guid) && inner != stored)
            value = Expression.New(inner.GetConstructor([typeof(Guid)])!, value);
        else if (inner.IsEnum)
            value = Expression.Call(typeof(Enum), nameof(Enum.Parse), [inner], value, Expression.Constant(true));
        if (inner != type)
            value = Expression.Convert(value, type);
        var isNull = Expression.Call(reader, nameof(NpgsqlDataReader.IsDBNull), typeArguments: null, ordinal);
        return type.IsValueType && inner == type ? value : Expression.Condition(isNull, Expression.Default(type), value);
    }
}

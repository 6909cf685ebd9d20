using System.Collections.Frozen;

namespace Bluelamp.Kernel.Expressions;

/// <summary>The operators, by their sign: what they take, what they give, what they do. Whole numbers never wrap round: overflow is an error.</summary>
internal static class Operators
{
    private static readonly CelValue Overflow = CelValue.Error("integer overflow");
    private static readonly CelValue OutOfRange = CelValue.Error("timestamp or duration out of range");

    private static readonly string[] Ordered =
    [
        "bool, bool -> bool",
        "int, int -> bool",
        "int, uint -> bool",
        "int, double -> bool",
        "uint, int -> bool",
        "uint, uint -> bool",
        "uint, double -> bool",
        "double, int -> bool",
        "double, uint -> bool",
        "double, double -> bool",
        "string, string -> bool",
        "bytes, bytes -> bool",
        "timestamp, timestamp -> bool",
        "duration, duration -> bool",
    ];

    /// <summary>Operators whose result follows from the kinds alone; <c>==</c>, <c>!=</c>, <c>in</c>, <c>[]</c> and <c>+</c> of lists are checked by hand.</summary>
    public static FrozenDictionary<string, Function> All { get; } =
        new[]
        {
            Function.Global("!", static (ref f, scoped a) => a[0].Kind is CelKind.Bool ? !a[0].IsTrue : Function.NoMatch, "bool -> bool"),
            Function.Global("neg", static (ref f, scoped a) => Negate(a[0]), "int -> int", "double -> double"),
            Function.Global(
                "+",
                Add,
                "int, int -> int",
                "uint, uint -> uint",
                "double, double -> double",
                "string, string -> string",
                "bytes, bytes -> bytes",
                "list, list -> list",
                "timestamp, duration -> timestamp",
                "duration, timestamp -> timestamp",
                "duration, duration -> duration"
            ),
            Function.Global(
                "-",
                static (ref f, scoped a) => Subtract(a[0], a[1]),
                "int, int -> int",
                "uint, uint -> uint",
                "double, double -> double",
                "timestamp, timestamp -> duration",
                "timestamp, duration -> timestamp",
                "duration, duration -> duration"
            ),
            Function.Global(
                "*",
                static (ref f, scoped a) => Multiply(a[0], a[1]),
                "int, int -> int",
                "uint, uint -> uint",
                "double, double -> double"
            ),
            Function.Global(
                "/",
                static (ref f, scoped a) => Divide(a[0], a[1]),
                "int, int -> int",
                "uint, uint -> uint",
                "double, double -> double"
            ),
            Function.Global("%", static (ref f, scoped a) => Remainder(a[0], a[1]), "int, int -> int", "uint, uint -> uint"),
            Function.Global("<", static (ref f, scoped a) => Compare(a[0], a[1], static order => order < 0, ref f), Ordered),
            Function.Global("<=", static (ref f, scoped a) => Compare(a[0], a[1], static order => order <= 0, ref f), Ordered),
            Function.Global(">", static (ref f, scoped a) => Compare(a[0], a[1], static order => order > 0, ref f), Ordered),
            Function.Global(">=", static (ref f, scoped a) => Compare(a[0], a[1], static order => order >= 0, ref f), Ordered),
            Function.Global("==", static (ref f, scoped a) => Comparing.Equal(a[0], a[1], ref f.Budget), "dyn, dyn -> bool"),
            Function.Global("!=", static (ref f, scoped a) => !Comparing.Equal(a[0], a[1], ref f.Budget), "dyn, dyn -> bool"),
            Function.Global("in", static (ref f, scoped a) => In(a[0], a[1], ref f), "dyn, list -> bool", "dyn, map -> bool"),
            Function.Global("[]", static (ref f, scoped a) => Index(a[0], a[1]), "list, int -> dyn", "map, dyn -> dyn"),
        }.ToFrozenDictionary(static f => f.Name, StringComparer.Ordinal);

    private static CelValue Negate(CelValue a) =>
        a.Kind switch
        {
            CelKind.Int => a.AsInt() == long.MinValue ? Overflow : -a.AsInt(),
            CelKind.Double => CelValue.Of(-a.AsDouble()),
            _ => Function.NoMatch,
        };

    private static CelValue Add(ref Frame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var (a, b) = (arguments[0], arguments[1]);
        return (a.Kind, b.Kind) switch
        {
            (CelKind.Int, CelKind.Int) => Whole((Int128)a.AsInt() + b.AsInt()),
            (CelKind.UInt, CelKind.UInt) => Unsigned((Int128)a.AsUInt() + b.AsUInt()),
            (CelKind.Double, CelKind.Double) => CelValue.Of(a.AsDouble() + b.AsDouble()),
            (CelKind.String, CelKind.String) => frame.SpendOn(a.AsString().Length + b.AsString().Length)
                ? a.AsString() + b.AsString()
                : CelValue.Null,
            (CelKind.Bytes, CelKind.Bytes) => frame.SpendOn(a.AsBytes().Length + b.AsBytes().Length)
                ? CelValue.Of([.. a.AsBytes(), .. b.AsBytes()])
                : CelValue.Null,
            (CelKind.List, CelKind.List) => frame.SpendOn(4L * (a.Items.Length + b.Items.Length))
                ? CelValue.ListOf([.. a.Items, .. b.Items])
                : CelValue.Null,
            (CelKind.Timestamp, CelKind.Duration) => Moment((Int128)a.AsTimestamp().UtcTicks + b.AsDuration().Ticks),
            (CelKind.Duration, CelKind.Timestamp) => Moment((Int128)a.AsDuration().Ticks + b.AsTimestamp().UtcTicks),
            (CelKind.Duration, CelKind.Duration) => Length((Int128)a.AsDuration().Ticks + b.AsDuration().Ticks),
            _ => Function.NoMatch,
        };
    }

    private static CelValue Subtract(CelValue a, CelValue b) =>
        (a.Kind, b.Kind) switch
        {
            (CelKind.Int, CelKind.Int) => Whole((Int128)a.AsInt() - b.AsInt()),
            (CelKind.UInt, CelKind.UInt) => Unsigned((Int128)a.AsUInt() - b.AsUInt()),
            (CelKind.Double, CelKind.Double) => CelValue.Of(a.AsDouble() - b.AsDouble()),
            (CelKind.Timestamp, CelKind.Timestamp) => a.AsTimestamp() - b.AsTimestamp() is var length ? CelValue.Of(length) : default,
            (CelKind.Timestamp, CelKind.Duration) => Moment((Int128)a.AsTimestamp().UtcTicks - b.AsDuration().Ticks),
            (CelKind.Duration, CelKind.Duration) => Length((Int128)a.AsDuration().Ticks - b.AsDuration().Ticks),
            _ => Function.NoMatch,
        };

    private static CelValue Multiply(CelValue a, CelValue b) =>
        (a.Kind, b.Kind) switch
        {
            (CelKind.Int, CelKind.Int) => Whole((Int128)a.AsInt() * b.AsInt()),
            (CelKind.UInt, CelKind.UInt) => (UInt128)a.AsUInt() * b.AsUInt() is var product && product <= ulong.MaxValue
                ? CelValue.Of((ulong)product)
                : Overflow,
            (CelKind.Double, CelKind.Double) => CelValue.Of(a.AsDouble() * b.AsDouble()),
            _ => Function.NoMatch,
        };

    private static CelValue Divide(CelValue a, CelValue b) =>
        (a.Kind, b.Kind) switch
        {
            (CelKind.Int, CelKind.Int) => b.AsInt() == 0 ? CelValue.Error("division by zero") : Whole((Int128)a.AsInt() / b.AsInt()),
            (CelKind.UInt, CelKind.UInt) => b.AsUInt() == 0 ? CelValue.Error("division by zero") : CelValue.Of(a.AsUInt() / b.AsUInt()),
            (CelKind.Double, CelKind.Double) => CelValue.Of(a.AsDouble() / b.AsDouble()),
            _ => Function.NoMatch,
        };

    private static CelValue Remainder(CelValue a, CelValue b) =>
        (a.Kind, b.Kind) switch
        {
            (CelKind.Int, CelKind.Int) => b.AsInt() == 0 ? CelValue.Error("modulus by zero") : Whole((Int128)a.AsInt() % b.AsInt()),
            (CelKind.UInt, CelKind.UInt) => b.AsUInt() == 0 ? CelValue.Error("modulus by zero") : CelValue.Of(a.AsUInt() % b.AsUInt()),
            _ => Function.NoMatch,
        };

    private static CelValue Compare(CelValue a, CelValue b, Func<int, bool> holds, ref Frame frame)
    {
        if (a.Kind is CelKind.String && b.Kind is CelKind.String)
            frame.SpendOn(Math.Min(a.AsString().Length, b.AsString().Length));
        var comparable =
            a.Kind == b.Kind ? a.Kind is not (CelKind.Null or CelKind.List or CelKind.Map or CelKind.Type) : IsNumber(a) && IsNumber(b);
        if (!comparable)
            return Function.NoMatch;
        return Comparing.Order(a, b) is var order && order != Comparing.None && holds(order);
    }

    private static bool IsNumber(CelValue value) => value.Kind is CelKind.Int or CelKind.UInt or CelKind.Double;

    private static CelValue In(CelValue item, CelValue container, ref Frame frame)
    {
        if (container.Kind is CelKind.Map)
            return container.AsMap().TryGet(item, out _);
        if (container.Kind is not CelKind.List)
            return Function.NoMatch;
        foreach (var candidate in container.Items)
        {
            if (Comparing.Equal(item, candidate, ref frame.Budget))
                return true;
        }
        return false;
    }

    private static CelValue Index(CelValue container, CelValue key)
    {
        if (container.Kind is CelKind.Map)
        {
            if (!CelMap.IsKey(key) && key.Kind is not CelKind.Double)
                return Function.NoMatch;
            return container.AsMap().TryGet(key, out var value) ? value : CelValue.Error($"no such key: {Texts.Short(key.ToString())}");
        }
        if (container.Kind is not CelKind.List || Position(key) is not { } position)
            return Function.NoMatch;
        return position >= 0 && position < container.Items.Length
            ? container.Items[position]
            : CelValue.Error($"index {key} is out of bounds: the list has {container.Items.Length}");
    }

    private static long? Position(CelValue key) =>
        key.Kind switch
        {
            CelKind.Int => key.AsInt(),
            CelKind.UInt => (long)Math.Min(key.AsUInt(), long.MaxValue),
            CelKind.Double when double.IsInteger(key.AsDouble()) && Math.Abs(key.AsDouble()) < 1e15 => (long)key.AsDouble(),
            _ => null,
        };

    private static CelValue Whole(Int128 value) => value >= long.MinValue && value <= long.MaxValue ? CelValue.Of((long)value) : Overflow;

    private static CelValue Unsigned(Int128 value) => value >= 0 && value <= ulong.MaxValue ? CelValue.Of((ulong)value) : Overflow;

    private static CelValue Length(Int128 ticks) =>
        ticks >= long.MinValue && ticks <= long.MaxValue ? CelValue.Of(new TimeSpan((long)ticks)) : OutOfRange;

    private static CelValue Moment(Int128 ticks) =>
        ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? CelValue.Of(new DateTimeOffset((long)ticks, TimeSpan.Zero)) : OutOfRange;
}

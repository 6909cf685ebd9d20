namespace Bluelamp.Kernel.Expressions;

/// <summary>Equality and order of CEL values. Numbers of different kinds compare by what they mean, exactly, without rounding.</summary>
internal static class Comparing
{
    /// <summary>What ordering answers when two values have none: different kinds, or not-a-number.</summary>
    public const int None = int.MinValue;

    /// <summary>Deep equality; every element costs one of the <paramref name="budget"/>, and an empty budget ends the comparison.</summary>
    public static bool Equal(CelValue a, CelValue b, ref int budget)
    {
        if (--budget < 0)
            return false;
        return (a.Kind, b.Kind) switch
        {
            (CelKind.Null, CelKind.Null) => true,
            (CelKind.List, CelKind.List) => EqualLists(a.Items, b.Items, ref budget),
            (CelKind.Map, CelKind.Map) => EqualMaps(a.AsMap(), b.AsMap(), ref budget),
            (CelKind.Type, CelKind.Type) => a.AsType().Kind == b.AsType().Kind,
            _ => Order(a, b) == 0,
        };
    }

    /// <summary>Negative, zero or positive; <see cref="None"/> when the two cannot be ordered.</summary>
    public static int Order(CelValue a, CelValue b) =>
        (a.Kind, b.Kind) switch
        {
            (CelKind.Int, CelKind.Int) => a.AsInt().CompareTo(b.AsInt()),
            (CelKind.UInt, CelKind.UInt) => a.AsUInt().CompareTo(b.AsUInt()),
            (CelKind.Double, CelKind.Double) => Order(a.AsDouble(), b.AsDouble()),
            (CelKind.Int, CelKind.UInt) => Order(a.AsInt(), b.AsUInt()),
            (CelKind.UInt, CelKind.Int) => -Order(b.AsInt(), a.AsUInt()),
            (CelKind.Int, CelKind.Double) => Order((Int128)a.AsInt(), b.AsDouble()),
            (CelKind.Double, CelKind.Int) => Turned(Order((Int128)b.AsInt(), a.AsDouble())),
            (CelKind.UInt, CelKind.Double) => Order((Int128)a.AsUInt(), b.AsDouble()),
            (CelKind.Double, CelKind.UInt) => Turned(Order((Int128)b.AsUInt(), a.AsDouble())),
            (CelKind.Bool, CelKind.Bool) => a.IsTrue.CompareTo(b.IsTrue),
            (CelKind.String, CelKind.String) => Order(a.AsString(), b.AsString()),
            (CelKind.Bytes, CelKind.Bytes) => a.AsBytes().AsSpan().SequenceCompareTo(b.AsBytes()),
            (CelKind.Timestamp, CelKind.Timestamp) => a.AsTimestamp().CompareTo(b.AsTimestamp()),
            (CelKind.Duration, CelKind.Duration) => a.AsDuration().CompareTo(b.AsDuration()),
            _ => None,
        };

    public static int Hash(CelValue value) =>
        value.Kind switch
        {
            CelKind.Bool => value.IsTrue ? 1 : 2,
            CelKind.Int => value.AsInt().GetHashCode(),
            CelKind.UInt => unchecked((long)value.AsUInt()).GetHashCode(),
            CelKind.Double => HashOf(value.AsDouble()),
            CelKind.String => value.AsString().GetHashCode(StringComparison.Ordinal),
            CelKind.Timestamp => value.AsTimestamp().GetHashCode(),
            CelKind.Duration => value.AsDuration().GetHashCode(),
            _ => (int)value.Kind,
        };

    private static int HashOf(double d) =>
        d is >= -9.2e18 and < 9.2e18 && double.IsInteger(d) ? ((long)d).GetHashCode()
        : d is >= 0 and < 1.8e19 && double.IsInteger(d) ? unchecked((long)(ulong)d).GetHashCode()
        : d.GetHashCode();

    private static int Order(double a, double b) =>
        a < b ? -1
        : a > b ? 1
        : a == b ? 0
        : None;

    private static int Order(long a, ulong b) => a < 0 ? -1 : ((ulong)a).CompareTo(b);

    private static int Order(Int128 a, double b)
    {
        if (double.IsNaN(b))
            return None;
        if (Math.Abs(b) > 1e30)
            return b > 0 ? -1 : 1;
        var whole = a.CompareTo((Int128)b);
        return whole != 0 ? whole : 0.0.CompareTo(b - Math.Truncate(b));
    }

    private static int Turned(int order) => order == None ? None : -order;

    /// <summary>By code point, not by UTF-16 unit: the two differ beyond the basic plane.</summary>
    private static int Order(string a, string b)
    {
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            if (a[i] != b[i])
                return char.IsSurrogate(a[i]) == char.IsSurrogate(b[i]) ? a[i].CompareTo(b[i]) : (char.IsSurrogate(a[i]) ? 1 : -1);
        }
        return a.Length.CompareTo(b.Length);
    }

    private static bool EqualLists(CelValue[] a, CelValue[] b, ref int budget)
    {
        if (a.Length != b.Length)
            return false;
        for (var i = 0; i < a.Length; i++)
        {
            if (!Equal(a[i], b[i], ref budget))
                return false;
        }
        return true;
    }

    private static bool EqualMaps(CelMap a, CelMap b, ref int budget)
    {
        if (a.Count != b.Count)
            return false;
        foreach (var (key, value) in a)
        {
            if (!b.TryGet(key, out var other) || !Equal(value, other, ref budget))
                return false;
        }
        return true;
    }
}

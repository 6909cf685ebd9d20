using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Bluelamp.Kernel.Expressions;

/// <summary>The standard functions: sizes, conversions, types; with those on text and time, the whole library.</summary>
internal static class Functions
{
    /// <summary>Every function by its name and whether it is called as a method.</summary>
    public static FrozenDictionary<(string Name, bool IsMethod), Function> All { get; } =
        Standard().Concat(TextFunctions.All).Concat(TimeFunctions.All).ToFrozenDictionary(static f => (f.Name, f.IsMethod));

    private static IEnumerable<Function> Standard()
    {
        string[] sizes = ["string -> int", "bytes -> int", "list -> int", "map -> int"];
        yield return Function.Global("size", Size, sizes);
        yield return Function.Method("size", Size, sizes);
        yield return Function.Global("dyn", static (ref f, scoped a) => a[0], "dyn -> dyn");
        yield return Function.Global("type", static (ref f, scoped a) => CelValue.Of(TypeOf(a[0])), "dyn -> type");
        yield return Function.Global(
            "int",
            static (ref f, scoped a) => ToInt(a[0]),
            "int -> int",
            "uint -> int",
            "double -> int",
            "string -> int",
            "timestamp -> int"
        );
        yield return Function.Global(
            "uint",
            static (ref f, scoped a) => ToUInt(a[0]),
            "uint -> uint",
            "int -> uint",
            "double -> uint",
            "string -> uint"
        );
        yield return Function.Global(
            "double",
            static (ref f, scoped a) => ToDouble(a[0]),
            "double -> double",
            "int -> double",
            "uint -> double",
            "string -> double"
        );
        yield return Function.Global("bool", static (ref f, scoped a) => ToBool(a[0]), "bool -> bool", "string -> bool");
        yield return Function.Global(
            "string",
            static (ref f, scoped a) => Texts.Of(a[0]),
            "string -> string",
            "bool -> string",
            "int -> string",
            "uint -> string",
            "double -> string",
            "bytes -> string",
            "timestamp -> string",
            "duration -> string"
        );
        yield return Function.Global("bytes", static (ref f, scoped a) => ToBytes(a[0]), "bytes -> bytes", "string -> bytes");
    }

    private static CelValue Size(ref Frame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var a = arguments[0];
        switch (a.Kind)
        {
            case CelKind.String:
                frame.SpendOn(a.AsString().Length);
                return TextFunctions.Points(a.AsString());
            case CelKind.Bytes:
                return a.AsBytes().Length;
            case CelKind.List:
                return a.Items.Length;
            case CelKind.Map:
                return a.AsMap().Count;
            default:
                return Function.NoMatch;
        }
    }

    private static CelType TypeOf(CelValue value) =>
        value.Kind switch
        {
            CelKind.List => CelType.ListOf(CelType.Dyn),
            CelKind.Map => CelType.MapOf(CelType.Dyn, CelType.Dyn),
            _ => new(value.Kind),
        };

    private static CelValue ToInt(CelValue a) =>
        a.Kind switch
        {
            CelKind.Int => a,
            CelKind.UInt => a.AsUInt() <= long.MaxValue ? (long)a.AsUInt() : OutOfRange("int"),
            CelKind.Double => a.AsDouble() is > -9223372036854775808.0 and < 9223372036854775808.0 ? (long)a.AsDouble() : OutOfRange("int"),
            CelKind.Timestamp => a.AsTimestamp().ToUnixTimeSeconds(),
            CelKind.String => long.TryParse(a.AsString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                ? value
                : NotA("int", a.AsString()),
            _ => Function.NoMatch,
        };

    private static CelValue ToUInt(CelValue a) =>
        a.Kind switch
        {
            CelKind.UInt => a,
            CelKind.Int => a.AsInt() >= 0 ? CelValue.Of((ulong)a.AsInt()) : OutOfRange("uint"),
            CelKind.Double => a.AsDouble() is >= 0 and < 18446744073709551616.0 ? CelValue.Of((ulong)a.AsDouble()) : OutOfRange("uint"),
            CelKind.String => ulong.TryParse(a.AsString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? CelValue.Of(value)
                : NotA("uint", a.AsString()),
            _ => Function.NoMatch,
        };

    private static CelValue ToDouble(CelValue a) =>
        a.Kind switch
        {
            CelKind.Double => a,
            CelKind.Int => CelValue.Of((double)a.AsInt()),
            CelKind.UInt => CelValue.Of((double)a.AsUInt()),
            CelKind.String => double.TryParse(
                a.AsString(),
                NumberStyles.Float & ~NumberStyles.AllowTrailingWhite & ~NumberStyles.AllowLeadingWhite,
                CultureInfo.InvariantCulture,
                out var value
            )
                ? CelValue.Of(value)
                : NotA("double", a.AsString()),
            _ => Function.NoMatch,
        };

    private static CelValue ToBool(CelValue a) =>
        a.Kind switch
        {
            CelKind.Bool => a,
            CelKind.String => a.AsString() switch
            {
                "true" or "True" or "TRUE" or "t" or "1" => true,
                "false" or "False" or "FALSE" or "f" or "0" => false,
                var other => NotA("bool", other),
            },
            _ => Function.NoMatch,
        };

    private static CelValue ToBytes(CelValue a) =>
        a.Kind switch
        {
            CelKind.Bytes => a,
            CelKind.String => CelValue.Of(Encoding.UTF8.GetBytes(a.AsString())),
            _ => Function.NoMatch,
        };

    private static CelValue OutOfRange(string type) => CelValue.Error($"out of range of {type}");

    private static CelValue NotA(string type, string text) => CelValue.Error($"'{Texts.Short(text)}' cannot be read as {type}");
}

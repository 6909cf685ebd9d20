using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Bluelamp.Kernel.Expressions;

/// <summary>The kinds of value that CEL knows; <see cref="Dyn"/> is only a type ("not known before it runs"), <see cref="Error"/> only a value.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the names that the CEL specification uses.")]
public enum CelKind : byte
{
    Null,
    Bool,
    Int,
    UInt,
    Double,
    String,
    Bytes,
    List,
    Map,
    Timestamp,
    Duration,
    Type,
    Dyn,
    Error,
}

/// <summary>A type of the CEL type checker. A map may have named fields, each with a type of its own, as the answers of a form do.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the names that the CEL specification uses.")]
public sealed record CelType(CelKind Kind, CelType? Key = null, CelType? Element = null)
{
    public static readonly CelType Dyn = new(CelKind.Dyn);
    public static readonly CelType Null = new(CelKind.Null);
    public static readonly CelType Bool = new(CelKind.Bool);
    public static readonly CelType Int = new(CelKind.Int);
    public static readonly CelType UInt = new(CelKind.UInt);
    public static readonly CelType Double = new(CelKind.Double);
    public static readonly CelType String = new(CelKind.String);
    public static readonly CelType Bytes = new(CelKind.Bytes);
    public static readonly CelType Timestamp = new(CelKind.Timestamp);
    public static readonly CelType Duration = new(CelKind.Duration);
    public static readonly CelType Type = new(CelKind.Type);

    /// <summary>The named fields of a map whose keys are all known beforehand; else null.</summary>
    public FrozenDictionary<string, CelType>? Fields { get; private init; }

    internal bool IsNumber => Kind is CelKind.Int or CelKind.UInt or CelKind.Double;

    public static CelType ListOf(CelType element) => new(CelKind.List, Element: element);

    public static CelType MapOf(CelType key, CelType element) => new(CelKind.Map, key, element);

    /// <summary>A map with these fields and no others.</summary>
    public static CelType Record(IEnumerable<KeyValuePair<string, CelType>> fields) =>
        new(CelKind.Map, String, Dyn) { Fields = fields.ToFrozenDictionary(StringComparer.Ordinal) };

    /// <summary>The type with this name, or null: <c>int</c>, <c>list(string)</c>, <c>map(string, dyn)</c>, <c>timestamp</c>.</summary>
    public static CelType? Named(string name) =>
        name.Trim() switch
        {
            "dyn" => Dyn,
            "null" or "null_type" => Null,
            "bool" => Bool,
            "int" => Int,
            "uint" => UInt,
            "double" => Double,
            "string" => String,
            "bytes" => Bytes,
            "timestamp" or "google.protobuf.Timestamp" => Timestamp,
            "duration" or "google.protobuf.Duration" => Duration,
            "type" => Type,
            "list" => ListOf(Dyn),
            "map" => MapOf(Dyn, Dyn),
            ['l', 'i', 's', 't', '(', .. var element, ')'] => Named(element) is { } e ? ListOf(e) : null,
            ['m', 'a', 'p', '(', .. var both, ')'] when both.Split(',', 2) is [var key, var value] => Named(key) is { } k
            && Named(value) is { } v
                ? MapOf(k, v)
                : null,
            _ => null,
        };

    /// <summary>Whether a value of <paramref name="given"/> may stand where this is wanted: the same, or one of the two is not known.</summary>
    internal bool Accepts(CelType given) =>
        Kind is CelKind.Dyn
        || given.Kind is CelKind.Dyn
        || (
            Kind == given.Kind
            && (Element is null || given.Element is null || Element.Accepts(given.Element))
            && (Key is null || given.Key is null || Key.Accepts(given.Key))
        );

    /// <summary>The type of something that is either this or <paramref name="other"/>.</summary>
    internal CelType Or(CelType other) =>
        Equals(other) ? this
        : Kind != other.Kind ? Dyn
        : Kind is CelKind.List ? ListOf(Element!.Or(other.Element!)) // a list type always has its element type
        : Kind is CelKind.Map ? MapOf(Key!.Or(other.Key!), Element!.Or(other.Element!)) // and a map type both
        : Dyn;

    public override string ToString() =>
        Kind switch
        {
            CelKind.Null => "null_type",
            CelKind.List => $"list({Element})",
            CelKind.Map when Fields is not null => "map with known fields",
            CelKind.Map => $"map({Key}, {Element})",
            _ => Kind.ToString().ToLowerInvariant(),
        };
}

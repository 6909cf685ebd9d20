using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Bluelamp.Kernel.Expressions;

/// <summary>
/// A value of CEL: small enough to be passed around without allocation. An error is a value too, so that <c>false &amp;&amp; error</c> can be false, as CEL
/// wants it. Timestamps and durations count 100 nanoseconds.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct CelValue : IEquatable<CelValue>
{
    private readonly object? _object;
    private readonly long _bits;

    private CelValue(CelKind kind, long bits, object? o = null) => (Kind, _bits, _object) = (kind, bits, o);

    public CelKind Kind { get; }

    public static CelValue Null => default;

    public static CelValue Of(bool value) => new(CelKind.Bool, value ? 1 : 0);

    public static CelValue Of(long value) => new(CelKind.Int, value);

    public static CelValue Of(ulong value) => new(CelKind.UInt, unchecked((long)value));

    public static CelValue Of(double value) => new(CelKind.Double, BitConverter.DoubleToInt64Bits(value));

    public static CelValue Of(string value) => new(CelKind.String, 0, value ?? throw new ArgumentNullException(nameof(value)));

    public static CelValue Of(byte[] value) => new(CelKind.Bytes, 0, value);

    public static CelValue Of(DateTimeOffset value) => new(CelKind.Timestamp, value.UtcTicks);

    public static CelValue Of(TimeSpan value) => new(CelKind.Duration, value.Ticks);

    public static CelValue Of(CelMap map) => new(CelKind.Map, 0, map);

    public static CelValue Of(CelType type) => new(CelKind.Type, 0, type);

    public static CelValue ListOf(params CelValue[] items) => new(CelKind.List, 0, items);

    public static CelValue Error(string message) => new(CelKind.Error, -1, message);

    // None from double: between a long and a double C# would choose double, silently.
    public static implicit operator CelValue(bool value) => Of(value);

    public static implicit operator CelValue(long value) => Of(value);

    public static implicit operator CelValue(string value) => Of(value);

    public bool IsError => Kind is CelKind.Error;

    public bool IsTrue => Kind is CelKind.Bool && _bits != 0;

    public bool IsFalse => Kind is CelKind.Bool && _bits == 0;

    /// <summary>What went wrong, when <see cref="IsError"/>.</summary>
    public string ErrorMessage => (string)Object(CelKind.Error);

    /// <summary>Where in the expression the error arose, counted in characters from 0; negative when not known.</summary>
    public int ErrorOffset => (int)Bits(CelKind.Error);

    public long AsInt() => Bits(CelKind.Int);

    public ulong AsUInt() => unchecked((ulong)Bits(CelKind.UInt));

    public double AsDouble() => BitConverter.Int64BitsToDouble(Bits(CelKind.Double));

    public string AsString() => (string)Object(CelKind.String);

    public byte[] AsBytes() => (byte[])Object(CelKind.Bytes);

    public DateTimeOffset AsTimestamp() => new(Bits(CelKind.Timestamp), TimeSpan.Zero);

    public TimeSpan AsDuration() => new(Bits(CelKind.Duration));

    public IReadOnlyList<CelValue> AsList() => (CelValue[])Object(CelKind.List);

    public CelMap AsMap() => (CelMap)Object(CelKind.Map);

    public CelType AsType() => (CelType)Object(CelKind.Type);

    internal CelValue[] Items => (CelValue[])Object(CelKind.List);

    internal CelValue At(int offset) => IsError && _bits < 0 ? new(CelKind.Error, offset, _object) : this;

    /// <summary>Equal as CEL's <c>==</c> has it: <c>1 == 1u == 1.0</c>, values of different kinds are unequal.</summary>
    public bool Equals(CelValue other)
    {
        var budget = int.MaxValue;
        return Comparing.Equal(this, other, ref budget);
    }

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is CelValue other && Equals(other);

    public override int GetHashCode() => Comparing.Hash(this);

    public static bool operator ==(CelValue left, CelValue right) => left.Equals(right);

    public static bool operator !=(CelValue left, CelValue right) => !left.Equals(right);

    /// <summary>The value as JSON would show it, for people and for tests.</summary>
    public override string ToString() => CelJson.Write(this);

    private long Bits(CelKind kind) => Kind == kind ? _bits : throw Wrong(kind);

    private object Object(CelKind kind) => Kind == kind ? _object! : throw Wrong(kind); // these kinds are only made with an object

    private InvalidOperationException Wrong(CelKind wanted) => new($"This is a {Kind}, not a {wanted}.");
}

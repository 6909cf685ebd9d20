using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Bluelamp.Kernel;

/// <summary>The id of a <typeparamref name="T"/>: a UUIDv7 that cannot be passed where another thing's id belongs.</summary>
[JsonConverter(typeof(IdJson))]
public readonly record struct Id<T>(Guid Value) : IParsable<Id<T>>, IId
{
    /// <summary>A new id that sorts by the moment it was made.</summary>
    public static Id<T> New() => new(Guid.CreateVersion7());

    public static Id<T> Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result)
    {
        var ok = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return ok;
    }

    public override string ToString() => Value.ToString();
}

/// <summary>Any <see cref="Id{T}"/>, whatever it is the id of.</summary>
public interface IId
{
    Guid Value { get; }
}

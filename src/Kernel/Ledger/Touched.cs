using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Bluelamp.Kernel;

/// <summary>Finds every record that an event touches: each <see cref="Id{T}"/> in it, also in the small types and lists that it is made of.</summary>
internal static class Touched
{
    private static readonly ConcurrentDictionary<Type, Action<object, HashSet<Guid>>?> Finders = new();

    public static ImmutableArray<Guid> By(IEvent e, Guid stream)
    {
        var found = new HashSet<Guid> { stream };
        Finder(e.GetType())?.Invoke(e, found);
        found.Remove(Guid.Empty);
        return [.. found];
    }

    private static Action<object, HashSet<Guid>>? Finder(Type type) => Finders.GetOrAdd(type, static t => Build(t, depth: 0));

    private static Action<object, HashSet<Guid>>? Build(Type type, int depth)
    {
        if (typeof(IId).IsAssignableFrom(type))
            return static (id, found) => found.Add(((IId)id).Value);
        if (Item(type) is { } item)
        {
            return Build(item, depth + 1) is { } each ? (list, found) => Each((IEnumerable)list, each, found) : null;
        }

        if (depth > 4 || type.Namespace?.StartsWith("Bluelamp", StringComparison.Ordinal) != true || type.IsEnum)
            return null;
        var parts = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static p => p.GetIndexParameters().Length == 0)
            .Select(p => (Property: p, Find: Build(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType, depth + 1)))
            .Where(static p => p.Find is not null)
            .ToArray();
        return parts.Length == 0 ? null : (whole, found) => Parts(whole, parts!, found);
    }

    private static void Parts(object whole, (PropertyInfo Property, Action<object, HashSet<Guid>> Find)[] parts, HashSet<Guid> found)
    {
        foreach (var (property, find) in parts)
        {
            if (property.GetValue(whole) is { } value)
                find(value, found);
        }
    }

    private static void Each(IEnumerable list, Action<object, HashSet<Guid>> each, HashSet<Guid> found)
    {
        foreach (var value in list)
        {
            if (value is not null)
                each(value, found);
        }
    }

    private static Type? Item(Type type) =>
        type == typeof(string)
            ? null
            : type.GetInterfaces()
                .Append(type)
                .FirstOrDefault(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))
                ?.GetGenericArguments()[0];
}

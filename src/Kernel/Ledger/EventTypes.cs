using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Bluelamp.Kernel;

/// <summary>The catalogue of event types: names to records and back, gathered from the modules at start.</summary>
public sealed class EventTypes
{
    private readonly FrozenDictionary<string, Type> _byName;
    private readonly FrozenDictionary<Type, string> _byType;

    public EventTypes(IEnumerable<IModule> modules)
    {
        var found = modules
            .Select(static m => m.GetType().Assembly)
            .Append(typeof(EventTypes).Assembly)
            .Distinct()
            .SelectMany(static a => a.GetTypes())
            .Select(static t => (Type: t, t.GetCustomAttribute<EventTypeAttribute>()?.Name))
            .Where(static t => t.Name is not null)
            .ToList();
        _byName = found.ToFrozenDictionary(static t => t.Name!, static t => t.Type, StringComparer.Ordinal);
        _byType = found.ToFrozenDictionary(static t => t.Type, static t => t.Name!);
    }

    /// <summary>The name of an event type; a type without one is a defect.</summary>
    public string NameOf(Type type) =>
        _byType.TryGetValue(type, out var name) ? name : throw new InvalidOperationException($"{type} has no [EventType].");

    /// <summary>The event as this build understands it.</summary>
    /// <param name="name">The entry's type.</param>
    /// <param name="data">Its JSON, or <c>null</c> when it was lawfully erased.</param>
    public IEvent Read(string name, string? data)
    {
        if (data is null)
            return Disposed.Content;
        if (!_byName.TryGetValue(name, out var type))
            return new Foreign(name);
        var e = (IEvent)JsonSerializer.Deserialize(data, type, LedgerJson.Options)!;
        while (e is IUpcast old)
            e = old.Upcast();
        return e;
    }
}

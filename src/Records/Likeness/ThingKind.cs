using System.Collections.Immutable;
using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>A kind of thing of which two records may be one: what is compared of it, by the definition of the same name.</summary>
/// <param name="id">The name of the definition in <c>definitions/linkage/</c>.</param>
/// <param name="columns">What a definition may compare or find by.</param>
/// <param name="lists">Those of them that hold several values.</param>
public abstract class ThingKind(string id, ImmutableArray<string> columns, ImmutableArray<string> lists)
{
    public string Id => id;

    public ImmutableArray<string> Columns => columns;

    public ImmutableArray<string> Lists => lists;

    /// <summary>Columns whose rare values weigh more, and where the database has how common each is.</summary>
    public ImmutableArray<RareColumn> Rare { get; init; } = [];

    /// <summary>Who uses a thing is compared as well: by <see cref="ThingUsers.Column"/> and <see cref="ThingUsers.SoundsColumn"/>, filled as one is asked for.</summary>
    public bool ByUsers { get; init; }

    /// <summary>What an event says of a thing of this kind; nothing when it says nothing.</summary>
    public abstract ThingSaid? Of(IEvent e);

    /// <summary>What was said, by column; null where nothing was.</summary>
    public Func<string, string?> Values(ThingSaid said) => column => said.Values[columns.IndexOf(column)].NullIfEmpty();

    protected static ImmutableArray<string> ListsOf<T>(IEnumerable<ThingColumn<T>> columns) =>
        [.. columns.Where(static c => c.IsList).Select(static c => c.Name)];
}

/// <inheritdoc cref="ThingKind"/>
/// <param name="read">What an event says; nothing when it is of something else.</param>
/// <param name="look">How a reader knows it from others, beside its name.</param>
public sealed class ThingKind<T>(string id, Func<IEvent, T?> read, Func<T, string> look, ImmutableArray<ThingColumn<T>> columns)
    : ThingKind(id, [.. columns.Select(static c => c.Name)], ListsOf(columns))
    where T : class
{
    public override ThingSaid? Of(IEvent e) => read(e) is { } details ? Of(details) : null;

    public ThingSaid Of(T details) => new([.. columns.Select(c => c.Value(details) ?? "")], look(details));
}

/// <summary>One thing that is compared.</summary>
/// <param name="Value">Cleaned; of a list all values, see <see cref="Listed"/>.</param>
public sealed record ThingColumn<T>(string Name, Func<T, string?> Value, bool IsList = false)
{
    /// <summary>A column of several values.</summary>
    public static ThingColumn<T> Listed(string name, Func<T, IEnumerable<string>> values) =>
        new(name, d => string.Join(RecordKeys.Separator, values(d).Distinct(StringComparer.Ordinal)).NullIfEmpty(), IsList: true);
}

/// <summary>What was said of a thing once.</summary>
/// <param name="Values">In the order of the kind's columns; nothing said is an empty text.</param>
/// <param name="Look">As a reader knows it: <c>blue Ford Focus</c>.</param>
public sealed record ThingSaid(string[] Values, string Look)
{
    /// <summary>This, and where it says nothing what the first of the others says that does.</summary>
    public ThingSaid FillingGaps(IReadOnlyList<ThingSaid> others) =>
        this with
        {
            Values =
            [
                .. Values.Select(
                    (own, i) => own.Length > 0 ? own : others.Select(o => o.Values[i]).FirstOrDefault(static v => v.Length > 0, "")
                ),
            ],
        };
}

/// <summary>A column of a table of the schema that shows how common the values of a kind's column are.</summary>
/// <param name="Clean">Makes of a value of the table one of the kind.</param>
public sealed record RareColumn(string Column, string Table, string Attribute, Func<string, string?> Clean);

namespace Bluelamp.Kernel.Web;

/// <summary>A column of a <see cref="DeskTable{TRow}"/>, by its name.</summary>
public sealed record Column(string Name, bool Numeric = false)
{
    public static implicit operator Column(string name) => new(name);
}

/// <summary>Tells each cell of a line which column it stands in: they are drawn in order.</summary>
public sealed class CellsOfLine(IReadOnlyList<Column> columns)
{
    private int _next;

    internal Column Next() => columns[_next++];
}

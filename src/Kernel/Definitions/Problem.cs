namespace Bluelamp.Kernel.Definitions;

/// <summary>A spot in a definition file; line and column count from 1.</summary>
public readonly record struct Place(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>What is wrong in a definition file, where, and what to do about it.</summary>
public sealed record Problem(Place Place, string Message)
{
    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>Collects what is wrong, so that an author sees everything at once instead of the first fault.</summary>
public sealed class Problems
{
    private const int Most = 200;
    private readonly List<Problem> _found = [];

    public IReadOnlyList<Problem> Found => _found;

    public void Add(Place place, string message)
    {
        if (_found.Count < Most)
            _found.Add(new(place, message));
    }
}

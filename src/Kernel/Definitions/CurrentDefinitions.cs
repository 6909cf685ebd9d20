using Microsoft.Extensions.Configuration;

namespace Bluelamp.Kernel.Definitions;

/// <summary>
/// The definitions in force. Made at start-up, where any fault stops the start (<see cref="DefinitionsInvalidException"/>). Ask again for each piece of
/// work instead of keeping an answer: in development the set is replaced when a file changes.
/// </summary>
public sealed class CurrentDefinitions
{
    private readonly IReadOnlyList<IDefinitionKind> _kinds;
    private readonly bool _strict;
    private volatile DefinitionSet _current;

    public CurrentDefinitions(IEnumerable<IDefinitionKind> kinds, IConfiguration configuration)
        : this(DefinitionFolder.Find(configuration["Bluelamp:Definitions"]), kinds) { }

    internal CurrentDefinitions(string folder, IEnumerable<IDefinitionKind> kinds, bool strict = true)
    {
        (Folder, _kinds, _strict) = (folder, [.. kinds], strict);
        var (set, problems) = DefinitionSet.Load(folder, _kinds, strict);
        _current = problems.Count == 0 ? set : throw new DefinitionsInvalidException(problems);
    }

    public string Folder { get; }

    /// <summary>The whole set, for work that needs several definitions of the same moment.</summary>
    public DefinitionSet Set => _current;

    public Defined<T> Latest<T>(string id)
        where T : class => _current.Latest<T>(id);

    public Defined<T>? Find<T>(string id, int? version = null)
        where T : class => _current.Find<T>(id, version);

    /// <summary>Reads the folder again. With any problem the last good set stays in force.</summary>
    public IReadOnlyList<Problem> Reload()
    {
        var (set, problems) = DefinitionSet.Load(Folder, _kinds, _strict);
        if (problems.Count == 0)
            _current = set;
        return problems;
    }
}

/// <summary>The definitions have faults, so nothing may start. Host prints them all and leaves with exit code 2.</summary>
public sealed class DefinitionsInvalidException(IReadOnlyList<Problem> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<Problem> Problems { get; } = problems;
}

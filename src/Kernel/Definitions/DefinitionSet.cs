using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Bluelamp.Kernel.Definitions;

/// <summary>
/// All definitions of a folder, read at one moment, immutable. Every version that lies in the folder is here, so that what was made under an old one
/// can be replayed; new work takes the <see cref="Latest{T}(string)"/>.
/// </summary>
public sealed partial class DefinitionSet
{
    private readonly FrozenDictionary<(Type Type, string Id), ImmutableArray<object>> _newestFirst;

    private DefinitionSet(IEnumerable<(Type Type, DefinitionHeader Header, object Definition)> read) =>
        _newestFirst = read.GroupBy(static d => (d.Type, d.Header.Id))
            .ToFrozenDictionary(
                static g => g.Key,
                static g => g.OrderByDescending(static d => d.Header.Version).Select(static d => d.Definition).ToImmutableArray()
            );

    /// <summary>
    /// Reads a folder. With any problem the set is not fit for use, and only the problems count. When <paramref name="strict"/>, files that no kind reads
    /// are problems too; a test that knows only some kinds turns it off.
    /// </summary>
    public static (DefinitionSet Set, IReadOnlyList<Problem> Problems) Load(
        string folder,
        IEnumerable<IDefinitionKind> kinds,
        bool strict = true
    )
    {
        var problems = new Problems();
        var byFolder = kinds.ToLookup(static k => k.Folder, StringComparer.Ordinal);
        var read = new List<(IDefinitionKind Kind, DefinitionHeader Header, object Definition)>();
        foreach (var file in Files(folder))
        {
            if (KindOf(file, byFolder) is { } kind)
            {
                if (ReadFile(folder, file, kind, problems) is { } definition)
                    read.Add((kind, definition.Header, definition.Definition));
            }
            else if (strict)
                problems.Add(
                    new(Shown(file), 1, 1),
                    $"No kind of definition lives here. Move the file to one of: {string.Join(", ", byFolder.Select(static k => k.Key).Order(StringComparer.Ordinal))}."
                );
        }
        ReportTwins(read, problems);
        var set = new DefinitionSet(read.Select(static r => (r.Kind.Type, r.Header, r.Definition)));
        if (problems.Found.Count == 0)
            read.ForEach(r => r.Kind.CheckDefined(r.Definition, set, problems));
        return (set, [.. problems.Found.OrderBy(static p => p.Place.File, StringComparer.Ordinal).ThenBy(static p => p.Place.Line)]);
    }

    /// <summary>What is wrong in a folder; empty when all is well.</summary>
    public static IReadOnlyList<Problem> Check(string folder, IEnumerable<IDefinitionKind> kinds) => Load(folder, kinds).Problems;

    /// <summary>Reads one file from anywhere as a definition of this kind; nothing, and every fault with its line, when it has any.</summary>
    public static (Defined<T>? Definition, IReadOnlyList<Problem> Problems) ReadOne<T>(string path, IDefinitionKind<T> kind)
        where T : class
    {
        var (folder, problems) = (Path.GetDirectoryName(Path.GetFullPath(path))!, new Problems()); // a file stands in a folder
        var read = ReadFile(folder, Path.GetFileName(path), kind, problems, path);
        return problems.Found.Count == 0 ? ((Defined<T>?)read?.Definition, []) : (null, problems.Found);
    }

    public int Count => _newestFirst.Values.Sum(static versions => versions.Length);

    /// <summary>The newest version of a definition that the code counts on; its absence is a defect of the installation.</summary>
    public Defined<T> Latest<T>(string id)
        where T : class => Find<T>(id) ?? throw new KeyNotFoundException($"There is no {typeof(T).Name} '{id}' in the definitions.");

    /// <summary>A version of a definition (the newest if none is named), or null when the folder has none such.</summary>
    public Defined<T>? Find<T>(string id, int? version = null)
        where T : class
    {
        foreach (var found in _newestFirst.GetValueOrDefault((typeof(T), id), []))
        {
            if (found is Defined<T> definition && (version is null || definition.Version == version))
                return definition;
        }
        return null;
    }

    /// <summary>The newest version of every definition of a kind, by id.</summary>
    public IEnumerable<Defined<T>> Latest<T>()
        where T : class =>
        _newestFirst
            .Where(static d => d.Key.Type == typeof(T))
            .OrderBy(static d => d.Key.Id, StringComparer.Ordinal)
            .Select(static d => (Defined<T>)d.Value[0]);

    private static IDefinitionKind? KindOf(string file, ILookup<string, IDefinitionKind> byFolder) =>
        file.Contains('/', StringComparison.Ordinal)
            ? byFolder[file.Split('/')[0]].FirstOrDefault(k => k.Reads(Path.GetFileName(file).Split('.')[0]))
            : null;

    private static IEnumerable<string> Files(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(static f => Path.GetExtension(f) is ".yaml" or ".yml")
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static (DefinitionHeader Header, object Definition)? ReadFile(
        string folder,
        string file,
        IDefinitionKind kind,
        Problems problems,
        string? shown = null
    )
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder, file));
        if (Yaml.Read(shown ?? Shown(file), bytes, problems) is not { } map)
            return null;
        var reading = new Reading(Yaml.Text(bytes), problems);
        var fields = reading.Fields(map, map.Place);
        var header = new DefinitionHeader(
            fields.Text("id"),
            fields.Whole("version", min: 1),
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            fields.Bilingual("title"),
            file
        );
        CheckName(file, header, fields);
        var definition = kind.Define(header, fields);
        reading.ReportUnknownKeys();
        return (header, definition);
    }

    private static void CheckName(string file, DefinitionHeader header, Fields fields)
    {
        if (header.Id.Length == 0)
            return;
        if (!IdPattern.IsMatch(header.Id))
            fields.Error("id", $"'{header.Id}' is not an id. Use small letters, digits and single hyphens, such as 'report-crime'.");
        else if (Path.GetFileName(file) is var name && !Names(header).Contains(name, StringComparer.Ordinal))
            fields.Error("id", $"The file is called {name}. Call it {header.Id}.yaml (an old version {header.Id}.v{header.Version}.yaml).");
    }

    private static string[] Names(DefinitionHeader header) => [$"{header.Id}.yaml", $"{header.Id}.v{header.Version}.yaml"];

    private static void ReportTwins(List<(IDefinitionKind Kind, DefinitionHeader Header, object Definition)> read, Problems problems)
    {
        foreach (var twins in read.GroupBy(static r => (r.Kind, r.Header.Id, r.Header.Version)))
        {
            foreach (var twin in twins.Skip(1))
            {
                problems.Add(
                    new(Shown(twin.Header.File), 1, 1),
                    $"'{twin.Header.Id}' version {twin.Header.Version} is already in {Shown(twins.First().Header.File)}. Raise the version."
                );
            }
        }
    }

    private static string Shown(string file) => $"definitions/{file}";

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex IdPattern { get; }
}

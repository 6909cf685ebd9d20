using System.Collections.Frozen;
using System.CommandLine;

namespace Bluelamp.Host.Commands.Link;

/// <summary>
/// Which options of <c>link</c> name files that are read, and which name files that are written. Before anything is done it is refused to write what is read,
/// to write a file twice, and to write where there is no folder.
/// </summary>
internal static class NamedFiles
{
    private const string Output = "--output";
    private const string Model = "--model";
    private const string SaveModel = "--save-model";

    /// <summary>As many links lead on from each other, as in the kernel of Linux; more go round.</summary>
    private const int MostLinks = 40;

    private static readonly FrozenSet<string> Read = FrozenSet.Create(
        StringComparer.Ordinal,
        "--input",
        "--left",
        "--right",
        Model,
        "--pairs",
        "--clusters",
        "--truth",
        "--labels",
        "--cleaning"
    );
    private static readonly FrozenSet<string> Written = FrozenSet.Create(StringComparer.Ordinal, Output, "--quality", "--data", SaveModel);

    /// <summary>Lets a verb refuse files that are in each other's way.</summary>
    /// <param name="added">An option that names what this verb writes, though for others it is read.</param>
    public static void Guard(Command verb, Option? added = null) =>
        verb.Validators.Add(said =>
        {
            var named = verb
                .Options.SelectMany(o =>
                    said.GetResult(o)?.Tokens.Select(t => new Named(o, t.Value, o == added || Written.Contains(o.Name))) ?? []
                )
                .Where(n => n.IsWritten || Read.Contains(n.Option.Name))
                .ToList();
            if (named.Where(static n => n.IsWritten).Select(NoPlace).OfType<string>().FirstOrDefault() is { } reason)
                said.AddError(reason);
            else if (InTheWay(named, verb) is var (written, other))
                said.AddError(
                    $"{written.Option.Name} {written.Path} would be written over {other.Option.Name} {other.Path}. Name another file."
                );
        });

    /// <summary>Where a path leads to when every link in it is followed, whether or not there is anything.</summary>
    public static string Real(string path) => Real(path, MostLinks);

    private static string Real(string path, int links)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        var folder = Real(parent, links);
        var here = Path.Combine(folder, Path.GetFileName(full));
        return links > 0 && new FileInfo(here).LinkTarget is { } to ? Real(Path.Combine(folder, to), links - 1) : here;
    }

    /// <summary>Why nothing can be written there; null when it can.</summary>
    private static string? NoPlace(Named named)
    {
        var (option, path) = (named.Option.Name, named.Path);
        if (named.IsFolder)
            return File.Exists(path) ? $"{option}: {path} is a file. Name a folder, or a page that ends in .html." : null;
        if (path.Length == 0 || Directory.Exists(path))
            return $"{option}: {(path.Length == 0 ? "that" : path)} is a folder. Name a file.";
        return Path.GetDirectoryName(Real(path)) is { } folder && !Directory.Exists(folder)
            ? $"{option}: there is no folder {folder}."
            : null;
    }

    private static (Named Written, Named Other)? InTheWay(List<Named> named, Command verb)
    {
        foreach (var written in named.Where(static n => n.IsWritten && !n.IsFolder))
        {
            var taken = Files(written, verb)
                .SelectMany(static f => new[] { Real(f), Real(f) + Link.Written.Unfinished })
                .ToHashSet(StringComparer.Ordinal);
            if (named.Find(n => n != written && Files(n, verb).Any(f => taken.Contains(Real(f)))) is { } other)
                return (written, other);
        }
        return null;
    }

    /// <summary>The files that go by one name: what belongs to a model stands beside it.</summary>
    private static string[] Files(Named named, Command verb) =>
        named.Option.Name is Model or SaveModel || (named.Option.Name is Output && verb.Name is TrainVerb.Name)
            ? [named.Path, Given.CleaningOf(named.Path), Given.ProbabilitiesOf(named.Path)]
            : [named.Path];

    /// <summary>A file that an option names.</summary>
    private sealed record Named(Option Option, string Path, bool IsWritten)
    {
        public bool IsFolder =>
            IsWritten && Option.HelpName?.EndsWith("|DIR", StringComparison.Ordinal) == true && !ChartsVerb.IsPage(Path);
    }
}

using System.CommandLine;
using System.Globalization;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp import NAME PATH</c>: real data in, by whatever <see cref="IImport"/> a module brings.</summary>
internal static class ImportVerb
{
    private static readonly Argument<string> Kind = new("KIND")
    {
        Description = "What is imported, such as police-uk; a wrong word lists what there is",
    };
    private static readonly Argument<string[]> From = new("PATH")
    {
        Description = "The file or folder to read; before it the mapping, where the import asks for one: import csv MAPPING FILE",
        Arity = new(1, 2),
    };

    public static Command Make()
    {
        var import = new Command(
            "import",
            "Load real data. The same data again changes nothing; killed half-way and run again loses nothing"
        )
        {
            Kind,
            From,
            Options.Data,
            Options.Db,
            Options.Json,
        };
        import.SetAction(RunAsync);
        return import;
    }

    private static async Task<int> RunAsync(ParseResult said, CancellationToken ct)
    {
        var named = said.GetValue(From)!;
        var path = Path.GetFullPath(named[^1]);
        var mapping = named.Length == 2 ? named[0] : null;
        if (!Path.Exists(path))
            throw new CannotRunException($"There is no {path}. Give the file or folder to read.");

        await using var store = await Store.ShareAsync(said.GetValue(Options.Data)!, said.GetValue(Options.Db), Terminal.Say, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        var import = Choose(workshop.All<IImport>(), said.GetValue(Kind)!);
        using var rejects = new RejectList(Path.Combine(store.DataPath, "imports"), import.Name, TimeProvider.System);
        var figures = await Terminal.WatchAsync(progress => import.RunAsync(new(path, mapping), progress, rejects, ct));
        Tell(rejects);
        if (said.GetValue(Options.Json))
            Terminal.Figures(figures);
        else
            Terminal.Answer(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{figures.Rows:N0} rows in {figures.Seconds:N1} s: {figures.Added:N0} added, {figures.Updated:N0} updated, {figures.Unchanged:N0} unchanged, {figures.Rejected:N0} rejected"
                )
            );
        return CommandLine.Ok;
    }

    /// <summary>Says which rows were rejected: the first few here, all of them in the file. On the error output when figures are asked for as JSON.</summary>
    private static void Tell(RejectList rejects)
    {
        foreach (var reject in rejects.First)
            Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Rejected: {reject.File}, line {reject.Line}: {reject.Reason}"));
        if (rejects.Count > rejects.First.Count)
            Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"… and {rejects.Count - rejects.First.Count:N0} more"));
        if (rejects.File is { } file)
            Terminal.Say($"Every rejected row is listed in {file}");
    }

    private static IImport Choose(IEnumerable<IImport> imports, string kind)
    {
        var all = imports.ToList();
        return all.Find(i => i.Name.Equals(kind, StringComparison.Ordinal))
            ?? throw new CannotRunException(
                $"There is no import {kind}. There is: {string.Join("; ", all.Select(i => $"{i.Name} ({i.Description})"))}."
            );
    }
}

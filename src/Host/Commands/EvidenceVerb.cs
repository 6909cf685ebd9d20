using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp evidence …</c>: evidence in from folders, the stored bytes checked and moved, evidence out in bundles that anybody can check.</summary>
internal static class EvidenceVerb
{
    private static readonly Option<string[]> Exhibits = new("--exhibit")
    {
        HelpName = "ID|REFERENCE",
        Description = "An exhibit, by the id in its address or its reference; say it again for more",
    };
    private static readonly Option<string?> OfRecord = new("--record")
    {
        HelpName = "REFERENCE",
        Description = $"All the evidence of a record, or of an appeal: {NamedRecord.Words}",
    };
    private static readonly Option<string> To = new("--to")
    {
        HelpName = "DIR",
        Description = "The folder to make; it must be empty or not there. With --zip, the zip file",
        Required = true,
    };
    private static readonly Option<bool> Zip = new("--zip") { Description = "Write one zip file instead of a folder" };
    private static readonly Option<string> By = new("--by")
    {
        HelpName = "USERNAME",
        Description = "Who exports: a member of staff who may copy evidence. What they may not see does not leave",
        Required = true,
    };
    private static readonly Option<string> Purpose = new("--purpose")
    {
        HelpName = "TEXT",
        Description = "For whom and why, in words. It stands in the chain of custody",
        Required = true,
    };
    private static readonly Argument<string> Bundle = new("DIR|FILE.zip") { Description = "A bundle, as a folder or a zip" };
    private static readonly Option<string?> Key = new("--key")
    {
        HelpName = "KEY",
        Description = "The force's public key as you learned it elsewhere, so that a bundle that was made anew as a whole is found too",
    };

    public static Command Make() =>
        new(
            "evidence",
            "Evidence: add files, check, move and remake what is stored, export bundles with their chain of custody and verify them"
        )
        {
            EvidenceAddVerb.Make(),
            EvidenceCheckVerb.Make(),
            EvidenceMoveVerb.Make(),
            EvidencePlacesVerb.Make(),
            EvidenceRemakeVerb.Make(),
            Export(),
            Verify(),
        };

    private static Command Export()
    {
        var export = new Command("export", "Write exhibits, their chains of custody and what proves them to a bundle")
        {
            Exhibits,
            OfRecord,
            To,
            Zip,
            By,
            Purpose,
            Options.Data,
            Options.Db,
            Options.Json,
        };
        export.SetAction(ExportAsync);
        return export;
    }

    private static Command Verify()
    {
        var verify = new Command("verify", "Check a bundle with nothing but its files; ends with 1 and names what was changed")
        {
            Bundle,
            Key,
            Options.Json,
        };
        verify.SetAction((said, ct) => Task.FromResult(RunVerify(said, ct)));
        return verify;
    }

    private static async Task<int> ExportAsync(ParseResult said, CancellationToken ct)
    {
        var to = Path.GetFullPath(said.GetValue(To)!); // required
        if (File.Exists(to) || (Directory.Exists(to) && (said.GetValue(Zip) || Directory.EnumerateFileSystemEntries(to).Any())))
            throw new CannotRunException($"{to} is there already, and not empty. Choose another name.");
        await using var store = await Store.FindAsync(said.GetValue(Options.Data)!, said.GetValue(Options.Db), Terminal.Say, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        var viewer = await workshop.Get<StaffViewers>().FindAsync(said.GetValue(By)!, ct);
        if (viewer?.May("evidence.copy") != true)
            throw new CannotRunException($"Nobody who may copy evidence signs in as {said.GetValue(By)}. See: bluelamp user list");
        var bundler = workshop.Get<Bundler>();
        var chosen = await ChosenAsync(workshop, said, viewer, ct);
        if (
            (await bundler.BeginAsync(chosen, Guid.CreateVersion7(), said.GetValue(Purpose)!, viewer, ct)).Refused(
                out var refusal,
                out var contents
            )
        )
        {
            Terminal.Say($"bluelamp: {refusal.Message}");
            return CommandLine.Finding;
        }
        var manifest = await Terminal.WatchAsync(progress => WriteAsync(bundler, contents, to, said.GetValue(Zip), viewer, progress, ct));
        var bytes = manifest.Items.Sum(static i => i.Bytes ?? 0);
        if (said.GetValue(Options.Json))
            Terminal.Figures(
                new
                {
                    manifest.Bundle,
                    Items = manifest.Items.Count,
                    bytes,
                    to,
                }
            );
        else
            Terminal.Answer(
                string.Create(CultureInfo.InvariantCulture, $"{manifest.Items.Count:N0} exhibits ({bytes.AsSize()}) exported to {to}")
            );
        return CommandLine.Ok;
    }

    private static async Task<Manifest> WriteAsync(
        Bundler bundler,
        BundleContents contents,
        string to,
        bool zipped,
        Viewer viewer,
        IWorkProgress progress,
        CancellationToken ct
    )
    {
        if (!zipped)
            return await bundler.WriteAsync(contents, new FolderTarget(to), viewer, progress, ct);
        await using var file = new FileStream(to, FileMode.CreateNew, FileAccess.Write);
        await using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        return await bundler.WriteAsync(contents, new ZipTarget(zip), viewer, progress, ct);
    }

    private static async Task<List<Id<Exhibit>>> ChosenAsync(Workshop workshop, ParseResult said, Viewer viewer, CancellationToken ct)
    {
        var list = workshop.Get<ExhibitList>();
        var chosen = new List<Id<Exhibit>>();
        foreach (var word in said.GetValue(Exhibits) ?? [])
        {
            var lines = await NamedExhibits.FindAsync(workshop, word, viewer, ct);
            chosen.Add(
                lines switch
                {
                    [var one] => one.Exhibit,
                    _ => throw new CannotRunException(
                        $"{lines.Count} cases have an exhibit {word}. Name it by its id: {string.Join(", ", lines.Select(static l => l.Exhibit))}"
                    ),
                }
            );
        }
        if (said.GetValue(OfRecord) is { } reference)
        {
            var named = await NamedRecord.FindAsync(workshop, reference, viewer, ct);
            var asked = named.Appeal is { } appeal ? new ExhibitsAsked(Door: appeal.Value) : new ExhibitsAsked(Record: named.Of.Id.Value);
            chosen.AddRange((await list.AllAsync(asked, viewer, ct)).Select(static line => line.Exhibit));
        }
        return chosen.Count > 0
            ? chosen
            : throw new CannotRunException(
                "There is nothing to export. Name exhibits with --exhibit, or a record that has evidence with --record."
            );
    }

    private static int RunVerify(ParseResult said, CancellationToken ct)
    {
        var path = Path.GetFullPath(said.GetValue(Bundle)!); // required
        NoteKey? key = null;
        if (said.GetValue(Key) is { } text && !NoteKey.TryParse(text.Trim(), out key))
            throw new CannotRunException("--key takes a public key as the file key of a bundle has it: name+id+key.");
        if (!Path.Exists(path))
            throw new CannotRunException($"There is no {path}. Give the folder or zip of a bundle.");
        var report = Directory.Exists(path)
            ? BundleVerifier.Run(new FolderSource(path), key, SilentProgress.Instance, ct)
            : OfZip(path, key, ct);
        foreach (var wrong in report.Wrong)
            Terminal.Say($"WRONG  {wrong}");
        if (said.GetValue(Options.Json))
            Terminal.Figures(report);
        else
            Terminal.Answer(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(report.Ok ? "Nothing was changed" : "SOMETHING WAS CHANGED")}: {report.Items:N0} items, {report.Entries:N0} entries checked{(report.Closed > 0 ? $", {report.Closed:N0} of them closed" : "")}"
                )
            );
        return report.Ok ? CommandLine.Ok : CommandLine.Finding;
    }

    private static BundleReport OfZip(string path, NoteKey? key, CancellationToken ct)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            return BundleVerifier.Run(new ZipSource(zip), key, SilentProgress.Instance, ct);
        }
        catch (InvalidDataException e)
        {
            throw new CannotRunException($"{path} is not a zip that can be read: {e.Message}", e);
        }
    }
}

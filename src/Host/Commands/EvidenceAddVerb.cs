using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Bluelamp.Evidence.Bulk;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Worn;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp evidence add</c>: files and folders in, once or for as long as a folder is watched.</summary>
internal static class EvidenceAddVerb
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files and folders; of a folder everything below it. Links are not followed, archives are kept as they are",
        Arity = ArgumentArity.OneOrMore,
    };
    private static readonly Option<string> OfRecord = new("--record")
    {
        HelpName = "REFERENCE",
        Description = $"What it is evidence of: {NamedRecord.Words}. Body-worn video may be of none yet",
    };
    private static readonly Option<bool> BodyWorn = new("--body-worn")
    {
        Description =
            "It is body-worn video from its dock. Without --record it is not evidence until somebody links it, and is deleted when its time is over",
    };
    private static readonly Option<string?> Officer = new("--officer")
    {
        HelpName = "NUMBER-OR-NAME",
        Description = "Who wore the camera: the collar number, user name or name of a member of staff. With --body-worn",
    };
    private static readonly Option<string?> Device = new("--device")
    {
        HelpName = "ID",
        Description = "Which camera it was: its own number. With --body-worn",
    };
    private static readonly Option<string> By = new("--by")
    {
        HelpName = "USERNAME",
        Description = "Who adds it: a member of staff who may add evidence and sees the record",
        Required = true,
    };
    private static readonly Option<string> Purpose = new("--purpose")
    {
        HelpName = "TEXT",
        Description = "Why, in a few words. It stands in the chain of custody",
        Required = true,
    };
    private static readonly Option<string?> From = new("--from")
    {
        HelpName = "TEXT",
        Description = "Where it comes from, in words, such as \"the disc of the shop's recorder\"",
    };
    private static readonly Option<string?> MadeFrom = new("--made-from")
    {
        HelpName = "TIME",
        Description = "When they were made, or from when, by their own clock: \"2026-03-27 14:30:00\" in British time",
    };
    private static readonly Option<string?> MadeUntil = new("--made-until")
    {
        HelpName = "TIME",
        Description = "Until when, by their own clock. With --made-from",
    };
    private static readonly Option<int?> ClockAhead = new("--clock-ahead")
    {
        HelpName = "SECONDS",
        Description = "How far the recorder's clock is ahead of the true time; 0 when it is right",
        CustomParser = Seconds,
    };
    private static readonly Option<int?> ClockBehind = new("--clock-behind")
    {
        HelpName = "SECONDS",
        Description = "How far the recorder's clock is behind the true time",
        CustomParser = Seconds,
    };
    private static readonly Option<bool> Again = new("--again")
    {
        Description = "Add also what was added before: the same bytes of the same path for the same record",
    };
    private static readonly Option<bool> Watch = new("--watch")
    {
        Description =
            "Go on watching the folder: what is complete is added and moved to done, what is refused to refused with the reason beside it",
    };

    public static Command Make()
    {
        var add = new Command(
            "add",
            "Add files and folders. NAME.sha256 beside a file, or a list as sha256sum writes it, is compared. The same again changes nothing; ends with 1 when something was refused"
        )
        {
            Paths,
            OfRecord,
            BodyWorn,
            Officer,
            Device,
            By,
            Purpose,
            From,
            MadeFrom,
            MadeUntil,
            ClockAhead,
            ClockBehind,
            Again,
            Watch,
            Options.Data,
            Options.Db,
            Options.Json,
        };
        add.SetAction(RunAsync);
        return add;
    }

    private static async Task<int> RunAsync(ParseResult said, CancellationToken ct)
    {
        var paths = said.GetValue(Paths)!.Select(Path.GetFullPath).ToList(); // at least one
        if (paths.Find(static p => !Path.Exists(p)) is { } missing)
            throw new CannotRunException($"There is no {missing}. Give the file or folder to add.");
        if (said.GetValue(Watch) && (paths.Count > 1 || !Directory.Exists(paths[0])))
            throw new CannotRunException("--watch watches one folder. Start it once for each.");
        if (said.GetValue(Watch) && said.GetValue(Again))
            throw new CannotRunException("--again is for adding once, not for watching.");
        await using var store = await Store.FindAsync(said.GetValue(Options.Data)!, said.GetValue(Options.Db), Terminal.Say, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        var job = await JobAsync(workshop, said, ct);
        return said.GetValue(Watch) ? await WatchAsync(workshop, paths[0], job, said, ct) : await AddAsync(workshop, paths, job, said, ct);
    }

    private static async Task<BulkJob> JobAsync(Workshop workshop, ParseResult said, CancellationToken ct)
    {
        var viewer = await workshop.Get<StaffViewers>().FindAsync(said.GetValue(By)!, ct);
        if (viewer?.May("evidence.add") != true)
            throw new CannotRunException($"Nobody who may add evidence signs in as {said.GetValue(By)}. See: bluelamp user list");
        var purpose = said.GetValue(Purpose)!.Trim();
        if (purpose.Length is 0 or > Purposes.LongestReference)
            throw new CannotRunException($"--purpose takes 1 to {Purposes.LongestReference} characters.");
        var worn = await WornAsync(workshop, said, viewer, ct);
        if (said.GetValue(OfRecord) is null && worn is null)
            throw new CannotRunException(
                "Say what it is evidence of with --record. Only body-worn video (--body-worn) may be of no record yet."
            );
        var named = said.GetValue(OfRecord) is { } record ? await NamedRecord.FindAsync(workshop, record, viewer, ct) : null;
        return new(
            named?.Of,
            said.GetValue(From),
            said.GetValue(Again),
            viewer with
            {
                Purpose = viewer.Purpose with { Reference = purpose },
            },
            named?.Appeal,
            worn,
            Circumstances(said)
        );
    }

    private static Circumstances Circumstances(ParseResult said)
    {
        var (from, until) = (Moment(MadeFrom, said), Moment(MadeUntil, said));
        if (until is { } end && (from is not { } begin || end < begin))
            throw new CannotRunException("--made-until is after --made-from. Give both, the first moment first.");
        var (ahead, behind) = (said.GetValue(ClockAhead), said.GetValue(ClockBehind));
        if (ahead is not null && behind is not null)
            throw new CannotRunException("A clock is ahead or behind. Give --clock-ahead or --clock-behind, not both.");
        return new()
        {
            From = from,
            Until = until,
            ClockAheadSeconds = ahead ?? -behind,
        };
    }

    /// <summary>Seconds by which a clock is off.</summary>
    private static int? Seconds(ArgumentResult said)
    {
        if (said.Tokens is [var one] && int.TryParse(one.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return seconds;
        said.AddError("--clock-ahead and --clock-behind take a whole number of seconds, 0 or more.");
        return null;
    }

    private static DateTimeOffset? Moment(Option<string?> option, ParseResult said) =>
        said.GetValue(option) is not { } text ? null
        : LocalTime.Typed(text.Trim().Replace(' ', 'T')) is { } moment ? moment
        : throw new CannotRunException($"{option.Name} takes a day and a time, such as \"2026-03-27 14:30:00\", in British time.");

    private static async Task<Wearer?> WornAsync(Workshop workshop, ParseResult said, Viewer viewer, CancellationToken ct)
    {
        var (officer, device) = (said.GetValue(Officer)?.Trim(), said.GetValue(Device)?.Trim());
        if (!said.GetValue(BodyWorn))
            return officer is null && device is null
                ? null
                : throw new CannotRunException("--officer and --device say whose body-worn camera it was. Add --body-worn.");
        if (device?.Length is 0 or > Wearer.LongestDevice)
            throw new CannotRunException($"--device takes 1 to {Wearer.LongestDevice} characters.");
        if (officer is null)
            return new(Device: device);
        var found = (await workshop.Get<StaffRegister>().ListAsync(viewer, officer, after: null, ct)).Where(Is).ToList();
        return found switch
        {
            [var one] => new(new Id<Staff>(one.Person), one.Collar is { } collar ? $"{one.Name}, {collar}" : one.Name, device),
            [] => throw new CannotRunException($"No member of staff has the number or name {officer}. See: bluelamp user list"),
            _ => throw new CannotRunException(
                $"{found.Count} members of staff are called {officer}. Give the collar number or the user name."
            ),
        };

        bool Is(StaffLine staff) => new[] { staff.Collar, staff.Username, staff.Name }.Contains(officer, StringComparer.OrdinalIgnoreCase);
    }

    private static async Task<int> AddAsync(Workshop workshop, List<string> paths, BulkJob job, ParseResult said, CancellationToken ct)
    {
        var report = await Terminal.WatchAsync(progress => workshop.Get<BulkIntake>().AddAsync(paths, job, progress, ct));
        foreach (var refused in report.Refused)
            Tell(refused);
        return Answer(report, said);
    }

    private static async Task<int> WatchAsync(Workshop workshop, string folder, BulkJob job, ParseResult said, CancellationToken ct)
    {
        var (exhibits, refused, already, bytes) = (new List<Guid>(), new List<BulkRefusal>(), 0L, 0L);
        Terminal.Say($"Watching {folder}. Ctrl-C ends it.");
        try
        {
            await workshop.Get<BulkWatch>().RunAsync(folder, job, BulkPatience.Usual, Told, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // watching is over: that is how it ends
        }

        return Answer(new(exhibits.Count + already + refused.Count, exhibits.Count, already, bytes, exhibits, refused), said);

        void Told(BulkOutcome outcome)
        {
            bytes += outcome.Bytes;
            if (outcome.Why is { } why)
            {
                refused.Add(new(outcome.File, why));
                Tell(refused[^1]);
            }
            else if (outcome is { Added: true, Exhibit: { } exhibit })
            {
                exhibits.Add(exhibit.Value);
                Terminal.Say($"Added    {outcome.File} as exhibit {exhibit}");
            }
            else
            {
                already++;
                Terminal.Say($"Known    {outcome.File}");
            }
        }
    }

    private static void Tell(BulkRefusal refused) => Terminal.Say($"REFUSED  {refused.File}: {refused.Why}");

    private static int Answer(BulkReport report, ParseResult said)
    {
        if (said.GetValue(Options.Json))
            Terminal.Figures(report);
        else
            Terminal.Answer(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{report.Files:N0} files ({report.Bytes.AsSize()}): {report.Added:N0} added, {report.Already:N0} there before, {report.Refused.Count:N0} refused"
                )
            );
        return report.Refused.Count == 0 ? CommandLine.Ok : CommandLine.Finding;
    }
}

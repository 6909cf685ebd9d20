using System.Text.Json;
using Bluelamp.Contact.Reports;
using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary><c>--record</c> takes whatever evidence can be of, as staff name it.</summary>
public sealed class NamedRecordTests(SharedHost shared) : IClassFixture<SharedHost>, IDisposable
{
    private static readonly Source Source = new(SourceKind.Officer, "police");
    private readonly TemporaryFolder _disc = new();

    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _disc.Dispose();

    [Fact]
    public async Task Files_go_to_a_report_a_person_or_an_appeal_and_leave_again()
    {
        var officer = await Host.SignInAsync("officer");
        var (report, reference) = await ReportAsync();
        var nominal = await NominalAsync();
        var (appeal, code) = await AppealAsync(nominal);
        string[] named =
        [
            reference.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(),
            $"https://force.example/records/nominals/{nominal}",
            code,
        ];
        foreach (var (word, i) in named.Select(static (w, i) => (w, i)))
        {
            var file = _disc[$"file-{i}.txt"];
            await File.WriteAllTextAsync(file, word, Ct);
            var (exit, errors) = await RunAsync("add", file, "--record", word, "--by", officer.Username, "--purpose", "a disc");
            exit.ShouldBe(0, errors);
        }

        (await NamesAsync(new(Record: report))).ShouldBe(["file-0.txt"]);
        (await NamesAsync(new(Record: nominal))).ShouldBe(["file-1.txt", "file-2.txt"], ignoreOrder: true);
        (await NamesAsync(new(Door: appeal.Value))).ShouldBe(["file-2.txt"]);

        foreach (var (word, items) in new[] { (appeal.ToString(), 1), (nominal.ToString(), 2) })
        {
            var to = _disc[$"bundle-{items}"];
            var (exit, errors) = await RunAsync("export", "--record", word, "--to", to, "--by", officer.Username, "--purpose", "the court");
            exit.ShouldBe(0, errors);
            BundleVerifier
                .Run(new FolderSource(to), expected: null, SilentProgress.Instance, Ct)
                .ShouldSatisfyAllConditions(static r => r.Wrong.ShouldBeEmpty(), r => r.Items.ShouldBe(items));
        }
    }

    [Fact]
    public async Task What_is_no_such_record_is_said_and_changes_nothing()
    {
        var officer = await Host.SignInAsync("officer");
        var exhibit = await Host.TakeInAsync("an exhibit"u8.ToArray(), "exhibit.txt");
        var closed = await NominalAsync();
        var close = new RestrictRecord(Marking.OfficialSensitive, [Id<Staff>.New()], "A protected witness.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(closed), close, Police, Ct)).OrThrow();
        await File.WriteAllTextAsync(_disc["one.txt"], "one", Ct);
        (string Word, string Said)[] wrong =
        [
            (
                "98/2026/0000000-0",
                "sees no record 98/2026/0000000-0. Give a crime's or report's reference, an appeal's code, or the id or address"
            ),
            (closed.ToString(), "sees no record"),
            (exhibit.ToString(), "is evidence itself. Give the record that it is evidence of"),
            (officer.Staff.ToString(), "Evidence is of records such as crimes, reports and people"),
        ];
        foreach (var (word, said) in wrong)
        {
            var (exit, errors) = await RunAsync("add", _disc["one.txt"], "--record", word, "--by", officer.Username, "--purpose", "a disc");
            exit.ShouldNotBe(0);
            errors.ShouldContain(said);
        }

        (await NamesAsync(new(Record: closed))).ShouldBeEmpty();
    }

    private async Task<(int Exit, string Errors)> RunAsync(params string[] words)
    {
        var data = Path.GetDirectoryName(Host.Get<StoreOptions>().Folder)!;
        var (exit, _, errors) = await RunningBluelamp.RunAsync([
            "evidence",
            .. words,
            "--db",
            Host.Database.ConnectionString,
            "--data",
            data,
        ]);
        return (exit, errors);
    }

    private async Task<IEnumerable<string?>> NamesAsync(ExhibitsAsked asked) =>
        (await Host.Get<ExhibitList>().AllAsync(asked, Police, Ct)).Select(static e => e.Name);

    private async Task<(Guid Report, string Reference)> ReportAsync()
    {
        var (report, reference) = (Id<Report>.New(), ReportReference.New().ToString());
        var json = JsonSerializer.SerializeToElement(new { story = "It is gone." });
        var content = new ReportContent("burglary", "It is gone.");
        await TellAsync(
            report.Value,
            new ReportSubmitted(report, reference, new("report-crime", 1, "00"), json, content, json, "en", "WEB", "00")
        );
        return (report.Value, reference);
    }

    private async Task<Guid> NominalAsync()
    {
        var nominal = Id<Nominal>.New();
        var person = new PersonDetails { Forenames = "Mair", Surname = "Gwaunlas" };
        await TellAsync(nominal.Value, new NominalCreated(nominal), new PersonDescribed(nominal, person, Source, Confidence.Believed));
        return nominal.Value;
    }

    private async Task<(Id<Door> Appeal, string Code)> AppealAsync(Guid of)
    {
        var (code, until) = (DoorCode.New(), TimeProvider.System.GetUtcNow().AddDays(1));
        var door = DoorCode.DoorOf(code);
        var open = new OpenDoor(door, DoorKind.Appeal, new(RecordKind.Nominal, new(of)), new("Film", "Ffilm"), code, until, For: null);
        (await Host.Get<ILedger>().DecideAsync(door, open, Police, Ct)).OrThrow();
        return (door, code);
    }

    private async Task TellAsync(Guid record, params IEvent[] events) =>
        (await Host.Get<ILedger>().DecideAsync(new Id<Told>(record), new Tell(events), Police, Ct)).OrThrow();
}

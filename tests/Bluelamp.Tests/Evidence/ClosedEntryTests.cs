using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Versions;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>A redacted copy leaves without its original: nothing that goes with it lets anybody test a guess at what was left out.</summary>
public sealed class ClosedEntryTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Statement = "Jane was born on 01/02/1980 in Bangor.";
    private const string Name = "Statement of Jane Gwaunlas.txt";

    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bundle_with_a_redacted_copy_says_neither_the_hash_nor_the_name_nor_the_places_of_what_is_not_in_it()
    {
        var made = await RedactedAsync();
        var bundle = await ExportAsync([made.Exhibit]);
        bundle.Wrong().ShouldBeEmpty();
        foreach (var (file, bytes) in bundle.Contents)
        {
            var text = Encoding.UTF8.GetString(bytes);
            foreach (var untold in new[] { made.Input.ToString(), made.Original.ToString(), "Gwaunlas", "characters", "1980" })
                text.ShouldNotContain(untold, Case.Insensitive, file);
        }
        bundle.Text("index.html").ShouldContain("An entry that is closed here");
        Entries(bundle).Count(static e => e!["entry"] is null && e["salt"] is null).ShouldBe(1);
        var (code, said) = Python(bundle);
        code.ShouldBe(0, said);
        said.ShouldContain("(1 of them closed");
    }

    [Fact]
    public async Task With_its_original_beside_it_nothing_is_closed_and_the_original_has_its_name()
    {
        var made = await RedactedAsync();
        var bundle = await ExportAsync([made.Exhibit, made.Original]);
        bundle.Wrong().ShouldBeEmpty();
        bundle.Text("custody/1.json").ShouldContain(made.Input.ToString());
        bundle.Text("index.html").ShouldContain($"from Exhibit {Name} by bluelamp");
        Entries(bundle).ShouldAllBe(static e => e!["entry"] != null);
    }

    [Fact]
    public async Task The_arrival_the_export_and_the_places_of_closed_entries_are_still_proven()
    {
        var bundle = await ExportAsync([(await RedactedAsync()).Exhibit]);
        Action<JsonArray>[] forgeries =
        [
            static e => e.RemoveAt(1),
            static e => e.Insert(1, e[1]!.DeepClone()),
            static e => Close(e[0]!),
            static e => Close(e[^1]!),
            static e => e[1]!["leaf"] = e[0]!["leaf"]!.DeepClone(),
            static e => e[1]!["index"] = e[1]!["index"]!.GetValue<long>() + 1,
            static e => e[1]!["salt"] = e[0]!["salt"]!.DeepClone(),
            static e =>
            {
                e[1] = e[0]!.DeepClone(); // sealed, but elsewhere
                Close(e[1]!);
            },
        ];
        foreach (var (forge, which) in forgeries.Select(static (f, i) => (f, i)))
        {
            var custody = JsonNode.Parse(bundle.Contents["custody/1.json"])!;
            forge(custody["entries"]!.AsArray());
            var forged = bundle.With(f => f["custody/1.json"] = BundleJson.Write(custody), sums: true);
            forged.Wrong().ShouldContain(static w => w.StartsWith("custody/1.json", StringComparison.Ordinal), $"forgery {which}");
            var (code, said) = Python(forged);
            code.ShouldBe(1);
            said.ShouldContain("WRONG  custody/1.json", Case.Sensitive, $"forgery {which}");
        }
    }

    private static void Close(JsonNode entry) => (entry["salt"], entry["entry"]) = (null, null);

    private static JsonArray Entries(MemoryBundle bundle) => JsonNode.Parse(bundle.Contents["custody/1.json"])!["entries"]!.AsArray();

    private async Task<MadeFrom> RedactedAsync()
    {
        var exhibit = await Host.TakeInAsync(Encoding.UTF8.GetBytes(Statement), Name);
        var plan = VersionPlan.Document([new("other", "01/02/1980")], []);
        var order = new OrderVersion(exhibit, Id<Exhibit>.New(), "Redacted copy", plan);
        (await Host.Get<ILedger>().DecideAsync(new Id<Original>(exhibit.Value), order, Police, Ct)).OrThrow();
        return await Host.VersionAsync(exhibit);
    }

    private async Task<MemoryBundle> ExportAsync(IReadOnlyCollection<Id<Exhibit>> exhibits)
    {
        var begun = await Host.Get<Bundler>().BeginAsync(exhibits, Guid.CreateVersion7(), "the defence", Police, Ct);
        var bundle = new MemoryBundle();
        await Host.Get<Bundler>().WriteAsync(begun.OrThrow(), bundle, Police, SilentProgress.Instance, Ct);
        return bundle;
    }

    private static (int Code, string Said) Python(MemoryBundle bundle)
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(static p => File.Exists(Path.Combine(p, "python3"))),
            "python3 is not installed"
        );
        using var folder = new TemporaryFolder();
        bundle.Save(folder.Path);
        var start = new ProcessStartInfo("python3", [Path.Combine(folder.Path, "verify.py"), folder.Path])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}

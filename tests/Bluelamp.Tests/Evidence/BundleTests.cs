using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>
/// Evidence that left in a bundle: whoever has it can tell, without us, that nothing was changed. Set <c>BLUELAMP_BIT_FLIPS</c> for more random changes than a
/// test run has time for, and <c>BLUELAMP_SEED</c> for others.
/// </summary>
public sealed class BundleTests(SharedHost shared, ITestOutputHelper output) : IClassFixture<SharedHost>, IDisposable
{
    private static readonly string[] Hostile = ["-rf ..\n.mp4", "tŷ & <b>\"gwyn\" '$(id)'.jpg", new('x', 190)];
    private static readonly SemaphoreSlim One = new(1);
    private static MemoryBundle? _made;
    private readonly TemporaryFolder _folder = new();
    private readonly int _flips = Setting("BLUELAMP_BIT_FLIPS", 1_000);
    private readonly int _seed = Setting("BLUELAMP_SEED", 1829);

    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_bundle_is_as_it_left_for_us_for_sha256sum_and_for_its_own_script()
    {
        var bundle = await BundleAsync();
        bundle.Wrong().ShouldBeEmpty();
        bundle.Contents.Keys.Where(static f => f.StartsWith("items/", StringComparison.Ordinal)).Count().ShouldBe(Hostile.Length);
        bundle.Save(_folder.Path);
        Run("sha256sum", "-c", "--strict", "SHA256SUMS").Code.ShouldBe(0);
        var (code, said) = Python();
        said.ShouldContain("Nothing was changed: 4 items");
        code.ShouldBe(0);
    }

    [Fact]
    public async Task Every_single_bit_counts()
    {
        var bundle = await BundleAsync();
        var random = new Random(_seed);
        var summed = bundle.Files.Where(static f => f is not "SHA256SUMS").ToList();
        for (var i = 0; i < _flips; i++)
        {
            var forged = i % 2 == 1; // a forger writes the sums anew
            var file = forged ? summed[random.Next(summed.Count)] : bundle.Files[random.Next(bundle.Files.Count)];
            var bit = random.Next(bundle.Contents[file].Length * 8);
            if (bundle.Flipped(file, bit, forged).Wrong().Count == 0)
                Assert.Fail($"Nobody saw bit {bit} of {file} flip (seed {_seed}, sums written anew: {forged})");
        }
        output.WriteLine($"{_flips} changes of one bit, all found");
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("VERIFY.md")]
    [InlineData("verify.py")]
    public async Task Sums_that_a_forger_wrote_anew_are_not_those_that_were_signed(string file)
    {
        var bundle = await BundleAsync();
        var forged = bundle.With(f => f[file] = [.. f[file], (byte)'\n'], sums: true);
        forged.Wrong().ShouldHaveSingleItem().ShouldStartWith("SHA256SUMS is not the list that was signed");
        bundle.With(static f => f.Remove("SHA256SUMS.note")).Wrong().ShouldHaveSingleItem().ShouldStartWith("SHA256SUMS.note is missing");
        forged.With(static f => f.Remove("SHA256SUMS.note")).Wrong().ShouldHaveSingleItem().ShouldStartWith("SHA256SUMS.note is missing");
        bundle.With(static f => f.Remove("SHA256SUMS")).Wrong().ShouldContain(static w => w.StartsWith("SHA256SUMS is not the list"));
        var other = new Id<Exhibit>(Guid.CreateVersion7()).ToString();
        forged.With(f => f["SHA256SUMS.note"] = Note(forged, other)).Wrong().ShouldHaveSingleItem().ShouldContain("is not signed by key");
        bundle
            .With(static f => f["SHA256SUMS.note"] = [.. f["SHA256SUMS.note"], .. "— somebody AAAAAAAA\n"u8])
            .Wrong()
            .ShouldHaveSingleItem()
            .ShouldContain("is not signed by key", Case.Sensitive, "a signature more is a byte that nobody vouches for");
        if (file is "verify.py")
            return; // it would check itself
        var (code, said) = Python(forged);
        code.ShouldBe(1);
        said.ShouldContain("SHA256SUMS is not the list that was signed");
    }

    [Fact]
    public async Task Ordinary_tools_check_it_by_hand_as_the_page_says()
    {
        var bundle = await BundleAsync();
        var recipe = bundle.Text("VERIFY.md").Split("```")[1]["sh\n".Length..];
        bundle.Save(_folder.Path);
        var (code, said) = Run("sh", "-e", "-c", recipe);
        code.ShouldBe(0, said);
        said.ShouldContain("Signature Verified Successfully");
        said.Split('\n').Count(static l => l.EndsWith(": OK", StringComparison.Ordinal)).ShouldBe(bundle.Files.Count - 2);
        Fresh(bundle.With(static f => f["index.html"] = [.. f["index.html"], 0], sums: true));
        Run("sh", "-e", "-c", recipe).Code.ShouldNotBe(0, "the sums were signed as they were");
        Fresh(bundle.Flipped("SHA256SUMS.note", bit: 8 * 50));
        Run("sh", "-e", "-c", recipe).Code.ShouldNotBe(0, "what was signed is signed no more");
    }

    [Fact]
    public async Task Entries_and_files_that_are_removed_added_or_moved_are_named()
    {
        var bundle = await BundleAsync();
        bundle.With(static f => f["items/9-more.txt"] = [1], sums: true).Wrong().ShouldContain(static w => w.Contains("9-more.txt"));
        bundle.With(static f => f.Remove("custody/2.json"), sums: true).Wrong().ShouldContain(static w => w.Contains("custody/2.json"));
        bundle
            .With(static f => (f["custody/1.json"], f["custody/2.json"]) = (f["custody/2.json"], f["custody/1.json"]), sums: true)
            .Wrong()
            .ShouldNotBeEmpty();
        foreach (var (change, entry) in Changes(bundle))
            bundle
                .With(f => f["custody/1.json"] = change, sums: true)
                .Wrong()
                .ShouldContain(w => w.StartsWith(entry, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_script_finds_what_we_find()
    {
        var bundle = await BundleAsync();
        var random = new Random(_seed);
        foreach (var file in bundle.Files.Where(static f => f is not "verify.py" && !f.Contains("/2") && !f.Contains("/3")))
        {
            var changed = bundle.Flipped(file, random.Next(bundle.Contents[file].Length * 8), sums: file is not "SHA256SUMS");
            changed.Wrong().ShouldNotBeEmpty();
            Python(changed).Code.ShouldBe(1, file);
        }
        foreach (var (change, entry) in Changes(bundle))
        {
            var (code, said) = Python(bundle.With(f => f["custody/1.json"] = change, sums: true));
            code.ShouldBe(1);
            said.ShouldContain(entry);
        }
    }

    [Fact]
    public async Task The_script_checks_the_folder_and_the_key_that_were_named_and_says_which()
    {
        var bundle = await BundleAsync();
        Fresh(bundle);
        Python().Said.ShouldContain(_folder.Path);
        using var other = new TemporaryFolder();
        bundle.Flipped("index.html", bit: 80).Save(other.Path);
        var (code, said) = Run("python3", "verify.py", other.Path);
        code.ShouldBe(1);
        said.ShouldContain($"Folder  {other.Path}");
        Run("sh", "-c", $"cd '{other.Path}' && python3 '{_folder.Path}/verify.py'")
            .Code.ShouldBe(1, "who stands in a bundle means that one");
        Run("sh", "-c", $"cd / && python3 '{_folder.Path}/verify.py'").Code.ShouldBe(0, "else it is the one of the script");

        var key = bundle.Text("key").Trim();
        Run("python3", "verify.py", "--key", key).Code.ShouldBe(0);
        Run("python3", "verify.py", $"--key={key}", ".").Said.ShouldContain($"Key     {key}");
        foreach (var wrong in new[] { "--key=wrong", $"--key={key}x" })
            Run("python3", "verify.py", wrong).Code.ShouldBe(1, wrong);
        string[][] misunderstood =
        [
            ["--key"],
            ["--key="],
            ["--kee", key],
            [".", "."],
            ["nowhere"],
            ["--key", key, "--key", key],
        ];
        foreach (var words in misunderstood)
        {
            var (ending, answer) = Run("python3", ["verify.py", .. words]);
            ending.ShouldBe(2, string.Join(' ', words));
            answer.ShouldNotContain("Nothing was changed");
        }
    }

    [Fact]
    public async Task A_bundle_that_was_made_anew_with_another_key_is_found_by_who_knows_the_key()
    {
        var bundle = await BundleAsync();
        var other = new NoteKey(bundle.Text("key").Split('+')[0], Ed25519.PublicKey(Ed25519.NewKey()));
        BundleVerifier.Run(bundle, other, SilentProgress.Instance, Ct).Wrong.ShouldContain("key is not the key that was expected");
    }

    [Fact]
    public async Task The_page_tells_who_did_what_and_runs_nothing_of_a_name()
    {
        var bundle = await BundleAsync();
        var page = bundle.Text("index.html");
        page.ShouldContain("Evidence received");
        page.ShouldContain("the prosecutor");
        page.ShouldContain("Exported");
        page.ShouldContain("&lt;b&gt;");
        page.ShouldNotContain("<b>");
        page.ShouldNotContain("<script");
    }

    [Fact]
    public async Task The_page_shows_how_somebody_signed_beside_the_hand_over()
    {
        var bundle = await BundleAsync();
        var path = bundle.Files.Where(static f => f.StartsWith("signatures/", StringComparison.Ordinal)).ShouldHaveSingleItem();
        path.ShouldBe("signatures/4-3.svg");
        bundle.Text(path).ShouldContain("<polyline points=\"100,150 120,90");
        var hash = ContentHash.Of(SHA256.HashData(bundle.Contents[path]));
        bundle.Text("SHA256SUMS").ShouldContain($"{hash}  {path}\n");
        BundleJson.TryRead<Manifest>(bundle.Contents["manifest.json"], out var manifest).ShouldBeTrue();
        manifest.Items[3].Signatures.ShouldHaveSingleItem().ShouldBe(new(3, hash, path));
        bundle.Text("manifest.json").Split("\"signatures\"").Length.ShouldBe(2, "what nobody signed for by hand says nothing of it");
        var page = new HtmlParser().ParseDocument(bundle.Text("index.html"));
        var shown = page.QuerySelector($"img[src='{path}']").ShouldNotBeNull();
        shown.GetAttribute("alt").ShouldBe("Signature of J. <i>Courier");
        shown.Closest("li")!.TextContent.ShouldContain("Handed over: In store");
    }

    [Fact]
    public async Task A_signature_that_was_changed_or_put_elsewhere_is_named_even_with_the_sums_written_anew()
    {
        const string signature = "signatures/4-3.svg";
        var bundle = await BundleAsync();
        string[] found = [$"{signature} is missing or was changed: it is not the signature that was drawn"];
        bundle.Flipped(signature, bit: 800, sums: true).Wrong().ShouldContain(found[0]);
        bundle.With(static f => f.Remove(signature), sums: true).Wrong().ShouldContain(found[0]);
        Python(bundle.Flipped(signature, bit: 800, sums: true)).Said.ShouldContain(found[0]);
        var elsewhere = bundle.With(static f => f["signatures/1-1.svg"] = f[signature], sums: true);
        elsewhere.Wrong().ShouldContain("signatures/1-1.svg belongs to no item of manifest.json");
        Python(elsewhere).Said.ShouldContain("signatures/1-1.svg belongs to no item of manifest.json");
        var moved = bundle.With(
            static f =>
                f["manifest.json"] = Encoding.UTF8.GetBytes(
                    Encoding.UTF8.GetString(f["manifest.json"]).Replace("\"entry\": 3", "\"entry\": 2", StringComparison.Ordinal)
                ),
            sums: true
        );
        const string another = "manifest.json: the signatures of item 4 are not those that its chain of custody says";
        moved.Wrong().ShouldContain(another);
        Python(moved).Said.ShouldContain(another);
    }

    [Fact]
    public async Task A_bundle_that_left_before_the_pictures_went_along_lists_none_and_is_checked_as_it_was()
    {
        var older = (await BundleAsync()).With(
            static f =>
            {
                f.Remove("signatures/4-3.svg");
                BundleJson.TryRead<Manifest>(f["manifest.json"], out var manifest).ShouldBeTrue();
                manifest = manifest with { Items = [.. manifest.Items.Select(static i => i with { Signatures = null })] };
                f["manifest.json"] = BundleJson.Write(manifest);
            },
            sums: true
        );
        const string unsigned = "SHA256SUMS is not the list that was signed"; // the sums are ours here, not the force's
        older.Wrong().ShouldHaveSingleItem().ShouldStartWith(unsigned);
        Python(older).Said.Split('\n').Where(static l => l.StartsWith("WRONG", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_officer_exports_on_the_desk_and_the_export_is_the_last_link_of_the_chain()
    {
        var exhibit = await TakeAsync("desk.txt");
        var officer = await Host.SignInAsync("officer");
        var path = $"/evidence/bundle?exhibit={exhibit}";
        (await officer.OpenAsync($"/records/exhibits/{exhibit}")).Body!.TextContent.ShouldContain("Export a bundle");
        using (var unsaid = await officer.SubmitAsync(path, "evidence/bundle", ("Reason", " ")))
            (await officer.OpenAsync(unsaid.Headers.Location!.ToString())).Body!.TextContent.ShouldContain("Say for whom and why");
        using var answer = await officer.SubmitAsync(path, "evidence/bundle", ("Reason", "the defence"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Ct));
        BundleVerifier.Run(new ZipSource(zip), expected: null, SilentProgress.Instance, Ct).Wrong.ShouldBeEmpty();
        (await Host.Get<ILedger>().StreamAsync(exhibit.Value, Police, Ct))[^1]
            .Event.ShouldBeOfType<ExhibitExported>()
            .Reason.ShouldBe("the defence");
        (await (await Host.SignInAsync("contact-handler")).StatusAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_somebody_may_not_see_does_not_leave()
    {
        var exhibit = await TakeAsync("closed.txt");
        var officer = await Host.SignInAsync("officer");
        var viewer = (await Host.Get<StaffViewers>().FindAsync(officer.Username, Ct))!;
        (
            await Host.Get<ILedger>()
                .DecideAsync(
                    new Id<Restriction>(exhibit.Value),
                    new RestrictRecord(Marking.OfficialSensitive, [], "Sensitive."),
                    Police,
                    Ct
                )
        ).OrThrow();
        (await Host.Get<Bundler>().BeginAsync([exhibit], Guid.CreateVersion7(), "why", viewer, Ct))
            .Refused(out var refusal, out _)
            .ShouldBeTrue();
        refusal.ShouldBeOfType<NoSuchRecord>();
        (await officer.StatusAsync($"/evidence/bundle?exhibit={exhibit}")).ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>What a forger does to a chain of custody, and the entry that gives it away.</summary>
    private static IEnumerable<(byte[] Changed, string Entry)> Changes(MemoryBundle bundle)
    {
        yield return Change(bundle, static e => e.RemoveAt(1), "custody/1.json, entry 2");
        yield return Change(bundle, static e => e.RemoveAt(e.Count - 1), "custody/1.json, entry 3");
        yield return Change(bundle, static e => e.Insert(1, e[0]!.DeepClone()), "custody/1.json, entry 2");
        yield return Change(
            bundle,
            static e =>
            {
                var second = e[1]!;
                e.RemoveAt(1);
                e.Insert(2, second);
            },
            "custody/1.json, entry 2"
        );
    }

    private static (byte[], string) Change(MemoryBundle bundle, Action<JsonArray> change, string entry)
    {
        var custody = JsonNode.Parse(bundle.Contents["custody/1.json"])!;
        change(custody["entries"]!.AsArray());
        BundleJson.TryRead<CustodyFile>(BundleJson.Write(custody), out var file).ShouldBeTrue();
        return (BundleJson.Write(file), entry);
    }

    /// <summary>What a forger makes who has a key, but not the force's.</summary>
    private static byte[] Note(MemoryBundle forged, string of)
    {
        var sums = Convert.ToHexStringLower(SHA256.HashData(forged.Contents["SHA256SUMS"]));
        var signer = new NoteSigner(forged.Text("key").Split('+')[0], Ed25519.NewKey());
        return Encoding.UTF8.GetBytes(SignedNote.Sign(new SignedSums(Guid.Parse(of), sums).Text, signer).ToString());
    }

    /// <summary>One bundle for all tests: three files with names that were chosen to do harm, and an object that somebody signed for by hand.</summary>
    private async Task<MemoryBundle> BundleAsync()
    {
        await One.WaitAsync(Ct);
        try
        {
            return _made ??= await MakeAsync();
        }
        finally
        {
            One.Release();
        }
    }

    private async Task<MemoryBundle> MakeAsync()
    {
        var exhibits = new List<Id<Exhibit>>();
        foreach (var name in Hostile)
            exhibits.Add(await TakeAsync(name));
        exhibits.Add(await SignedObject.TakeInAsync(Host, Police, Ct));
        var ledger = Host.Get<ILedger>();
        (await ledger.DecideAsync(exhibits[0], new ProduceExhibit(exhibits[0], "BND/1", "Jane Smith", Taken: false), Police, Ct)).OrThrow();
        (await ledger.DecideAsync(exhibits[0], new ViewExhibit(exhibits[0]), Police, Ct)).OrThrow();
        var begun = await Host.Get<Bundler>().BeginAsync(exhibits, Guid.CreateVersion7(), "the prosecutor", Police, Ct);
        var bundle = new MemoryBundle();
        await Host.Get<Bundler>().WriteAsync(begun.OrThrow(), bundle, Police, SilentProgress.Instance, Ct);
        return bundle;
    }

    private async Task<Id<Exhibit>> TakeAsync(string name)
    {
        var bytes = Encoding.UTF8.GetBytes($"the bytes of {name}");
        var path = Path.Combine(Host.Get<ContentStore>().Incoming, Guid.CreateVersion7().ToString());
        await File.WriteAllBytesAsync(path, bytes, Ct);
        var exhibit = Id<Exhibit>.New();
        var file = new ArrivedFile(path, ContentHash.Of(SHA256.HashData(bytes)), bytes.Length, name, ClaimedType: null);
        (await Host.Get<EvidenceIntake>().TakeAsync(exhibit, file, new(OriginKind.Staff), new(), of: null, Police, Ct)).OrThrow();
        return exhibit;
    }

    private (int Code, string Said) Python(MemoryBundle bundle)
    {
        Fresh(bundle);
        return Python();
    }

    private void Fresh(MemoryBundle bundle)
    {
        Directory.Delete(_folder.Path, recursive: true);
        bundle.Save(_folder.Path);
    }

    private (int Code, string Said) Python()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(static p => File.Exists(Path.Combine(p, "python3"))),
            "python3 is not installed"
        );
        return Run("python3", "verify.py");
    }

    private (int Code, string Said) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}

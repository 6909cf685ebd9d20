using System.IO.Compression;
using Bluelamp.Host.Running;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.LinkVerbs;

/// <summary>The files that verbs of <c>bluelamp link</c> read and write: nothing that is read is lost, and what cannot be read or written is told in one line.</summary>
public sealed class NamedFilesTests : LinkVerbWorld
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string[] People => ["--input", Folder["people.csv"], "--id", "id"];

    [Theory]
    [InlineData("--output", "--input", "dedupe", "--input", "@people.csv", "--id", "id", "--output", "@people.csv")]
    [InlineData("--output", "--input", "train", "--input", "@people.csv", "--id", "id", "--output", "@here/people.csv")]
    [InlineData("--output", "--input", "predict", "--input", "@people.csv", "--id", "id", "--output", "@linked.csv")]
    [InlineData("--output", "--input", "dedupe", "--input", "@x.csv.part", "--id", "id", "--output", "@x.csv")]
    [InlineData("--output", "--right", "between", "--left", "@left.csv", "--right", "@right.csv", "--output", "@right.csv")]
    [InlineData("--output", "--quality", "dedupe", "--input", "@people.csv", "--id", "id", "--output", "@x.csv", "--quality", "@x.csv")]
    [InlineData("--output", "--cleaning", "train", "--input", "@people.csv", "--cleaning", "@x.cleaning.json", "--output", "@x.json")]
    [InlineData("--output", "--model", "predict", "--input", "@people.csv", "--model", "@x.json", "--output", "@x.cleaning.json")]
    [InlineData("--labels", "--input", "label", "--input", "@people.csv", "--id", "id", "--labels", "@people.csv")]
    public async Task What_is_read_is_never_written_over_nor_is_anything_written_twice(string written, string other, params string[] words)
    {
        File.CreateSymbolicLink(Folder["linked.csv"], "people.csv");
        File.CreateSymbolicLink(Folder["here"], ".");
        File.Copy(Folder["people.csv"], Folder["x.csv.part"]);
        var before = await ContentsAsync();
        var (exit, _, errors) = await RunAsync(Here(words));
        exit.ShouldBe(2);
        errors.ShouldStartWith($"bluelamp: {written} ");
        errors.ShouldContain($" {other} ");
        errors.Split('\n').ShouldHaveSingleItem();
        (await ContentsAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("--output", "dedupe", "--input", "@people.csv", "--id", "id", "--output", "@none/x.csv")]
    [InlineData("--output", "train", "--input", "@people.csv", "--id", "id", "--output", "@none/x.json")]
    [InlineData("--output", "export", "--model", "@x.json", "--output", "@none/x.json")]
    [InlineData("--output", "charts", "--model", "@x.json", "--output", "@none/x.html")]
    [InlineData("--quality", "dedupe", "--input", "@people.csv", "--id", "id", "--output", "@x.csv", "--quality", "@none/x.csv")]
    [InlineData("--data", "export", "--model", "@x.json", "--input", "@people.csv", "--output", "@y.json", "--data", "@none/x.csv")]
    [InlineData("--labels", "label", "--input", "@people.csv", "--id", "id", "--labels", "@none/x.csv")]
    public async Task A_folder_that_is_not_there_is_told_before_anything_is_done(string option, params string[] words)
    {
        var (exit, _, errors) = await RunAsync(Here(words));
        exit.ShouldBe(2);
        errors.ShouldStartWith($"bluelamp: {option}: there is no folder {Folder["none"]}");
        errors.Split('\n').ShouldHaveSingleItem();
        File.Exists(Folder["x.csv"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("is a folder", "dedupe", "--input", "@people.csv", "--id", "id", "--output", "@")]
    [InlineData("is a folder", "dedupe", "--input", "@", "--id", "id", "--output", "@x.csv")]
    [InlineData("is a file", "charts", "--model", "@x.json", "--output", "@people.csv")]
    [InlineData("is broken or ends too early", "dedupe", "--input", "@cut.csv.gz", "--id", "id", "--output", "@x.csv")]
    [InlineData("is UTF-16", "dedupe", "--input", "@wide.csv", "--id", "id", "--output", "@x.csv")]
    public async Task What_cannot_be_read_or_written_is_told_in_one_line(string why, params string[] words)
    {
        var zipped = new MemoryStream();
        await using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(await File.ReadAllBytesAsync(Folder["people.csv"], Ct), Ct);
        await File.WriteAllBytesAsync(Folder["cut.csv.gz"], zipped.ToArray()[..^400], Ct);
        await File.WriteAllTextAsync(Folder["wide.csv"], "id,name\n1,Megan\n", System.Text.Encoding.Unicode, Ct);
        var (exit, _, errors) = await RunAsync(Here(words));
        exit.ShouldBe(2, errors);
        errors.ShouldContain(why);
        errors.Split('\n').Last().ShouldStartWith("bluelamp: ");
        errors.ShouldNotContain("   at ");
        File.Exists(Folder["x.csv"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_stays_one_and_what_it_leads_to_is_written()
    {
        Directory.CreateDirectory(Folder["far"]);
        File.CreateSymbolicLink(Folder["answer.csv"], "far/clusters.csv");
        await JsonAsync(["dedupe", .. People, "--output", Folder["answer.csv"], "--json"]);
        await JsonAsync(["dedupe", .. People, "--output", Folder["answer.csv"], "--json"]);
        new FileInfo(Folder["answer.csv"]).LinkTarget.ShouldBe("far/clusters.csv");
        (await File.ReadAllLinesAsync(Folder["far/clusters.csv"], Ct)).Length.ShouldBe(121);
        Directory.GetFiles(Folder["far"]).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_pipe_is_written_into_and_stays_one()
    {
        await Tools.RunAsync(["mkfifo", Folder["pipe"]], Folder.Path, Ct);
        var read = Task.Run(() => File.ReadAllLines(Folder["pipe"]), Ct);
        await JsonAsync(["dedupe", .. People, "--output", Folder["pipe"], "--json"]);
        Directory.GetFiles(Folder.Path, "pipe*").ShouldBe([Folder["pipe"]]);
        new FileInfo(Folder["pipe"]).Length.ShouldBe(0);
        (await read.WaitAsync(TimeSpan.FromMinutes(1), Ct)).Length.ShouldBe(121);
    }

    [Fact]
    public async Task An_empty_file_is_replaced_as_any_other_is()
    {
        await File.WriteAllTextAsync(Folder["empty.csv"], "", Ct);
        await JsonAsync(["dedupe", .. People, "--output", Folder["empty.csv"], "--json"]);
        (await File.ReadAllLinesAsync(Folder["empty.csv"], Ct)).Length.ShouldBe(121);
    }

    private string[] Here(string[] words) => [.. words.Select(w => w.StartsWith('@') ? Folder[w[1..]] : w)];

    private async Task<List<string>> ContentsAsync()
    {
        var contents = new List<string>();
        foreach (var file in Directory.GetFiles(Folder.Path).Order(StringComparer.Ordinal))
            contents.Add($"{file}: {await File.ReadAllTextAsync(file, Ct)}");
        return contents;
    }
}

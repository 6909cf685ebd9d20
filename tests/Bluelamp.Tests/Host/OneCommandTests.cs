using Bluelamp.Host.Commands;
using Bluelamp.Host.Running;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host;

/// <summary>The script <c>bluelamp</c> itself, in a made-up checkout with spaces in its name, with tools that only note what they were asked.</summary>
public sealed class OneCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _checkout;

    public OneCommandTests()
    {
        _checkout = _folder["my check out"];
        Write("src/Host/Program.cs", "// a program");
        Write("tests/Some.Tests/Some.Tests.csproj", "<Project />");
        Write("tests/Other.Tests/Other.Tests.csproj", "<Project />");
        foreach (
            var name in (string[])
                ["Directory.Build.props", "Directory.Packages.props", ".editorconfig", "BannedSymbols.txt", "db/package.json"]
        )
            Write(name, "");
        File.Copy(Path.Combine(Home.Folder, "bluelamp"), Path.Combine(_checkout, "bluelamp"));
        Tool("node", "");
        Tool("npm", "echo npm \"$@\" >> \"$NOTES\"; mkdir -p node_modules");
        Tool(
            "dotnet",
            """
            case $1 in
              --list-sdks) echo '10.0.100 [/usr/share/dotnet/sdk]' ;;
              build)
                echo build >> "$NOTES"
                [ ! -f "$BROKEN" ] || { echo 'Program.cs(1,1): error CS1002: ; expected'; exit 1; }
                out=$(dirname "$2")/bin/Release/net10.0 && mkdir -p "$out"
                case $2 in */Host.csproj) echo > "$out/Bluelamp.Host.dll" ;; *) echo > "$out/$(basename "$2" .csproj).dll" ;; esac ;;
              */Some.Tests.dll) echo "   Some.Tests  Total: $(cat "$BROKEN.choice" 2> /dev/null || echo '12, Errors: 0, Failed: 1, Skipped: 2, Not Run: 0, Time: 1.234s')" ;;
              */Other.Tests.dll) [ -f "$BROKEN.suite" ] || echo "   Other.Tests  Total: $(cat "$BROKEN.other" 2> /dev/null || echo '30, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 1.234s')" ;;
              *) shift; printf 'host'; printf ' <%s>' "$@"; echo ;;
            esac
            """
        );
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_builds_once_and_then_hands_every_word_on()
    {
        (await BluelampAsync("up", "--data", "a b", "")).Output.ShouldBe("host <up> <--data> <a b> <>");
        (await BluelampAsync("verify")).Output.ShouldBe("host <verify>");
        Notes.ShouldBe(["npm run --silent setup", "build"]);
    }

    [Fact]
    public async Task A_changed_a_new_and_a_removed_source_are_each_built_again()
    {
        await BluelampAsync("build");
        Write("src/Host/Program.cs", "// another program");
        await BluelampAsync("up");
        Write("src/Records/New.cs", "// new");
        await BluelampAsync("up");
        File.Delete(Path.Combine(_checkout, "src/Records/New.cs"));
        await BluelampAsync("up");
        Write("README.md", "is no source");
        await BluelampAsync("up");
        Notes.Count(static note => note.Equals("build", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task It_works_through_a_link_from_any_folder()
    {
        var link = _folder["bl"];
        File.CreateSymbolicLink(link, "my check out/bluelamp");
        (await RunAsync([link, "up"], "/")).Output.ShouldBe("host <up>");
    }

    [Fact]
    public async Task Two_at_once_build_once()
    {
        await Task.WhenAll(BluelampAsync("up"), BluelampAsync("up"), BluelampAsync("build"));
        Notes.Count(static note => note.Equals("build", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_build_that_fails_shows_its_errors_and_is_tried_again()
    {
        Write("broken", "");
        var (exitCode, _, errors) = await BluelampAsync("up");
        exitCode.ShouldBe(2);
        errors.ShouldContain("error CS1002: ; expected");
        File.Delete(Path.Combine(_checkout, "broken"));
        (await BluelampAsync("up")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("dotnet", "the .NET 10 SDK")]
    [InlineData("node", "Node.js 20 or newer")]
    [InlineData("npm", "npm, which comes with Node.js")]
    public async Task A_missing_tool_is_one_line_that_says_what_to_install(string tool, string install)
    {
        File.Delete(_folder["tools/" + tool]);
        foreach (var program in (string[])["sh", "env", "dirname", "readlink", "id", "cat"])
            File.CreateSymbolicLink(_folder["tools/" + program], Tools.Find(program)!);

        var (exitCode, _, errors) = await RunAsync([Path.Combine(_checkout, "bluelamp"), "demo"], "/", _folder["tools"]);

        exitCode.ShouldBe(2);
        errors.ShouldStartWith($"bluelamp: {tool} is missing. Install {install}");
        errors.Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_tests_end_with_one_line_that_sums_all_suites()
    {
        var (exitCode, output, _) = await BluelampAsync("test");
        exitCode.ShouldBe(1);
        output.Split('\n')[^1].ShouldBe("39 passed, 1 failed, 2 skipped");
    }

    [Fact]
    public async Task A_bench_is_built_when_it_is_asked_for_and_is_given_every_word()
    {
        (await BluelampAsync("bench", "ledger", "--seconds", "5")).Output.ShouldBe("host <ledger> <--seconds> <5>");
        (await BluelampAsync("--help")).Output.ShouldContain("\n  bench ");
    }

    [Fact]
    public async Task A_suite_that_dies_without_a_word_counts_as_failed()
    {
        Write("broken.suite", "");
        (await BluelampAsync("test")).Output.Split('\n')[^1].ShouldBe("9 passed, 2 failed, 2 skipped");
    }

    [Fact]
    public async Task A_suite_without_a_test_that_was_asked_for_is_fine_beside_one_that_has_some()
    {
        Write("broken.choice", "3, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 1.234s");
        Write("broken.other", "0");
        var (exitCode, output, _) = await BluelampAsync("test", "-class", "*VerifyTests");
        output.Split('\n')[^1].ShouldBe("3 passed, 0 failed");
        exitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("12, Errors: 0, Failed: 0, Skipped: 0, Not Run: 12, Time: 0.000s")]
    public async Task A_run_of_no_test_at_all_fails_and_says_so(string total)
    {
        Write("broken.choice", total);
        Write("broken.other", "0");
        var (exitCode, output, _) = await BluelampAsync("test", "-class", "*NoSuchTests");
        output.Split('\n')[^2..].ShouldBe(["No test ran: none fits the options -class *NoSuchTests", "0 passed, 0 failed"]);
        exitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("99999999999")]
    [InlineData("soon")]
    [InlineData("1.5")]
    public void Seconds_that_cannot_be_read_are_told_in_a_sentence(string seconds) =>
        CommandLine
            .Verbs()
            .Parse(["evidence", "add", ".", "--by", "mair", "--purpose", "why", "--clock-ahead", seconds])
            .Errors.ShouldHaveSingleItem()
            .Message.ShouldContain("whole number of seconds");

    [Fact]
    public async Task It_knows_the_verbs_of_the_program_and_explains_each()
    {
        var (_, help, _) = await BluelampAsync("--help");
        foreach (var verb in CommandLine.Verbs().Subcommands)
        {
            help.ShouldContain($"\n  {verb.Name} ");
            (await BluelampAsync(verb.Name, "--help")).Output.ShouldBe($"host <{verb.Name}> <--help>");
            verb.Description.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public async Task An_unknown_verb_is_refused_before_anything_is_built()
    {
        var (exitCode, _, errors) = await BluelampAsync("dance");
        exitCode.ShouldBe(2);
        errors.ShouldBe("bluelamp: there is no verb dance. See: bluelamp --help");
        Notes.ShouldBeEmpty();
    }

    private string[] Notes => File.Exists(_folder["notes"]) ? File.ReadAllLines(_folder["notes"]) : [];

    private Task<(int ExitCode, string Output, string Errors)> BluelampAsync(params string[] args) =>
        RunAsync([Path.Combine(_checkout, "bluelamp"), .. args], _folder.Path);

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] command, string from, string? path = null)
    {
        var start = Tools.Describe(command, from);
        start.Environment["PATH"] = path ?? $"{_folder["tools"]}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["NOTES"] = _folder["notes"];
        start.Environment["BROKEN"] = Path.Combine(_checkout, "broken");
        using var process = System.Diagnostics.Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, (await output).TrimEnd('\n'), errors.TrimEnd('\n'));
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_checkout, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private void Tool(string name, string body)
    {
        Directory.CreateDirectory(_folder["tools"]);
        File.WriteAllText(_folder["tools/" + name], $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(_folder["tools/" + name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

using System.Diagnostics;
using System.Text;
using Bluelamp.Host.Running;
using Xunit;

namespace Bluelamp.Tests.Host;

/// <summary>A <c>bluelamp</c> in a process of its own, as a person would start it.</summary>
internal sealed class RunningBluelamp : IAsyncDisposable
{
    public const int Terminate = 15;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<string> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningBluelamp(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "Bluelamp.Host.dll");

    public int ProcessId => _process.Id;

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    /// <summary>Starts it with words before <c>dotnet</c>, such as those that change the user.</summary>
    public static RunningBluelamp StartAs(IEnumerable<string> prefix, params string[] args) =>
        new(
            new Process
            {
                StartInfo = Tools.Describe(
                    [
                        .. prefix,
                        Environment.ProcessPath is { } self && self.EndsWith("dotnet", StringComparison.Ordinal) ? self : "dotnet",
                        Dll,
                        .. args,
                    ],
                    Path.GetTempPath()
                ),
            }
        );

    public static RunningBluelamp Start(params string[] args) => StartAs([], args);

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] args)
    {
        await using var bluelamp = Start(args);
        return (await bluelamp.EndedAsync(), bluelamp.Output, bluelamp.Errors);
    }

    /// <summary>The address, once it says that it is open.</summary>
    public async Task<Uri> OpenAsync()
    {
        var ended = _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await Task.WhenAny(_open.Task, ended) == _open.Task
            ? new Uri(await _open.Task)
            : throw new InvalidOperationException($"It ended before it was open: {Errors}");
    }

    public void Signal(int signal) => Tools.Signal(_process.Id, signal);

    public async Task<int> EndedAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signal(Terminate);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        const string Open = "Bluelamp is open: ";
        Append(_output, line);
        if (line?.StartsWith(Open, StringComparison.Ordinal) == true)
            _open.TrySetResult(line[Open.Length..]);
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
            text.AppendLine(line);
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString().Trim();
    }
}

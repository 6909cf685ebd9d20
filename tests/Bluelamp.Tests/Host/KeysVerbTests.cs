using System.Text.Json;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host;

public sealed class KeysVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_sealing_key_is_replaced_beside_a_running_bluelamp_and_everything_verifies()
    {
        await using var up = RunningBluelamp.Start("up", "--port", "0", "--data", _folder.Path);
        await up.OpenAsync();
        await RunAsync("user", "add", "jo.evans", "--name", "Jo Evans", "--role", "administrator");
        (await SealedAsync()).ShouldContain("/ledger");
        var rotated = JsonDocument.Parse(await RunAsync("keys", "rotate", "--json")).RootElement;
        var key = rotated.GetProperty("keys").EnumerateArray().Last().GetProperty("key").GetString()!;
        File.Exists(rotated.GetProperty("file").GetString()).ShouldBeTrue();
        (await SealedAsync()).ShouldContain(key.Split('+')[0]);
    }

    /// <summary>Verifies until there is a checkpoint. Answers it.</summary>
    private async Task<string> SealedAsync()
    {
        while (true)
        {
            var report = JsonDocument.Parse(await RunAsync("verify", "--json")).RootElement;
            report.GetProperty("ok").GetBoolean().ShouldBeTrue();
            if (report.GetProperty("checkpoint").GetString() is { } checkpoint)
                return checkpoint;
        }
    }

    private async Task<string> RunAsync(params string[] words)
    {
        var (exit, output, errors) = await RunningBluelamp.RunAsync([.. words, "--data", _folder.Path]);
        exit.ShouldBe(0, errors + output);
        return output;
    }
}

using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

public sealed class ExportTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluelamp-export-").FullName;
    private SealedWorld _world = null!; // set before each test

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await TamperedWorld.LookedAtAsync();
        await _world.BeaconAsync(new string('z', 70_000));
        await _world.SealAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_export_verifies_across_a_replaced_key()
    {
        var kept = (await _world.CheckpointAsync()).ToString();
        await _world.Get<KeyRotation>().RunAsync(Ct);
        await _world.BeaconAsync();
        await _world.SealAsync();
        await _world.Get<Exporter>().RunAsync(_folder, SilentProgress.Instance, Ct);
        (await VerifyAsync(kept)).Wrong.ShouldBeEmpty();
        (await File.ReadAllLinesAsync(Directory.GetFiles(_folder, "keys.jsonl", SearchOption.AllDirectories)[0], Ct)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task An_export_verifies_without_any_database()
    {
        (await _world.Get<Exporter>().RunAsync(_folder, SilentProgress.Instance, Ct)).ShouldBe(62);
        var report = await VerifyAsync();
        report.Wrong.ShouldBeEmpty();
        report
            .Logs.Select(static l => (l.Log, l.Entries))
            .ShouldBe([("bluelamp/98/consultations", 20), ("bluelamp/98/ledger", 42)], ignoreOrder: true);
        report.Checkpoint.ShouldBe((await _world.CheckpointAsync()).ToString());
        (await VerifyAsync((await _world.CheckpointAsync()).ToString())).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_left_alone()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "mine"), "mine", Ct);
        (
            await Should.ThrowAsync<CannotRunException>(() => _world.Get<Exporter>().RunAsync(_folder, SilentProgress.Instance, Ct))
        ).Message.ShouldContain("is not empty");
    }

    [Fact]
    public async Task Any_changed_byte_cut_or_missing_file_of_the_export_is_found()
    {
        await _world.Get<Exporter>().RunAsync(_folder, SilentProgress.Instance, Ct);
        var files = Directory
            .GetFiles(_folder, "*", SearchOption.AllDirectories)
            .Where(static f => new FileInfo(f).Length > 0)
            .Order()
            .ToList();
        var random = new Random(1829);
        for (var i = 0; i < 400; i++)
            await TamperAsync(files[random.Next(files.Count)], random);
        (await VerifyAsync()).Wrong.ShouldBeEmpty();
    }

    private async Task TamperAsync(string file, Random random)
    {
        var bytes = await File.ReadAllBytesAsync(file, Ct);
        var changed = bytes.ToArray();
        var at = random.Next(bytes.Length);
        var how = random.Next(4);
        changed[at] ^= (byte)(1 << random.Next(8));
        if (how == 3)
            File.Delete(file);
        else
            await File.WriteAllBytesAsync(file, how == 2 ? bytes[..at] : changed, Ct);
        (await VerifyAsync()).Ok.ShouldBeFalse($"{file}: {how} at {at} of {bytes.Length}");
        await File.WriteAllBytesAsync(file, bytes, Ct);
    }

    private Task<VerifyReport> VerifyAsync(params string[] kept) =>
        ExportVerifier.RunAsync(_folder, kept, TimeProvider.System, SilentProgress.Instance, Ct);
}

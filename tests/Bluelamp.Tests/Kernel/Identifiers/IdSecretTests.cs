using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Identifiers;

/// <summary>An id tells nobody the phone number that it was made from, and the same number always finds the same record.</summary>
public sealed class IdSecretTests : IAsyncLifetime
{
    private readonly string _keys = Directory.CreateTempSubdirectory("bluelamp-ids-").FullName;
    private TestDatabase _database = null!; // set before each test

    private string File => IdSecretKeeper.FileIn(_keys);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_keys, recursive: true);
    }

    [Fact]
    public void One_number_gives_one_id_here_and_another_elsewhere()
    {
        var (here, elsewhere) = (IdSecret.New(), IdSecret.New());
        Phone(here).ShouldBe(Phone(here));
        Phone(here).ShouldNotBe(Phone(elsewhere));
        Communication.Of(new(1, here), CommunicationKind.Phone, "+447700900123").Value.ShouldNotBe(Phone(here), "another force");
        Phone(here).Version.ShouldBe(8);
    }

    [Fact]
    public async Task The_secret_is_found_again_after_a_restart_and_by_another_host_and_only_its_owner_may_read_it()
    {
        var first = await SecretAsync();
        Phone(await SecretAsync()).ShouldBe(Phone(first));
        if (!OperatingSystem.IsWindows())
            System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await _database.Source.TablesWithAsync(Convert.ToHexStringLower(Convert.FromBase64String(first.ToText())))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Hosts_that_begin_at_once_agree_on_one_secret()
    {
        var secrets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(SecretAsync)));
        secrets.Select(Phone).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_lost_secret_is_refused_and_no_new_one_is_made()
    {
        var secret = await SecretAsync();
        System.IO.File.Move(File, File + ".kept");
        (await RefusedAsync()).ShouldContain("Put the file back from your backup");
        System.IO.File.Exists(File).ShouldBeFalse();
        System.IO.File.Move(File + ".kept", File);
        Phone(await SecretAsync()).ShouldBe(Phone(secret));
    }

    [Fact]
    public async Task The_secret_of_another_installation_and_a_broken_file_are_refused()
    {
        await SecretAsync();
        var text = await System.IO.File.ReadAllTextAsync(File, Ct);
        await System.IO.File.WriteAllTextAsync(File, text[..^6], Ct);
        (await RefusedAsync()).ShouldContain("cannot be read");
        System.IO.File.Delete(File);
        await using (var other = await TestDatabase.CreateAsync())
            await SecretAsync(other);
        (await RefusedAsync()).ShouldContain("is not the one of this database's ids");
    }

    [Fact]
    public async Task A_database_that_was_begun_without_a_secret_is_refused()
    {
        await using (var old = _database.Source.CreateCommand("insert into kernel.id_secret (fingerprint) values ('')"))
            await old.ExecuteNonQueryAsync(Ct);
        (await RefusedAsync()).ShouldContain("Begin a new one");
    }

    [Fact]
    public async Task An_installation_without_its_secret_can_still_be_verified_and_exported()
    {
        var (folder, output) = (Path.Combine(_keys, "data"), Path.Combine(_keys, "export"));
        var (added, _, why) = await Host.RunningBluelamp.RunAsync(
            "user",
            "add",
            "sgt.owl",
            "--role",
            "administrator",
            "--name",
            "Sergeant Owl",
            "--data",
            folder,
            "--json"
        );
        added.ShouldBe(0, why);
        System.IO.File.Delete(IdSecretKeeper.FileIn(Path.Combine(folder, "keys")));

        var (verified, said, errors) = await Host.RunningBluelamp.RunAsync("verify", "--data", folder);
        verified.ShouldBe(0, said + errors);
        var (exported, _, wrong) = await Host.RunningBluelamp.RunAsync("export", output, "--data", folder);
        exported.ShouldBe(0, wrong);
        var (opened, _, refusal) = await Host.RunningBluelamp.RunAsync("up", "--port", "0", "--data", folder);
        opened.ShouldBe(2);
        refusal.ShouldContain("Put the file back from your backup");
    }

    private static Guid Phone(IdSecret secret) => Communication.Of(new(98, secret), CommunicationKind.Phone, "+447700900123").Value;

    private Task<IdSecret> SecretAsync() => SecretAsync(_database);

    private async Task<IdSecret> SecretAsync(TestDatabase database)
    {
        var keeper = new IdSecretKeeper(database.Source, new SealOptions(_keys));
        await keeper.TakeAsync(Ct);
        return keeper.Secret;
    }

    private async Task<string> RefusedAsync() => (await Should.ThrowAsync<CannotRunException>(SecretAsync)).Message;
}

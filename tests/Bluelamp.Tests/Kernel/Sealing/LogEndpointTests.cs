using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Npgsql;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

public sealed class LogEndpointTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private string Log => $"/log/{Host.Get<ForceProfile>().Code}/ledger";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_can_read_the_checkpoint_and_the_tiles_that_lead_to_it()
    {
        await Host.SignInAsync("auditor");
        var (_, checkpoint) = await CheckpointAsync();
        var tile = await Host.Client.GetByteArrayAsync($"{Log}/tile/{Tile(checkpoint)}", Ct);
        Merkle.Root(MemoryMarshal.Cast<byte, Hash>(tile)).ShouldBe(checkpoint.Root);
    }

    [Theory]
    [InlineData("tile/entries/000")]
    [InlineData("tile/0/999")]
    [InlineData("tile/0/000")]
    [InlineData("tile/0/000.p/255")]
    public async Task There_is_nothing_else_to_be_had(string path)
    {
        await Host.SignInAsync("auditor");
        await CheckpointAsync();
        using var answer = await Host.Client.GetAsync(new Uri($"{Log}/{path}", UriKind.Relative), Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_auditor_gets_a_proof_that_leads_from_an_entry_to_a_signed_root()
    {
        var auditor = await Host.SignInAsync("auditor");
        await CheckpointAsync();
        var proof = (await auditor.Http.GetFromJsonAsync<InclusionProof>($"/log/proof/{auditor.Staff}/1", Ct))!;
        SignedNote.TryParse(proof.Checkpoint, out var note).ShouldBeTrue();
        Checkpoint.TryParse(note.Text, out var checkpoint).ShouldBeTrue();
        await using var connection = await Host.Get<NpgsqlDataSource>().OpenConnectionAsync(Ct);
        var keys = await SealKeys.ListAsync(new(Host.Get<ForceProfile>().Code, SealedLog.Ledger), connection, Ct);
        note.SignedBy(keys.Select(static k => k.Key)).ShouldNotBeEmpty();
        var hashes = proof.Proof.Select(Parse).ToArray();
        Proof.VerifyInclusion(Parse(proof.Leaf), proof.Index, proof.Size, hashes, checkpoint.Root).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_else_gets_one()
    {
        var handler = await Host.SignInAsync("contact-handler");
        (await handler.StatusAsync($"/log/proof/{handler.Staff}/1")).ShouldBe(HttpStatusCode.Forbidden);
        using var anonymous = await Host.Client.GetAsync(new Uri($"/log/proof/{handler.Staff}/1", UriKind.Relative), Ct);
        anonymous.StatusCode.ShouldBeOneOf(HttpStatusCode.Found, HttpStatusCode.Unauthorized);
    }

    private async Task<(SignedNote Note, Checkpoint Checkpoint)> CheckpointAsync()
    {
        await SealedWorld.SealAsync(Host.Get<Sealer>(), Host.Get<NpgsqlDataSource>());
        SignedNote.TryParse(await Host.Client.GetStringAsync($"{Log}/checkpoint", Ct), out var note).ShouldBeTrue();
        Checkpoint.TryParse(note.Text, out var checkpoint).ShouldBeTrue();
        return (note, checkpoint);
    }

    private static string Tile(Checkpoint checkpoint) => new TileId(0, 0).Path(new TileId(0, 0).WidthAt(checkpoint.Size))["tile/".Length..];

    private static Hash Parse(string base64) => Hash.TryParse(base64, out var hash) ? hash : throw new FormatException(base64);
}

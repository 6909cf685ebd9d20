using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Objects;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Signatures of which the store has no longer, or no longer as it was drawn, what the ledger names.</summary>
public sealed class BundleSignatureTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_that_the_store_no_longer_has_holds_nothing_up_and_is_said()
    {
        var (exhibit, signature) = await SignedAsync();
        File.Delete(Host.Get<ContentStore>().PathOf(signature));
        var bundle = await ExportAsync(exhibit);
        bundle.Wrong().ShouldBeEmpty();
        bundle.Files.ShouldNotContain(static f => f.StartsWith("signatures/", StringComparison.Ordinal));
        bundle.Text("index.html").ShouldContain("no longer in the store");
        bundle.Text("index.html").ShouldContain(signature.ToString());
        BundleJson.TryRead<Manifest>(bundle.Contents["manifest.json"], out var manifest).ShouldBeTrue();
        manifest.Items[0].Signatures.ShouldHaveSingleItem().ShouldBe(new(3, signature, Path: null));
    }

    [Fact]
    public async Task A_picture_that_was_changed_in_the_store_leaves_in_no_bundle()
    {
        var (exhibit, signature) = await SignedAsync();
        var path = Host.Get<ContentStore>().PathOf(signature);
        File.SetAttributes(path, FileAttributes.Normal);
        await File.WriteAllTextAsync(path, "<svg/>", Ct);
        (await Should.ThrowAsync<CannotRunException>(() => ExportAsync(exhibit))).Message.ShouldContain("is not the one that was drawn");
        File.Delete(path);
    }

    private async Task<(Id<Exhibit> Exhibit, ContentHash Signature)> SignedAsync()
    {
        var exhibit = await SignedObject.TakeInAsync(Host, Police, Ct, "1,1 2,2 3,3 4,4 5,5 6,6 7,7 8,8");
        var entries = await Host.Get<ILedger>().StreamAsync(exhibit.Value, Police, Ct);
        return (exhibit, entries.Select(static e => e.Event).OfType<ObjectPassedOn>().Single().Signing!.Drawn!.Value);
    }

    private async Task<MemoryBundle> ExportAsync(Id<Exhibit> exhibit)
    {
        var begun = await Host.Get<Bundler>().BeginAsync([exhibit], Guid.CreateVersion7(), "the defence", Police, Ct);
        var bundle = new MemoryBundle();
        await Host.Get<Bundler>().WriteAsync(begun.OrThrow(), bundle, Police, SilentProgress.Instance, Ct);
        return bundle;
    }
}

using Bluelamp.Host.Site;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.Site;

public sealed class AssetsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bluelamp-assets-");

    [Fact]
    public void An_asset_is_addressed_by_the_name_that_carries_its_hash()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "manifest.json"), """{ "public.css": "public-0BADCAFE.css" }""");
        var assets = new Assets(_folder.FullName);
        assets.Built.ShouldBeTrue();
        assets.Url("public.css").ShouldBe("/assets/public-0BADCAFE.css");
    }

    [Fact]
    public void Without_a_build_pages_still_have_an_address_to_ask_for()
    {
        var assets = new Assets(_folder.FullName);
        assets.Built.ShouldBeFalse();
        assets.Url("public.css").ShouldBe("/assets/public.css");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>A picture of a telephone says when, where and with what it was taken, also where nothing here can show it.</summary>
public sealed class HeicTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer System => Viewer.System(Host.Get<ForceProfile>().Code);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void What_a_telephone_wrote_into_its_picture_is_found(int version)
    {
        using var picture = new MemoryStream(HeicMade.Picture(version));
        PictureFacts
            .Read(picture, new())
            .ShouldSatisfyAllConditions(
                static f => f.MadeAt.ShouldBe(new DateTimeOffset(2026, 3, 5, 14, 7, 9, TimeSpan.Zero)),
                static f => f.MadeAtHasZone.ShouldBeTrue(),
                static f => f.Latitude!.Value.ShouldBe(51.4825, 0.0001),
                static f => f.Longitude!.Value.ShouldBe(-3.1811, 0.0001),
                static f => f.Device.ShouldBe("Lamp Phone 12")
            );
    }

    [Fact]
    public void A_picture_that_was_cut_or_changed_anywhere_says_what_it_can_and_does_no_harm()
    {
        var whole = HeicMade.Picture();
        for (var at = 0; at < whole.Length; at++)
        {
            using var cut = new MemoryStream(whole[..at]);
            PictureFacts.Read(cut, new()).Turned.ShouldBe(1);
            foreach (var other in (byte[])[0, 1, 0x7F, 0xFF])
            {
                var bytes = (byte[])whole.Clone();
                bytes[at] = other;
                using var changed = new MemoryStream(bytes);
                PictureFacts.Read(changed, new());
            }
        }
    }

    [Fact]
    public async Task A_picture_of_a_telephone_that_cannot_be_shown_says_when_where_and_with_what_it_was_taken()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await Host.TakeInAsync(HeicMade.Picture(), "IMG_0042.HEIC");
        await Eventually.TrueAsync(async () => (await EventsAsync(exhibit)).OfType<ExhibitExamined>().Any());
        (await EventsAsync(exhibit)).OfType<ExhibitExamined>().Single().Readable.ShouldBeFalse();
        var officer = await Host.SignInAsync("officer");
        var content = (await officer.OpenAsync($"/records/exhibits/{exhibit}")).QuerySelector("section[aria-labelledby=content]")!;
        content.TextContent.ShouldContain("This file cannot be played or shown here.");
        content.QuerySelector($"a[href$='{exhibit}/original']").ShouldNotBeNull();
        content.TextContent.ShouldContain("5 March 2026 at 14:07");
        content.TextContent.ShouldContain("51.4825");
        content.TextContent.ShouldContain("Lamp Phone 12");
    }

    private async Task<IReadOnlyList<IEvent>> EventsAsync(Id<Exhibit> exhibit) =>
        [.. (await Host.Get<ILedger>().StreamAsync(exhibit.Value, System, Ct)).Select(static e => e.Event)];
}

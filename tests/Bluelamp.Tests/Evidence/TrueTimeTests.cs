using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Lists by time go by the true time, not by what a recorder's clock said that was wrong.</summary>
public sealed class TrueTimeTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    [Fact]
    public async Task What_a_fast_clock_recorded_stands_before_what_a_right_one_did_a_little_later()
    {
        var word = $"tt{Guid.CreateVersion7():n}";
        var fast = await TakeInAsync(word, "fast", new() { From = Noon.AddMinutes(50), ClockAheadSeconds = 3600 });
        var right = await TakeInAsync(word, "right", new() { From = Noon, ClockAheadSeconds = 0 });
        (await ByTimeAsync(new(Words: word))).Select(static l => l.Exhibit).ShouldBe([fast, right]);
        (await ByTimeAsync(new(Words: word, From: Noon.AddMinutes(-15), Until: Noon.AddMinutes(-5))))
            .ShouldHaveSingleItem()
            .Exhibit.ShouldBe(fast);
        var officer = await Host.SignInAsync("officer");
        var page = (await officer.OpenAsync($"/records/exhibits/{fast}")).Body!.TextContent;
        page.ShouldContain("By the true time");

        var compared = new AddToKnown(
            right,
            new() { From = Noon, ClockAheadSeconds = 7200 },
            new(Noon, "PC Rees"),
            From: null,
            Consent: null
        );
        (await Host.Get<ILedger>().DecideAsync(new Id<KnownNow>(right.Value), compared, Police, Ct)).OrThrow();
        (await ByTimeAsync(new(Words: word))).Select(static l => l.Exhibit).ShouldBe([right, fast]);
        (await ByTimeAsync(new(Words: word)))[0].HappenedAt.ShouldBe(Noon.AddHours(-2));
    }

    private Task<Id<Exhibit>> TakeInAsync(string word, string name, Circumstances said) =>
        Host.TakeInAsync(
            [.. "recording "u8, .. Guid.CreateVersion7().ToByteArray()],
            $"{name}.bin",
            said: said with
            {
                Description = word,
            }
        );

    private Task<List<ExhibitLine>> ByTimeAsync(ExhibitsAsked asked) =>
        Host.Get<ExhibitList>().PageAsync(asked, ExhibitOrder.Time, after: null, Police, Ct);
}

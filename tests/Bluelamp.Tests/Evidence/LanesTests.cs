using Bluelamp.Evidence.Media;
using Shouldly;
using Xunit;
using SandboxLimits = Bluelamp.Evidence.Media.SandboxLimits;

namespace Bluelamp.Tests.Evidence;

/// <summary>What makes derivatives takes as much of the machine as it may, and no picture waits for a film.</summary>
public sealed class LanesTests
{
    private static readonly SandboxLimits Look = new(default, default, 100 << 20, 1);
    private static readonly SandboxLimits Film = Look with { Lane = Lane.Film };
    private static readonly SandboxLimits LongFilm = Look with { Lane = Lane.LongFilm };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_picture_waits_for_a_film_and_no_short_film_for_a_long_one()
    {
        var lanes = new Lanes(new() { Workers = 2, MemoryMegabytes = 10_000 });
        using var hours = await lanes.EnterAsync(LongFilm, Ct);
        lanes.EnterAsync(LongFilm, Ct).IsCompleted.ShouldBeFalse("one at a time");
        using var minutes = await lanes.EnterAsync(Film, Ct);
        var next = lanes.EnterAsync(Film, Ct);
        next.IsCompleted.ShouldBeFalse();
        using var one = await lanes.EnterAsync(Look, Ct);
        using var two = await lanes.EnterAsync(Look, Ct);
        lanes.EnterAsync(Look, Ct).IsCompleted.ShouldBeFalse("as many as workers");
        minutes.Dispose();
        minutes.Dispose();
        using var second = await next;
        lanes.EnterAsync(Film, Ct).IsCompleted.ShouldBeFalse("a place is given back once");
    }

    [Fact]
    public async Task Memory_holds_back_all_but_the_first_of_each_lane()
    {
        var lanes = new Lanes(new() { Workers = 8, MemoryMegabytes = 250 });
        using var film = await lanes.EnterAsync(Film, Ct);
        using var look = await lanes.EnterAsync(Look, Ct);
        var more = lanes.EnterAsync(Look, Ct);
        more.IsCompleted.ShouldBeFalse();
        using var longFilm = await lanes.EnterAsync(LongFilm, Ct);
        film.Dispose();
        more.IsCompleted.ShouldBeFalse("look and long film take 200 of 250");
        longFilm.Dispose();
        using var given = await more;
    }

    [Fact]
    public async Task Who_gives_up_waiting_holds_up_nobody()
    {
        var lanes = new Lanes(new() { Workers = 1, MemoryMegabytes = 10_000 });
        var first = await lanes.EnterAsync(Look, Ct);
        using var patience = new CancellationTokenSource();
        var impatient = lanes.EnterAsync(Look, patience.Token);
        var patient = lanes.EnterAsync(Look, Ct);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(impatient);
        first.Dispose();
        (await patient).Dispose();
    }

    /// <summary>Whatever comes in whatever order: never more at once than allowed, and all are let in.</summary>
    [Fact]
    public async Task Many_at_once_keep_the_bounds_and_all_get_through()
    {
        var lanes = new Lanes(new() { Workers = 4, MemoryMegabytes = 450 });
        var (running, most, done) = (new int[3], new int[3], 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, 300)
                .Select(async i =>
                {
                    var limits = (i % 3) switch
                    {
                        0 => Look,
                        1 => Film,
                        _ => LongFilm,
                    };
                    using var place = await lanes.EnterAsync(limits, Ct);
                    lock (most)
                        most[i % 3] = Math.Max(most[i % 3], ++running[i % 3]);
                    await Task.Yield();
                    lock (most)
                        running[i % 3]--;
                    Interlocked.Increment(ref done);
                })
        );
        done.ShouldBe(300);
        most.ShouldAllBe(static m => m >= 1);
        foreach (var lane in Enum.GetValues<Lane>())
            most[(int)lane].ShouldBeLessThanOrEqualTo(lanes.PlacesOf(lane));
    }
}

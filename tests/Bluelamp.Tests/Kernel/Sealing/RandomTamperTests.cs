using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Npgsql;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

/// <summary>Whatever bit flips, whatever goes, is moved or is dated back: a thousand tries on the database, and more on an export (<see cref="ExportTests"/>).</summary>
public sealed class RandomTamperTests(TamperedWorld shared) : IClassFixture<TamperedWorld>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Of_a_thousand_random_tampers_every_flipped_bit_is_found() => AllAreFoundAsync(Tampers.Flips);

    [Fact]
    public Task Of_a_thousand_random_tampers_every_deleted_row_is_found() => AllAreFoundAsync(Tampers.Deletions);

    [Fact]
    public Task Of_a_thousand_random_tampers_every_reordered_entry_is_found() => AllAreFoundAsync(Tampers.Reorders);

    [Fact]
    public Task Of_a_thousand_random_tampers_every_back_dated_entry_is_found() => AllAreFoundAsync(Tampers.BackDates);

    /// <summary>A quarter of the thousand: each alone, each put right again, and nothing wrong in the end.</summary>
    private async Task AllAreFoundAsync(IReadOnlyList<string> tampers)
    {
        var world = await shared.GetAsync();
        var random = new Random(1829);
        for (var found = 0; found < 250; )
        {
            var tamper = string.Format(
                CultureInfo.InvariantCulture,
                tampers[random.Next(tampers.Count)],
                random.Next(1, 40),
                random.Next(1 << 20)
            );
            if (!await HappensAsync(world, tamper))
                continue;
            (await world.Get<Verifier>().RunAsync([], SilentProgress.Instance, Ct)).Ok.ShouldBeFalse(tamper);
            await shared.RestoreAsync();
            found++;
        }
        (await world.Get<Verifier>().RunAsync([], SilentProgress.Instance, Ct)).Wrong.ShouldBeEmpty();
    }

    /// <summary>The database itself refuses some: a text that is not UTF-8 or not JSON any more, a version that is taken.</summary>
    private static async Task<bool> HappensAsync(SealedWorld world, string tamper)
    {
        try
        {
            await using var command = world.Source.CreateCommand(tamper);
            return await command.ExecuteNonQueryAsync(Ct) > 0;
        }
        catch (PostgresException)
        {
            return false;
        }
    }
}

using AngleSharp.Dom;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Review;

/// <summary>What is said of people, crime by crime, until the engine has something to propose.</summary>
internal static class WhatIsSaid
{
    private static int _serial = 900;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static async Task RecordAsync(this TestHost host, Id<Nominal> nominal, PersonDetails said, bool isNew = true)
    {
        var (serial, force) = (Interlocked.Increment(ref _serial), host.Get<ForceProfile>().Code);
        var plan = Plan(serial) with
        {
            Ids = new(force, host.Get<IdSecret>()),
            Reference = CrimeReference.Of(force, 2026, serial),
            People = [new PlannedPerson(nominal, isNew, LinkRole.Victim, said)],
        };
        (await host.Get<ILedger>().DecideAsync(plan.Steps(), host.Administrator, Ct)).OrThrow();
    }

    /// <summary>The line that leads to this page, as soon as it waits in the queue.</summary>
    internal static async Task<IElement> WaitingAsync(this StaffClient who, string path)
    {
        IElement? line = null;
        await Eventually.TrueAsync(async () =>
        {
            var page = await who.OpenAsync("/records/review");
            line = page.QuerySelector($"a[href='{path[1..]}']")?.Closest("tr");
            return line is not null;
        });
        return line!; // it was waited for
    }
}

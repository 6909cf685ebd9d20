using System.Security.Cryptography;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Retention;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records;
using Npgsql;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Evidence that came in eleven years ago: a statement of a rape whose crime is complete, other papers, and body-worn video.</summary>
public sealed class RetentionWorld : IAsyncLifetime
{
    private static readonly TimeSpan Passed = TimeSpan.FromDays(11 * 366);
    private readonly Dictionary<(string, bool), StaffClient> _staff = [];
    private readonly FakeClock _clock = new(TimeProvider.System.GetUtcNow());

    public TestHost Host { get; private set; } = null!; // started before any test

    public byte[] Bytes { get; } = [.. "A statement that is not needed any more."u8];

    internal Id<Exhibit> Statement { get; } = Id<Exhibit>.New();

    internal Id<Exhibit> OfOpenCrime { get; } = Id<Exhibit>.New();

    internal Id<Exhibit> Paper { get; } = Id<Exhibit>.New();

    internal Id<Exhibit> OtherPaper { get; } = Id<Exhibit>.New();

    internal Id<Exhibit> Footage { get; } = Id<Exhibit>.New();

    internal Id<Exhibit> LinkedFootage { get; } = Id<Exhibit>.New();

    internal Id<Exhibit> HeldFootage { get; } = Id<Exhibit>.New();

    internal Id<Exhibit> EvidentialFootage { get; } = Id<Exhibit>.New();

    internal DateTimeOffset Now => _clock.Now;

    internal Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        Host = await TestHost.StartAsync(clock: _clock);
        await CrimeAsync(Statement, new CrimeFinalised(new(Statement.Value), "1"));
        await CrimeAsync(OfOpenCrime);
        await ReceiveAsync(Statement, Bytes);
        foreach (var paper in new[] { OfOpenCrime, Paper, OtherPaper })
            await ReceiveAsync(paper, paper.Value.ToByteArray());
        await FootageAsync(Footage, BodyWorn.NonEvidential);
        await FootageAsync(LinkedFootage, BodyWorn.NonEvidential);
        await FootageAsync(EvidentialFootage, BodyWorn.Evidential);
        await FootageAsync(HeldFootage, BodyWorn.NonEvidential);
        await TellAsync(HeldFootage.Value, new ExhibitHeld(HeldFootage, Id<Hold>.New(), HoldReason.Complaint, "Complaint 12"));
        await LinkAsync(Statement.Value, Statement);
        await LinkAsync(OfOpenCrime.Value, OfOpenCrime);
        await LinkAsync(OfOpenCrime.Value, LinkedFootage);
        await SweepAsync();
        foreach (var exhibit in new[] { Statement, OfOpenCrime, Paper, OtherPaper, Footage, LinkedFootage, HeldFootage, EvidentialFootage })
            await Host.Get<RetentionRows>().RenewAsync(exhibit, Viewer.System(Police.Force, "retention"), Ct); // the reaction does, in its time
        _clock.Now += Passed;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Somebody with this role, the same one each time; or another of them.</summary>
    public async Task<StaffClient> SignInAsync(string role, bool another = false)
    {
        if (!_staff.TryGetValue((role, another), out var staff))
            _staff[(role, another)] = staff = await SignInAnewAsync(role);
        return staff;
    }

    private async Task<StaffClient> SignInAnewAsync(string role)
    {
        var (client, secret) = await Host.EnrolAsync(role);
        using var answer = await client.SignInAsync(secret, step: (int)(Passed.TotalSeconds / 30));
        answer.Headers.Location.ShouldNotBeNull();
        return client;
    }

    internal async Task SweepAsync()
    {
        foreach (var sweep in Host.GetAll<ISweep>())
            await sweep.SweepAsync(Ct);
    }

    internal async Task<IReadOnlyList<Entry>> EntriesAsync(Id<Exhibit> exhibit) =>
        await Host.Get<ILedger>().StreamAsync(exhibit.Value, Police, Ct);

    internal async Task TellAsync(Guid record, params IEvent[] events) =>
        (await Host.Get<ILedger>().DecideAsync(new Id<Told>(record), new Tell(events), Police, Ct)).OrThrow();

    private static Id<Crime> CrimeOf(Guid exhibit) => new(new Guid(SHA256.HashData(exhibit.ToByteArray()).AsSpan(0, 16)));

    private Task CrimeAsync(Id<Exhibit> exhibit, params IEvent[] then)
    {
        var crime = CrimeOf(exhibit.Value);
        return TellAsync(
            crime.Value,
            [
                Burglary.Recorded with
                {
                    Crime = crime,
                    Reference = $"98{exhibit}",
                    Offence = "19C",
                },
                .. then.Select(e => e is CrimeFinalised f ? f with { Crime = crime } : e),
            ]
        );
    }

    /// <summary>Body-worn video that came in this moment, and whose time passes at once.</summary>
    internal async Task<Id<Exhibit>> DueFootageAsync()
    {
        var footage = Id<Exhibit>.New();
        await FootageAsync(footage, BodyWorn.NonEvidential);
        _clock.Now += TimeSpan.FromDays(40);
        await Host.Get<RetentionRows>().RenewAsync(footage, Viewer.System(Police.Force, "retention"), Ct);
        return footage;
    }

    /// <summary>Writes the rows of a link, in a transaction of which nobody knows yet.</summary>
    internal async Task WriteLinkAsync(Id<Exhibit> exhibit, NpgsqlConnection connection)
    {
        var view = Host.GetAll<IView>().Single(static v => v.Table is "records.link");
        var crime = CrimeOf(OfOpenCrime.Value);
        var link = new Linked(
            Id<Link>.New(),
            RecordRef.Of(crime),
            new(RecordKind.Exhibit, new(exhibit.Value)),
            LinkRole.Evidence,
            Confidence.Confirmed,
            Burglary.Report
        );
        var entry = new Entry(Police.Force, crime.Value, 90, Now, Actors.System, "test", [crime.Value, exhibit.Value], link);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(view.Write(entry)!.ToBatchCommand());
        await batch.ExecuteNonQueryAsync(Ct);
    }

    internal Task LinkAsync(Guid crimeOf, Id<Exhibit> exhibit)
    {
        var crime = CrimeOf(crimeOf);
        return TellAsync(
            crime.Value,
            new Linked(
                Id<Link>.New(),
                RecordRef.Of(crime),
                new(RecordKind.Exhibit, new(exhibit.Value)),
                LinkRole.Evidence,
                Confidence.Confirmed,
                Burglary.Report
            )
        );
    }

    private Task FootageAsync(Id<Exhibit> exhibit, BodyWorn marked)
    {
        var content = new FileContent(ContentHash.Of(SHA256.HashData(exhibit.Value.ToByteArray())), 1, $"{exhibit}.mp4", "video/mp4");
        return TellAsync(
            exhibit.Value,
            new ExhibitReceived(exhibit, content, new(OriginKind.Bulk), new()),
            new BodyWornMarked(exhibit, marked)
        );
    }

    private async Task ReceiveAsync(Id<Exhibit> exhibit, byte[] bytes)
    {
        var path = Path.Combine(Host.Get<ContentStore>().Incoming, exhibit.ToString());
        await File.WriteAllBytesAsync(path, bytes, Ct);
        var file = new ArrivedFile(path, ContentHash.Of(SHA256.HashData(bytes)), bytes.Length, $"{exhibit}.txt", ClaimedType: null);
        (await Host.Get<EvidenceIntake>().TakeAsync(exhibit, file, new(OriginKind.Staff), new(), of: null, Police, Ct)).OrThrow();
    }
}

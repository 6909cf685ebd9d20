using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Messages;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records;
using Xunit;

namespace Bluelamp.Tests.Disposal;

/// <summary>A record, and a word that stands in everything that was said of it and nowhere else.</summary>
internal sealed record Planted(string Kind, Guid Record, string Word);

/// <summary>A world with one record of each kind, linked with one another.</summary>
internal sealed partial class Populated(TestHost host)
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly Source Source = new(SourceKind.Officer, "police");
    private static readonly string NoRows = new CompactRange().Root().ToString();
    private readonly List<Planted> _planted = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer Viewer => host.Administrator;

    public async Task<IReadOnlyList<Planted>> PlantAsync()
    {
        var (crime, nominal, place) = (Id<Crime>.New(), Id<Nominal>.New(), Id<Place>.New());
        await CrimeAsync(crime, nominal, place);
        await NominalAsync(nominal, place);
        await PlaceAsync(place);
        await PairAsync(nominal);
        await SplitsAsync(nominal);
        await OthersAsync();
        await EvidenceAsync(crime);
        await ReportAsync(crime);
        await OpenReportAsync();
        await AdvisedReportAsync();
        await StaffAsync();
        return _planted;
    }

    private async Task StaffAsync()
    {
        var (staff, glass) = (Id<Staff>.New(), Id<Glass>.New());
        var word = Word("staff", staff.Value);
        var details = new StaffDetails(word, word, word, $"{word}@example.com");
        (await host.Get<StaffRegister>().EnrolAsync(staff, details, ["officer"], Viewer, Ct)).OrThrow();
        (await host.Get<StaffRegister>().SuspendAsync(staff, word, Viewer, Ct)).OrThrow();
        word = Word("glass", glass.Value);
        await TellAsync(
            glass.Value,
            new GlassBroken(glass, Id<Bluelamp.Kernel.Access.AnyRecord>.New(), staff, word, Burglary.Now),
            new GlassReviewed(glass, Id<Bluelamp.Kernel.Access.AnyRecord>.New(), Justified: true, word)
        );
    }

    private string Word(string kind, Guid record)
    {
        // No word of the language, and of letters only: hexadecimal ids and hashes cannot hold it.
        var word = "zw" + string.Concat(record.ToByteArray().AsSpan(8).ToArray().Select(static b => (char)('g' + (b % 14))));
        _planted.Add(new(kind, record, word));
        return word;
    }

    private async Task TellAsync(Guid record, params IEvent[] events) =>
        (await host.Get<ILedger>().DecideAsync(new Id<Told>(record), new Tell(events), Viewer, Ct)).OrThrow();

    private Task MessageAboutAsync(Guid record, string word) =>
        host.Get<IMessages>()
            .QueueAsync(OutgoingMessage.Email(Guid.CreateVersion7(), $"{word}@example.com", word, word, "en", record), Viewer.Force, Ct);

    private Task<int> KeepAsync(Sql sql) => host.Get<Db>().KeepAsync(sql, Ct);
}

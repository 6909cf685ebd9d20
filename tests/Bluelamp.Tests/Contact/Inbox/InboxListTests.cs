using Bluelamp.Contact.Inbox;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Inbox;

/// <summary>The inbox and its neighbours over rows that stand in <c>contact.report</c>.</summary>
public sealed class InboxListTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer Handler => Viewer.System(shared.Host.Get<ForceProfile>().Code);

    [Fact]
    public async Task Urgent_reports_come_first_then_the_unassessed_then_whoever_waits_longest()
    {
        var kind = Guid.CreateVersion7().ToString("N");
        var later = await ReportAsync(kind, grade: "P", Noon.AddHours(2));
        var routine = await ReportAsync(kind, grade: "R", Noon);
        var earlier = await ReportAsync(kind, grade: "P", Noon.AddHours(1));
        var emergency = await ReportAsync(kind, grade: "E", Noon.AddHours(3));
        var unassessed = await ReportAsync(kind, grade: null, Noon.AddHours(3));
        var lines = await OpenAsync(new(Kind: kind));
        lines.Select(static l => l.Report).ShouldBe([emergency, unassessed, earlier, later, routine]);
    }

    [Fact]
    public async Task Each_page_goes_on_where_the_last_one_ended()
    {
        var kind = Guid.CreateVersion7().ToString("N");
        string?[] grades = ["E", null, "P", "S", "R", "O", "N"];
        for (var i = 0; i < 30; i++)
            await ReportAsync(kind, grades[i % grades.Length], Noon.AddMinutes(i));
        var first = (await OpenAsync(new(Kind: kind))).Take(InboxList.PageSize).ToList();
        var rest = await OpenAsync(new(Kind: kind, After: InboxList.PlaceOf(first[^1])));
        rest.Count.ShouldBe(5);
        first.Concat(rest).Select(static l => l.Report).Distinct().Count().ShouldBe(30);
        first.Concat(rest).Select(static l => l.Urgency).ShouldBeInOrder();
    }

    [Fact]
    public async Task Closed_reports_are_shown_only_when_asked_for()
    {
        var kind = Guid.CreateVersion7().ToString("N");
        var closed = await ReportAsync(kind, "P", Noon, status: "Crimed");
        (await OpenAsync(new(Kind: kind))).ShouldBeEmpty();
        (await OpenAsync(new("closed", Kind: kind))).ShouldHaveSingleItem().Report.ShouldBe(closed);
    }

    [Fact]
    public async Task A_report_near_by_is_similar_whatever_its_words()
    {
        var kind = Guid.CreateVersion7().ToString("N");
        var one = await ReportAsync(kind, "P", Noon, words: "My shed was broken into", easting: 310_000);
        var near = await ReportAsync(kind, "P", Noon.AddDays(-3), words: "Window of the chapel smashed", easting: 310_300);
        await ReportAsync(kind, "P", Noon.AddDays(-3), words: "Lead taken off a roof", easting: 311_000);
        await ReportAsync(kind, "P", Noon.AddDays(-40), words: "Window of the chapel smashed", easting: 310_300);
        var similar = (await SimilarAsync(one)).ShouldHaveSingleItem();
        similar.Report.ShouldBe(near);
        similar.Metres.ShouldBe(300);
    }

    [Fact]
    public async Task A_report_in_much_the_same_words_is_similar_wherever_it_was_before_or_after()
    {
        var kind = Guid.CreateVersion7().ToString("N");
        var one = await ReportAsync(kind, "P", Noon, words: "Two men in a white van took my quad bike from the yard");
        var before = await ReportAsync(kind, "P", Noon.AddDays(-2), words: "Two men with a white van took a quad bike from our yard");
        var after = await ReportAsync(kind, "P", Noon.AddDays(2), words: "A white van, two men: they took the quad bike from the yard");
        await ReportAsync(kind, "P", Noon.AddDays(-2), words: "Somebody sprayed paint on the bus shelter");
        (await SimilarAsync(one)).Select(static s => s.Report).ShouldBe([before, after], ignoreOrder: true);
    }

    private Task<List<InboxLine>> OpenAsync(InboxFilter filter) => shared.Host.Get<InboxList>().OpenAsync(Handler, filter, Ct);

    private Task<List<SimilarReport>> SimilarAsync(Guid report) => shared.Host.Get<SimilarReports>().ToAsync(new(report), Handler, Ct);

    private async Task<Guid> ReportAsync(
        string kind,
        string? grade,
        DateTimeOffset at,
        string words = "",
        string status = "New",
        double? easting = null
    )
    {
        var report = Guid.CreateVersion7();
        await shared
            .Host.Get<Db>()
            .KeepAsync(
                $"""
                insert into contact.report (force, report, reference, secret_hash, kind, language, channel, submitted_at, changed_at, status, grade,
                                            address, easting, northing, victim, suspects, words)
                values ({Handler.Force}, {report}, {report.ToString()}, '', {kind}, 'en', 'WEB', {at}, {at}, {status}, {grade},
                        '', {easting}, {(easting is null ? null : (double?)200_000)}, '', '', {words})
                """,
                Ct
            );
        return report;
    }
}

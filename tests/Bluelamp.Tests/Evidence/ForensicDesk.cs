using System.Net;
using System.Net.Http.Headers;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Objects;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Seized phones, and what officers and examiners do with them on the pages of the laboratory.</summary>
internal static class ForensicDesk
{
    private static int _count;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A phone that was seized, evidence of a burglary of its own.</summary>
    internal static async Task<(Id<Crime> Crime, Id<Exhibit> Phone)> PhoneAsync(this TestHost host)
    {
        var crime = Id<Crime>.New();
        await host.TellAsync(
            crime.Value,
            Burglary.Recorded with
            {
                Crime = crime,
                Reference = $"98/2026/8{Interlocked.Increment(ref _count):D6}-X",
            }
        );
        return (crime, await host.ObjectAsync(RecordRef.Of(crime)));
    }

    /// <summary>A phone that was taken in, of no crime or of this one.</summary>
    internal static async Task<Id<Exhibit>> ObjectAsync(this TestHost host, RecordRef? of = null)
    {
        var phone = Id<Exhibit>.New();
        var store = new Whereabouts(ObjectStatus.InStore, "temporary", "PC Rees", "Shelf 4");
        var at = new DateTimeOffset(2026, 1, 20, 12, 0, 0, TimeSpan.Zero);
        var take = new TakeInProduced(
            new(
                phone,
                new() { Description = "Black telephone, cracked screen", From = at },
                new("pace-32", "the suspect", Owner: null, "Box", "Swollen battery", "S500"),
                store,
                at
            ),
            new(phone, "TRF/1", "T. Rees", Taken: false)
        );
        List<Step> steps = [Step.For(phone, take)];
        if (of is not null)
            steps.Add(Step.For(of.Id, EvidenceIntake.AsEvidence(phone, of, new(OriginKind.Seized))));
        (await host.Get<ILedger>().DecideAsync(steps, Viewer.System(host.Get<ForceProfile>().Code), Ct)).OrThrow();
        return phone;
    }

    internal static (string, string)[] OfSouthWales =>
        [
            ("Client", "62"),
            ("ClientReference", "2600123456"),
            ("ClientOfficer", "DC 1234 Bevan"),
            ("ClientEmail", "bevan@south.example"),
            ("Offence", "28E"),
        ];

    internal static (string, string)[] Asking =>
        [
            ("Question", "Did they speak on 3 May?"),
            ("Lines", "Contact before the burglary"),
            ("Sought", "Messages of 1 to 5 May"),
            ("Level", "Lab"),
            ("Of", "Suspect"),
            ("Passcode", "NotKnown"),
        ];

    internal static async Task<string> AskAsync(StaffClient officer, Id<Exhibit> phone, params (string, string)[] more)
    {
        using var asked = await officer.SubmitAsync($"/evidence/forensics/new?exhibit={phone}", "submit", [.. Asking, .. more]);
        asked.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await asked.Content.ReadAsStringAsync(Ct));
        return new Uri(officer.Http.BaseAddress!, asked.Headers.Location!).AbsolutePath;
    }

    internal static async Task ApproveAsync(this TestHost host, string place) =>
        await SendAsync(
            await host.SignInAsync("supervisor"),
            $"{place}/triage",
            ("Answer", "approve"),
            ("Level", "Lab"),
            ("Reason", "Needed and in proportion")
        );

    /// <summary>The laboratory takes the device and puts it into the queue.</summary>
    internal static async Task BookAsync(StaffClient examiner, string place)
    {
        await SendAsync(
            examiner,
            $"{place}/booking",
            ("At", "2026-01-21T09:00"),
            ("Holder", "R. Vance, laboratory"),
            ("Place", "Shelf 7"),
            ("SealFound", "S500")
        );
        await SendAsync(examiner, $"{place}/step", ("To", "InQueue"));
    }

    /// <summary>A device that the laboratory has and has begun to examine.</summary>
    internal static async Task<string> ExaminedAsync(this TestHost host, StaffClient officer, StaffClient examiner, Id<Exhibit> phone)
    {
        var place = await AskAsync(officer, phone);
        await host.ApproveAsync(place);
        await BookAsync(examiner, place);
        await SendAsync(examiner, $"{place}/step", ("To", "Extracting"));
        return place;
    }

    /// <summary>Sends a file by the page of results, under the reference that it proposes.</summary>
    internal static async Task<string> AddAsync(StaffClient staff, string page, string kind, string name, string words)
    {
        var form = await staff.OpenAsync(page);
        using var parts = new MultipartFormDataContent();
        foreach (var input in form.QuerySelectorAll("form.bl-form input[type=hidden], #Reference"))
            parts.Add(new StringContent(input.GetAttribute("value") ?? ""), input.GetAttribute("name")!);
        parts.Add(new StringContent(kind), "Kind");
        parts.Add(new StringContent(words), "Description");
        var file = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes($"{words} {page}"));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        parts.Add(file, "File", name);
        using var answer = await staff.Http.PostAsync(new Uri(page, UriKind.Relative), parts, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync(Ct));
        var back = await staff.OpenAsync(page.Replace("/results", "", StringComparison.Ordinal));
        return back.QuerySelectorAll("section:has(#results) a")[^1].GetAttribute("href")!.Split('/')[^1];
    }

    internal static async Task SendAsync(StaffClient staff, string page, params (string, string)[] answers)
    {
        using var answer = await staff.SubmitAsync(page, "action", answers);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync(Ct));
    }

    internal static async Task<string> RefusedAsync(StaffClient staff, string page, params (string, string)[] answers)
    {
        using var answer = await staff.SubmitAsync(page, "action", answers);
        return (await Documents.ReadAsync(answer)).QuerySelector(".govuk-error-summary")?.TextContent
            ?? $"Not refused: {answer.StatusCode}";
    }
}

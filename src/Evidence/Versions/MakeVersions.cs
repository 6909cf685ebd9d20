using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Versions;

/// <summary>
/// Makes the versions that people asked for, outside of any transaction, one at a time. A version appears whole: as an exhibit, linked to all that its original
/// is evidence of, in one transaction; so it is closed to whom the original is closed from its first moment.
/// </summary>
internal sealed class MakeVersions(ILedger ledger, Studio studio, DocumentWorks documents, Contents contents, LinkList links)
    : IReaction,
        IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public string Name => "evidence.make-versions";

    public IReadOnlyCollection<Type> To => [typeof(VersionOrdered)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.Event is not VersionOrdered ordered)
            return;
        await _oneAtATime.WaitAsync(ct);
        try
        {
            await MakeAsync(ordered, Viewer.System(entry.Force, "media"), ct);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task MakeAsync(VersionOrdered ordered, Viewer viewer, CancellationToken ct)
    {
        var state = await ledger.ReadAsync(new Id<Original>(ordered.Exhibit.Value), viewer, ct);
        if (state.Gone || state.Content is not { } content || !await contents.HasAsync(content.Sha256, ct))
            return;
        if (!state.Orders.TryGetValue(ordered.Version, out var over) || over)
            return;
        var outcome = state.HasWords
            ? await documents.MakeAsync(content.Sha256, content.Type, ordered.Plan, ct)
            : await RecordingAsync(content, state.Found ?? new(), ordered.Plan, ct);
        if (outcome.Produced.Failure is { } reason)
            await FailAsync(ordered, reason, viewer, ct);
        else if ((await TakeInAsync(ordered, content, outcome, viewer, ct)) is var taken && taken.Refused(out var refusal, out _))
        {
            if (refusal is not NoSuchRecord)
                taken.OrThrow(); // another time it may go, as after a race that was lost
            await FailAsync(ordered, "Its number is another record’s. Ask for it again.", viewer, ct);
        }
    }

    private async Task FailAsync(VersionOrdered ordered, string reason, Viewer viewer, CancellationToken ct) =>
        (
            await ledger.DecideAsync(
                new Id<Original>(ordered.Exhibit.Value),
                new SayVersion(ordered.Version, new VersionFailed(ordered.Exhibit, ordered.Version, reason)),
                viewer,
                ct
            )
        ).OrThrow();

    private async Task<Outcome> RecordingAsync(FileContent content, Found found, VersionPlan plan, CancellationToken ct)
    {
        var recipe = VersionRecipes.Of(plan, content.Type, found);
        var produced = await studio.MakeAsync(content.Sha256, content.Type, recipe, ct);
        return new(Studio.Tool, await studio.VersionAsync(ct), recipe.Type, produced);
    }

    private async Task<Result<Appended>> TakeInAsync(
        VersionOrdered ordered,
        FileContent of,
        Outcome outcome,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var produced = outcome.Produced;
        var content = new FileContent(produced.Output, produced.Bytes, $"{ordered.Name}{Ending(outcome.Type)}", outcome.Type);
        var from = new MadeFrom(
            ordered.Version,
            ordered.Exhibit,
            ordered.Plan.Kind,
            ordered.Plan.Reasons,
            outcome.Tool,
            outcome.Version,
            produced.Arguments,
            of.Sha256,
            produced.Output
        );
        var origin = new Origin(OriginKind.Made);
        List<Step> steps =
        [
            Step.For(
                new Id<Original>(ordered.Exhibit.Value),
                new SayVersion(ordered.Version, new VersionMade(ordered.Exhibit, ordered.Version, produced.Output))
            ),
            Step.For(ordered.Version, new ReceiveMade(new(ordered.Version, content, origin, new()), from)),
            .. (await links.OfAsync(ordered.Exhibit.Value, viewer, ct))
                .Where(static l => l is { Role: LinkRole.Evidence, Outward: false })
                .DistinctBy(static l => l.Far)
                .Select(l =>
                    Step.For(new Id<AnyRecord>(l.Far), EvidenceIntake.AsEvidence(ordered.Version, new(l.OtherKind, new(l.Far)), origin))
                ),
        ];
        return await ledger.DecideAsync(steps, viewer, ct);
    }

    private static string Ending(string type) =>
        type switch
        {
            "video/mp4" => ".mp4",
            "audio/mp4" => ".m4a",
            "image/jpeg" => ".jpg",
            "application/pdf" => ".pdf",
            "text/plain" => ".txt",
            _ => ".png",
        };

    /// <summary>Take in what was made, and say of what.</summary>
    private sealed record ReceiveMade(ReceiveExhibit Receive, MadeFrom From) : ICreation<Exhibit>
    {
        public Decision Decide(Exhibit state, By by) => state.Known ? [] : [.. Receive.Decide(state, by).Events, From];
    }
}

using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Media;

/// <summary>
/// Examines what was received and makes what people can see and hear of it: the poster first, the film last. Outside of any transaction, one film at a time.
/// A run that broke off goes on where it was: what the ledger has already is not made again.
/// </summary>
internal sealed class MakeDerivatives(ILedger ledger, Studio studio, Contents contents) : IReaction, IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public string Name => "evidence.make-derivatives";

    public IReadOnlyCollection<Type> To => [typeof(ExhibitReceived)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.Event is not ExhibitReceived { Content: { } content } received || Recipes.Demuxer(content.Type) is null || !Studio.IsOpen)
            return;
        await _oneAtATime.WaitAsync(ct);
        try
        {
            if (await contents.HasAsync(content.Sha256, ct))
                await MakeAsync(received.Exhibit, content, Viewer.System(entry.Force, "media"), ct);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task MakeAsync(Id<Exhibit> exhibit, FileContent content, Viewer viewer, CancellationToken ct)
    {
        var stream = new Id<Made>(exhibit.Value);
        var made = await ledger.ReadAsync(stream, viewer, ct);
        if (made.Examined is { Readable: false })
            return;
        var probed = await studio.ExamineAsync(content.Sha256, content.Type, ct);
        var examined = new ExhibitExamined(exhibit, content.Sha256, probed is not null, probed?.Found ?? new());
        (await ledger.DecideAsync(stream, new SayFound(examined), viewer, ct)).OrThrow();
        if (probed is null)
            return;
        foreach (var recipe in Recipes.For(content.Type, probed).Where(r => !made.Kinds.ContainsKey(r.Kind)))
        {
            var outcome = await OutcomeAsync(exhibit, content, recipe, ct);
            (await ledger.DecideAsync(stream, new SayMade(recipe.Kind, outcome), viewer, ct)).OrThrow();
        }
    }

    private async Task<IEvent> OutcomeAsync(Id<Exhibit> exhibit, FileContent content, Recipe recipe, CancellationToken ct)
    {
        var produced = await studio.MakeAsync(content.Sha256, content.Type, recipe, ct);
        return produced.Failure is { } reason
            ? new DerivativeFailed(exhibit, recipe.Kind, reason)
            : new DerivativeMade(
                exhibit,
                recipe.Kind,
                Studio.Tool,
                await studio.VersionAsync(ct),
                produced.Arguments,
                content.Sha256,
                produced.Output,
                produced.Bytes,
                recipe.Type
            );
    }
}

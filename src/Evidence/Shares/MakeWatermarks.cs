using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Shares;

/// <summary>
/// Makes the copies that name their recipient, for links that only let look: of the original, when it is shared. Outside of any transaction, one at a time.
/// </summary>
internal sealed class MakeWatermarks(ILedger ledger, Studio studio, Contents contents, ForceProfile force) : IReaction, IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public string Name => "evidence.make-watermarks";

    public IReadOnlyCollection<Type> To => [typeof(ExhibitShared)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.Event is not ExhibitShared { Mode: ShareMode.View } shared || !Studio.IsOpen)
            return;
        await _oneAtATime.WaitAsync(ct);
        try
        {
            await MakeAsync(shared, Mark(shared.To, force, entry.At), Viewer.System(entry.Force, "media"), ct);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Whether a copy can be made of a type at all.</summary>
    internal static bool CanMark(string? type) => type is not null && Recipes.Demuxer(type) is not null;

    /// <summary>The words that name a recipient, a line each.</summary>
    /// <param name="at">When it was shared.</param>
    internal static string Mark(Recipient to, ForceProfile force, DateTimeOffset at, Language language = Language.English) =>
        $"{to.Full}\n{force.Name.In(language)}, {language.Date(at)}. {language.Say("For viewing only.", "I'w weld yn unig.")}";

    private async Task MakeAsync(ExhibitShared shared, string mark, Viewer viewer, CancellationToken ct)
    {
        var stream = new Id<Watermarks>(shared.Exhibit.Value);
        var state = await ledger.ReadAsync(stream, viewer, ct);
        var share = await ledger.ReadAsync(shared.Share, viewer, ct);
        if (state.Content is not { } content || !CanMark(content.Type) || !await contents.HasAsync(content.Sha256, ct))
            return;
        if (share is not { Known: true, Revoked: false } || state.Shares.ContainsKey(shared.Share))
            return;
        var outcome = await OutcomeAsync(shared, content, mark, ct);
        (await ledger.DecideAsync(stream, new SayMarked(shared.Share, outcome), viewer, ct)).OrThrow();
    }

    private async Task<IEvent> OutcomeAsync(ExhibitShared shared, FileContent content, string mark, CancellationToken ct)
    {
        if (await studio.ExamineAsync(content.Sha256, content.Type, ct) is not { } probed)
            return new WatermarkFailed(shared.Exhibit, shared.Share, "It cannot be played or shown here.");
        var recipe = Recipes.Marked(content.Type, probed, mark);
        var produced = await studio.MakeAsync(content.Sha256, content.Type, recipe, ct, mark);
        return produced.Failure is { } reason
            ? new WatermarkFailed(shared.Exhibit, shared.Share, reason)
            : new WatermarkMade(
                shared.Exhibit,
                shared.Share,
                mark,
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

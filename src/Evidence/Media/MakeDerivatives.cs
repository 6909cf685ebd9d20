using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Media;

/// <summary>
/// Examines what was received and makes what is quick of it: pictures of it, and the waveform of a sound. Outside of any transaction. A run that broke off goes
/// on where it was: what the ledger has already is not made again.
/// </summary>
internal sealed class MakeDerivatives(ILedger ledger, Studio studio, Contents contents, DerivativeWorks works) : IReaction
{
    public string Name => "evidence.make-derivatives";

    public IReadOnlyCollection<Type> To => [typeof(ExhibitReceived)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.Event is not ExhibitReceived { Content: { } content } received || Recipes.Demuxer(content.Type) is null || !Studio.IsOpen)
            return;
        if (!await contents.HasAsync(content.Sha256, ct))
            return;
        var (exhibit, viewer) = (received.Exhibit, Viewer.System(entry.Force, "media"));
        var stream = new Id<Made>(exhibit.Value);
        var made = await ledger.ReadAsync(stream, viewer, ct);
        if (made.Examined is { Readable: false })
            return;
        var probed = await studio.ExamineAsync(content.Sha256, content.Type, ct);
        var found = probed?.Found ?? await studio.FoundAsync(content.Sha256, content.Type, ct);
        var examined = new ExhibitExamined(exhibit, content.Sha256, probed is not null, found);
        (await ledger.DecideAsync(stream, new SayFound(examined), viewer, ct)).OrThrow();
        if (probed is not null)
            await works.MakeAsync(exhibit, made, content, probed, isQuick: true, viewer, ct);
    }
}

/// <summary>
/// Makes films that browsers play, of originals of one lane: a reaction of its own for each, so that nobody waits for a picture, or for a film of seconds, behind
/// a film of hours.
/// </summary>
internal sealed class MakeFilms(Lane lane, ILedger ledger, Studio studio, Contents contents, DerivativeWorks works) : IReaction
{
    public string Name => lane is Lane.LongFilm ? "evidence.make-long-films" : "evidence.make-films";

    public IReadOnlyCollection<Type> To => [typeof(ExhibitExamined)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.Event is not ExhibitExamined { Readable: true } examined || !Studio.IsOpen)
            return;
        var viewer = Viewer.System(entry.Force, "media");
        var made = await ledger.ReadAsync(new Id<Made>(examined.Exhibit.Value), viewer, ct);
        if (made.Content is not { } content || MediaKinds.Of(content.Type) is not (MediaKind.Video or MediaKind.Audio))
            return;
        if (content.Bytes >= Lanes.LongFilmBytes != (lane is Lane.LongFilm) || !await contents.HasAsync(content.Sha256, ct))
            return;
        if (
            made.Kinds.ContainsKey(DerivativeKind.Proxy)
            && (examined.Found.VideoCodec is null || made.Kinds.ContainsKey(DerivativeKind.Filmstrip))
        )
            return;
        if (await studio.ExamineAsync(content.Sha256, content.Type, ct) is { } probed)
            await works.MakeAsync(examined.Exhibit, made, content, probed, isQuick: false, viewer, ct);
    }
}

/// <summary>Makes those derivatives of an exhibit that it has not yet.</summary>
internal sealed class DerivativeWorks(ILedger ledger, Studio studio)
{
    /// <summary>One after the other, and each said on the ledger as soon as it is there.</summary>
    /// <param name="isQuick">Only those that take seconds, or only the others.</param>
    public async Task MakeAsync(
        Id<Exhibit> exhibit,
        Made made,
        FileContent content,
        Probed probed,
        bool isQuick,
        Viewer viewer,
        CancellationToken ct
    )
    {
        foreach (var recipe in Recipes.For(content.Type, probed))
        {
            if ((recipe.SandboxLimits.Lane is Lane.Look) != isQuick || made.Kinds.ContainsKey(recipe.Kind))
                continue;
            var outcome = await OutcomeAsync(exhibit, content, recipe, ct);
            (await ledger.DecideAsync(new Id<Made>(exhibit.Value), new SayMade(recipe.Kind, outcome), viewer, ct)).OrThrow();
        }
    }

    private async Task<IEvent> OutcomeAsync(Id<Exhibit> exhibit, FileContent content, Recipe recipe, CancellationToken ct)
    {
        var limits = recipe.SandboxLimits;
        if (limits.Lane is Lane.Film && content.Bytes >= Lanes.LongFilmBytes)
            limits = limits with { Lane = Lane.LongFilm };
        var produced = await studio.MakeAsync(content.Sha256, content.Type, recipe with { SandboxLimits = limits }, ct);
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

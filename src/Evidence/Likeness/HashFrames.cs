using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Likeness;

/// <summary>Hashes how a picture or a film looks, from its poster or its filmstrip: never from the original, which a stranger made.</summary>
internal sealed class HashFrames(ILedger ledger, Studio studio, Contents contents) : IReaction
{
    public string Name => "evidence.hash-frames";

    public IReadOnlyCollection<Type> To => [typeof(DerivativeMade)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.Event is not DerivativeMade { Kind: DerivativeKind.Poster or DerivativeKind.Filmstrip } made || !Studio.IsOpen)
            return;
        var viewer = Viewer.System(entry.Force, "media");
        var stream = new Id<Hashed>(made.Exhibit.Value);
        var state = await ledger.ReadAsync(stream, viewer, ct);
        if (state.IsHashed || state.Gone || state.IsPicture != (made.Kind is DerivativeKind.Poster))
            return;
        if (!await contents.HasAsync(made.Output, ct))
            return;
        var (arguments, grey) = await studio.ReadAsync(made.Output, made.Type, Frames.Grey(state.IsPicture), ct);
        var hashes = grey is null ? [] : Frames.Hash(grey, state.IsPicture);
        var hashed = new FramesHashed(
            made.Exhibit,
            PerceptualHash.Method,
            "ffmpeg",
            await studio.VersionAsync(ct),
            arguments,
            made.Output,
            hashes
        );
        (await ledger.DecideAsync(stream, new SayHashed(hashed), viewer, ct)).OrThrow();
    }
}

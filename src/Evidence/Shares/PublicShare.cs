using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Evidence.Shares;

/// <summary>A link that works, and who looks through it: nobody of the staff, who sees what the officer sees now.</summary>
public sealed record OpenShare(ShareLine Share, Viewer Viewer);

/// <summary>What a link shows, for whoever holds its code, and what they do with it.</summary>
public sealed class PublicShare(
    ShareList shares,
    DerivativeList derivatives,
    StaffViewers staff,
    ILedger ledger,
    ForceProfile force,
    TimeProvider time
)
{
    /// <summary>
    /// The link of a code; nothing when there is none, when it is over, or when the officer who made it may no longer share. It shows what that officer sees
    /// at this moment.
    /// </summary>
    public async Task<OpenShare?> FindAsync(string code, CancellationToken ct)
    {
        var viewer = Viewer.Public(force.Code) with { Purpose = Purpose.SharedLink };
        if (await shares.ByCodeAsync(code, viewer, ct) is not { } share || !share.IsOpen(time.GetUtcNow()))
            return null;
        if (await staff.FindAsync(new Id<Staff>(share.MadeBy), ct) is not { } officer || !officer.May("evidence.share"))
            return null;
        return new(share, viewer with { Clearance = officer.Clearance, Keys = officer.Keys });
    }

    /// <summary>What can be played or shown of an exhibit by a link; nothing while it is being made.</summary>
    public async Task<ShownLine?> ShownAsync(OpenShare open, SharedLine exhibit, CancellationToken ct)
    {
        if (!MakeWatermarks.CanMark(exhibit.Type) || !Studio.IsOpen)
            return new(Sha256: null, Type: null, Failed: "It cannot be played or shown here.");
        if (open.Share.Mode is ShareMode.View)
            return await shares.MarkedAsync(open.Share.Share, exhibit.Exhibit, open.Viewer, ct);
        var kind = exhibit.Media is MediaKind.Image ? DerivativeKind.Web : DerivativeKind.Proxy;
        return (await derivatives.OfAsync(exhibit.Exhibit, open.Viewer, ct)).Find(d => d.Kind == kind) is { } made
            ? new(made.Sha256, made.Type, made.Failed)
            : null;
    }

    /// <summary>Whether a link can show files of a type: as a copy that plays, as a picture, or to be read.</summary>
    public static bool CanShow(string? type) => MakeWatermarks.CanMark(type) || MediaKinds.Of(type) is MediaKind.Document;

    /// <summary>The words that a link sets across what it shows to look at only, a line each; nothing when its holder may take the originals.</summary>
    public string? Mark(OpenShare open, Language language = Language.English) =>
        open.Share.Mode is ShareMode.View ? MakeWatermarks.Mark(open.Share.To, force, open.Share.MadeAt, language) : null;

    /// <summary>Says on the share that its holder opened the list.</summary>
    public async Task SayOpenedAsync(OpenShare open, HttpContext http, CancellationToken ct) =>
        (
            await ledger.DecideAsync(
                open.Share.Share,
                new SayOpened(open.Share.Share, Caller.Of(http).Address),
                open.Viewer.Holding(open.Share.Share.Value),
                ct
            )
        ).OrThrow();

    /// <summary>
    /// Says on the exhibit what the holder does with it, by the rule of <see cref="CustodyOfParts"/>, kept for each link: behind all links stands the one public.
    /// </summary>
    /// <param name="begins">It is the beginning of an act, whatever was done before.</param>
    public async Task SayUsedAsync(
        OpenShare open,
        SharedLine exhibit,
        ShareAct act,
        ContentHash handedOver,
        bool begins,
        HttpContext http,
        CancellationToken ct
    )
    {
        var share = open.Share.Share;
        if (HttpMethods.IsHead(http.Request.Method))
            return; // no byte of it goes out
        if (!begins && await shares.DidSinceAsync(share, exhibit.Exhibit, act, time.GetUtcNow() - CustodyOfParts.OneUse, open.Viewer, ct))
            return;
        var said = new SayUsed(new(exhibit.Exhibit, share, act, handedOver, Caller.Of(http).Address));
        (await ledger.DecideAsync(exhibit.Exhibit, said, open.Viewer, ct)).OrThrow();
    }
}

/// <summary>Say that the holder of a link opened it.</summary>
public sealed record SayOpened(Id<Share> Share, string Network) : ICommand<Share>
{
    public Decision Decide(Share state, By by) => state.Known ? [new ShareOpened(Share, Network)] : new NoSuchRecord();
}

/// <summary>Say what the holder of a link did with an exhibit.</summary>
public sealed record SayUsed(SharedExhibitUsed Used) : ICommand<Exhibit>
{
    public Decision Decide(Exhibit state, By by) => state.Content is null ? new NoSuchRecord() : [Used];
}

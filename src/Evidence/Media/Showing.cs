using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Media;

/// <summary>What there is to see or to hear of an exhibit, or why there is nothing yet.</summary>
/// <param name="Examined">What its bytes say of themselves; nothing until somebody looked.</param>
public sealed record Showing(ExhibitLine Line, ExhibitExamined? Examined, IReadOnlyList<DerivativeLine> Made)
{
    /// <summary>Whether exhibits of its kind are played or shown at all.</summary>
    public bool IsOfMedia => Line.Media is MediaKind.Video or MediaKind.Audio or MediaKind.Image;

    /// <summary>What its bytes say of themselves, also when it cannot be shown; nothing when they say nothing.</summary>
    public Found? Found => Examined?.Found is { } found && (Examined.Readable || found != new Found()) ? found : null;

    /// <summary>Whether it is a document, which is read.</summary>
    public bool IsReadable => Line.Media is MediaKind.Document;

    public bool IsSound => Examined?.Found.VideoCodec is null;

    /// <summary>Why nothing can be made of it.</summary>
    public string? Failed => Made.FirstOrDefault(static m => m.Failed is not null)?.Failed;

    /// <summary>Whether it can be played or seen now.</summary>
    public bool IsReady => Has(DerivativeKind.Proxy) || Has(DerivativeKind.Web);

    /// <summary>Whether something that can be played or seen is on its way.</summary>
    public bool IsBeingMade => IsOfMedia && !IsReady && Studio.IsOpen && Examined is not { Readable: false } && Failed is null;

    public bool Has(DerivativeKind kind) => Made.Any(m => m.Kind == kind && m.Sha256 is not null);

    /// <summary>Reads it.</summary>
    /// <param name="entries">The exhibit's own, as far as the reader looks.</param>
    public static async Task<Showing> OfAsync(
        ExhibitLine line,
        IReadOnlyList<Entry> entries,
        DerivativeList derivatives,
        Viewer viewer,
        CancellationToken ct
    ) =>
        new(
            line,
            entries.Select(static e => e.Event).OfType<ExhibitExamined>().FirstOrDefault(),
            line.Media is MediaKind.Video or MediaKind.Audio or MediaKind.Image ? await derivatives.OfAsync(line.Exhibit, viewer, ct) : []
        );
}

using System.Globalization;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Versions;

namespace Bluelamp.Evidence.Shares;

/// <summary>Draws pages of documents for whoever holds a link: when they are looked at, and nothing of them is kept (decision 0195).</summary>
public sealed class SharedPages(DocumentWorks works, Studio studio) : IDisposable
{
    /// <summary>Pages that are drawn at once for everybody outside: each takes processes, and staff draw theirs beside it.</summary>
    private readonly SemaphoreSlim _atOnce = new(2);

    /// <summary>A page as a picture, and its media type; nothing when there is no such page.</summary>
    /// <param name="page">Its number, as an address names it.</param>
    /// <param name="mark">The words that stand across it; nothing for a link that lets its holder take the original.</param>
    internal async Task<(byte[] Picture, string Type)?> DrawAsync(SharedLine line, string page, string? mark, CancellationToken ct)
    {
        if (line.Type is not "application/pdf" || !CanDraw(mark))
            return null;
        if (
            !int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is 0 or > DocumentWorks.MostPages
        )
            return null;
        await _atOnce.WaitAsync(ct);
        try
        {
            var picture = await works.PictureAsync(ContentHash.Parse(line.Sha256, CultureInfo.InvariantCulture), number, ct);
            if (picture is null || mark is null)
                return picture is null ? null : (picture, "image/png");
            return await studio.MarkAsync(picture, mark, ct) is { } marked ? (marked, "image/jpeg") : null;
        }
        finally
        {
            _atOnce.Release();
        }
    }

    public void Dispose() => _atOnce.Dispose();

    /// <summary>Whether the tools are on this machine: no page goes out without the words that are to stand across it.</summary>
    internal static bool CanDraw(string? mark) => DocumentWorks.IsOpen && (mark is null || Studio.IsOpen);
}

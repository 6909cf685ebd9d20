using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Bluelamp.Evidence.Versions;

/// <summary>
/// Writes a document whose pages are pictures and nothing else (PDF 1.4, ISO 32000-1 §7): no words, no metadata, no clock and no random number, so that the
/// same pages are the same bytes. Page after page goes to the disk.
/// </summary>
internal sealed class PicturePdf : IAsyncDisposable
{
    private const int Catalog = 1;
    private const int Pages = 2;
    private const int PartsOfPage = 3;
    private readonly FileStream _file;
    private readonly SortedDictionary<int, long> _starts = [];
    private int _pages;

    public PicturePdf(string path)
    {
        _file = new(path, FileMode.CreateNew, FileAccess.Write);
        Write("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
    }

    /// <summary>Adds a page.</summary>
    /// <param name="width">In points, a 72nd of an inch.</param>
    public void Add(double width, double height, Dots picture)
    {
        var (page, content, image) = (First(_pages), First(_pages) + 1, First(_pages) + 2);
        _pages++;
        var (w, h) = (Said(width), Said(height));
        Begin(page);
        Write(
            $"<</Type/Page/Parent {Pages} 0 R/MediaBox[0 0 {w} {h}]/Resources<</XObject<</P {image} 0 R>>>>/Contents {content} 0 R>>\nendobj\n"
        );
        var drawn = $"{w} 0 0 {h} 0 0 cm /P Do";
        Begin(content);
        Write($"<</Length {drawn.Length}>>\nstream\n{drawn}\nendstream\nendobj\n");
        using var small = new MemoryStream();
        using (var zlib = new ZLibStream(small, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(picture.Bytes.Span);
        Begin(image);
        Write(
            $"<</Type/XObject/Subtype/Image/Width {picture.Width}/Height {picture.Height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/Length {small.Length}>>\nstream\n"
        );
        small.WriteTo(_file);
        Write("\nendstream\nendobj\n");
    }

    /// <summary>Writes what ties the pages together.</summary>
    public void End()
    {
        Begin(Catalog);
        Write($"<</Type/Catalog/Pages {Pages} 0 R>>\nendobj\n");
        Begin(Pages);
        var kids = string.Join(' ', Enumerable.Range(0, _pages).Select(static p => $"{First(p)} 0 R"));
        Write($"<</Type/Pages/Count {_pages}/Kids[{kids}]>>\nendobj\n");
        var table = _file.Position;
        Write($"xref\n0 {_starts.Count + 1}\n0000000000 65535 f \n");
        foreach (var start in _starts.Values)
            Write($"{start.ToString("0000000000", CultureInfo.InvariantCulture)} 00000 n \n");
        Write($"trailer\n<</Size {_starts.Count + 1}/Root {Catalog} 0 R>>\nstartxref\n{table}\n%%EOF\n");
        _file.Flush();
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static int First(int page) => Pages + 1 + (page * PartsOfPage);

    private void Begin(int part)
    {
        _starts[part] = _file.Position;
        Write($"{part} 0 obj\n");
    }

    private void Write(string text) => _file.Write(Encoding.Latin1.GetBytes(text));

    private static string Said(double points) => points.ToString("0.###", CultureInfo.InvariantCulture);
}

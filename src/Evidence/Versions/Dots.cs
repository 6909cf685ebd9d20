using System.Globalization;
using System.Text;

namespace Bluelamp.Evidence.Versions;

/// <summary>A picture of dots, three bytes each: red, green, blue; the upper line first.</summary>
internal sealed class Dots
{
    private readonly Memory<byte> _dots;

    private Dots(int width, int height, Memory<byte> dots) => (Width, Height, _dots) = (width, height, dots);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Line by line, the upper first.</summary>
    public ReadOnlyMemory<byte> Bytes => _dots;

    /// <summary>Reads a portable pixmap (PPM, <c>P6</c>, 255 shades).</summary>
    public static Dots? Read(byte[] ppm)
    {
        List<string> head = [];
        var at = 0;
        while (head.Count < 4 && at < ppm.Length && at < 100)
        {
            var end = Array.FindIndex(ppm, at, static b => b is (byte)' ' or (byte)'\n');
            if (end < 0)
                return null;
            head.Add(Encoding.ASCII.GetString(ppm, at, end - at));
            at = end + 1;
        }

        return
            head is ["P6", var w, var h, "255"]
            && int.TryParse(w, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(h, CultureInfo.InvariantCulture, out var height)
            && (long)width * height * 3 == ppm.Length - at
            ? new(width, height, ppm.AsMemory(at))
            : null;
    }

    /// <summary>Paints a place black, with two dots more on every side.</summary>
    public void Cover(Box box)
    {
        var (left, right) = Edges(box.Left, box.Width, Width);
        var (top, bottom) = Edges(box.Top, box.Height, Height);
        for (var line = top; line < bottom; line++)
            _dots.Span.Slice(((line * Width) + left) * 3, (right - left) * 3).Clear();
    }

    private static (int From, int Until) Edges(double start, double size, int whole) =>
        (
            Math.Clamp((int)Math.Floor(start / 100 * whole) - 2, 0, whole),
            Math.Clamp((int)Math.Ceiling((start + size) / 100 * whole) + 2, 0, whole)
        );
}

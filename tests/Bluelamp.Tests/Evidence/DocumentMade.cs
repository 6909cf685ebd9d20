using System.Globalization;
using System.Text;

namespace Bluelamp.Tests.Evidence;

/// <summary>Documents with pages, as small as they can be.</summary>
internal static class DocumentMade
{
    /// <summary>A document of pages of lines; each is turned a quarter further than the one before.</summary>
    public static byte[] Pdf(params string[][] pages)
    {
        var (text, starts) = (new StringBuilder("%PDF-1.4\n"), new List<int>());
        Write("<</Type/Catalog/Pages 2 0 R>>");
        Write($"<</Type/Pages/Count {pages.Length}/Kids[{string.Join(' ', pages.Select(static (_, i) => $"{4 + (i * 2)} 0 R"))}]>>");
        Write("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        for (var i = 0; i < pages.Length; i++)
        {
            Write(
                $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {i * 90}/Resources<</Font<</F 3 0 R>>>>/Contents {5 + (i * 2)} 0 R>>"
            );
            var lines = string.Concat(pages[i].Select(static (l, n) => $"BT /F 18 Tf 60 {760 - (n * 40)} Td ({l}) Tj ET\n"));
            Write($"<</Length {lines.Length}>>\nstream\n{lines}endstream");
        }

        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {starts.Count + 1}\n0000000000 65535 f \n");
        starts.ForEach(s => text.Append(CultureInfo.InvariantCulture, $"{s:D10} 00000 n \n"));
        return Encoding.ASCII.GetBytes(
            text.Append(CultureInfo.InvariantCulture, $"trailer <</Size {starts.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n")
                .ToString()
        );

        void Write(string content)
        {
            starts.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{starts.Count} 0 obj\n{content}\nendobj\n");
        }
    }
}

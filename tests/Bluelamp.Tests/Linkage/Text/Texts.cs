using FsCheck;
using FsCheck.Fluent;

namespace Bluelamp.Tests.Linkage.Text;

/// <summary>Pairs of texts at the lengths where the ways of comparing change, half of them near to each other.</summary>
internal static class Texts
{
    public static Arbitrary<(byte[] A, byte[] B)> Pairs => Arb.From(Gen.OneOf(Apart, Near));

    /// <summary>The same texts as characters, which fill more than one byte.</summary>
    public static char[] Chars(byte[] text) => [.. text.Select(static b => (char)((b * 0x101) ^ 0xD800))];

    /// <summary>A published table of <c>/shared/data/vectors/strings</c>, whose rows are fields between commas, some of them quoted.</summary>
    public static IEnumerable<string[]> Published(string file) =>
        File.ReadLines(SharedData.Path($"vectors/strings/{file}")).Where(static line => line.Length > 0).Select(Fields);

    private static Gen<int> Length =>
        Gen.OneOf(Gen.Choose(0, 16), Gen.Elements(0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 62, 63, 64, 65, 130));

    // Few different symbols, so that there is something to agree, to swap and to mistake for another; zero among them.
    private static Gen<byte[]> Text => Length.SelectMany(static n => Gen.Elements<byte>(0, 1, 2, 97, 98, 255).ArrayOf(n));

    private static Gen<(byte[], byte[])> Apart => Text.SelectMany(static _ => Text, static (a, b) => (a, b));

    private static Gen<(byte[], byte[])> Near =>
        Text.SelectMany(
            static _ => Gen.Choose(0, 3).SelectMany(static n => Gen.Choose(0, 1 << 20).ArrayOf(n)),
            static (a, edits) => (a, Edited(a, edits))
        );

    private static byte[] Edited(byte[] text, int[] edits)
    {
        var list = text.ToList();
        foreach (var edit in edits)
        {
            var at = edit / 8 % (list.Count + 1);
            switch (edit % 4)
            {
                case 0:
                    list.Insert(at, (byte)(edit % 3));
                    break;
                case 1 when at < list.Count:
                    list.RemoveAt(at);
                    break;
                case 2 when at < list.Count:
                    list[at] = (byte)(edit % 3);
                    break;
                case 3 when at + 1 < list.Count:
                    (list[at], list[at + 1]) = (list[at + 1], list[at]);
                    break;
            }
        }

        return [.. list];
    }

    private static string[] Fields(string line)
    {
        List<string> fields = [];
        for (var at = 0; at <= line.Length; )
        {
            var quoted = at < line.Length && line[at] == '"';
            var end = quoted ? line.IndexOf('"', at + 1) : line.IndexOf(',', at);
            end = end < 0 ? line.Length : end;
            fields.Add(quoted ? line[(at + 1)..end] : line[at..end]);
            at = quoted ? end + 2 : end + 1;
        }

        return [.. fields];
    }
}

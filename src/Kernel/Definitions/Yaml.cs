using System.Buffers;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bluelamp.Kernel.Definitions;

internal abstract record YamlNode(Place Place);

/// <summary>A scalar. <paramref name="Plain"/>: written without quotes, so that <c>true</c> and <c>7</c> may mean more than text.</summary>
internal sealed record YamlText(Place Place, string Text, bool Plain, ScalarStyle Style) : YamlNode(Place);

internal sealed record YamlList(Place Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place);

internal sealed record YamlMap(Place Place, IReadOnlyList<KeyValuePair<YamlText, YamlNode>> Entries) : YamlNode(Place);

/// <summary>
/// Reads YAML into a tree in which every node knows its place. Only the plain part of YAML is taken: anchors, aliases, tags, merge keys and second
/// documents are refused, and size and depth have limits, so that no file can be small on disk and endless in memory.
/// </summary>
internal static class Yaml
{
    private const int MostBytes = 1 << 20;
    private const int MostDepth = 32;

    public static YamlMap? Read(string file, byte[] bytes, Problems problems)
    {
        if (bytes.Length > MostBytes)
            problems.Add(new(file, 1, 1), $"The file is larger than {MostBytes / 1024} KB. Split it.");
        else if (Decode(bytes) is not { } text)
            problems.Add(new(file, FirstBadLine(bytes), 1), "From here on the file is not UTF-8 text. Save it as UTF-8.");
        else if (text.Contains('\0'))
            problems.Add(
                new(file, 1 + text.AsSpan(0, text.IndexOf('\0')).Count('\n'), 1),
                "Here stands a NUL sign. Save the file as UTF-8 text."
            );
        else
            return ReadText(file, text, problems);
        return null;
    }

    /// <summary>The text of a file that could be read.</summary>
    public static string Text(byte[] bytes) => Decode(bytes) ?? "";

    private static string? Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static int FirstBadLine(ReadOnlySpan<byte> bytes)
    {
        var good = bytes;
        while (!good.IsEmpty && Rune.DecodeFromUtf8(good, out _, out var length) == OperationStatus.Done)
            good = good[length..];
        return 1 + bytes[..^good.Length].Count((byte)'\n');
    }

    private static YamlMap? ReadText(string file, string text, Problems problems)
    {
        try
        {
            var reading = new Reader(file, new Parser(new StringReader(text)));
            if (reading.Document() is YamlMap map)
                return map;
            problems.Add(new(file, 1, 1), "A definition is a mapping: begin with 'id:', 'version:' and 'title:'.");
        }
        catch (Refused refused)
        {
            problems.Add(refused.Place, refused.Message);
        }
        catch (YamlException e) when (e.Message.Contains("tab", StringComparison.Ordinal) && TabbedLine(text, e.Start) is { } line)
        {
            problems.Add(new(file, line, 1), "A tab cannot indent a line. Use spaces.");
        }
        catch (YamlException e)
        {
            problems.Add(PlaceOf(file, e.Start), $"This is not valid YAML: {e.InnerException?.Message ?? e.Message}");
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16.3 leaves some texts, such as content after '...', by this way.
            problems.Add(new(file, 1, 1), "This is not valid YAML: it is cut in two by '...' or '---'. Remove that line.");
        }
        return null;
    }

    /// <summary>The first line from a place on that a tab indents: the parser names only where its mapping begins.</summary>
    private static int? TabbedLine(string text, in Mark from)
    {
        var lines = text.Split('\n');
        for (var line = (int)Math.Max(from.Line, 1); line <= lines.Length; line++)
        {
            if (lines[line - 1].TrimStart(' ') is ['\t', ..])
                return line;
        }
        return null;
    }

    private static Place PlaceOf(string file, in Mark mark) => new(file, (int)Math.Max(mark.Line, 1), (int)Math.Max(mark.Column, 1));

    private sealed class Refused(Place place, string message) : Exception(message)
    {
        public Place Place { get; } = place;
    }

    private sealed class Reader(string file, Parser parser)
    {
        public YamlNode? Document()
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                return null;
            parser.Consume<DocumentStart>();
            var root = Node(depth: 1);
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second))
                throw Refuse(second, "A definition file holds one document. Move what follows '---' to a file of its own.");
            return root;
        }

        private YamlNode Node(int depth)
        {
            var next = parser.Consume<ParsingEvent>();
            if (depth > MostDepth)
                throw Refuse(next, $"This is nested more than {MostDepth} levels deep. Flatten it.");
            if (next is AnchorAlias alias)
                throw Refuse(next, $"Aliases such as '*{alias.Value}' are not allowed. Write the value out.");
            if (next is NodeEvent { Anchor.IsEmpty: false })
                throw Refuse(next, "Anchors ('&name') are not allowed. Write the value out where it is needed.");
            if (next is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
                throw Refuse(next, "Tags ('!name') are not allowed. Remove it.");
            return next switch
            {
                Scalar s => new YamlText(At(s), s.Value, s.Style == ScalarStyle.Plain, s.Style),
                SequenceStart s => List(At(s), depth),
                MappingStart m => Map(At(m), depth),
                _ => throw Refuse(next, "A value is expected here."),
            };
        }

        private YamlList List(Place place, int depth)
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Node(depth + 1));
            return new(place, items);
        }

        private YamlMap Map(Place place, int depth)
        {
            var entries = new List<KeyValuePair<YamlText, YamlNode>>();
            var keys = new HashSet<string>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                if (Node(depth + 1) is not YamlText key)
                    throw new Refused(place, "A key is plain text here. Lists and mappings cannot be keys.");
                if (!keys.Add(key.Text))
                    throw new Refused(key.Place, $"The key '{key.Text}' stands here twice. Keep one.");
                entries.Add(new(key, Node(depth + 1)));
            }
            return new(place, entries);
        }

        private Place At(ParsingEvent e) => PlaceOf(file, e.Start);

        private Refused Refuse(ParsingEvent e, string message) => new(At(e), message);
    }
}

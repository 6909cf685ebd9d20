using Bluelamp.Kernel.Definitions;
using YamlDotNet.Core;

namespace Bluelamp.Kernel.Expressions;

/// <summary>Finds the line and column in the file of a character in a YAML text, through quotes, indentation and folded lines.</summary>
internal static class TextPlace
{
    public static Place Of(Item item, int offset)
    {
        if (item.Node is not YamlText text)
            return item.Place;
        var lines = item.Reading.Source.Split('\n');
        var isBlock = text.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        var quote = text.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0;
        var line = item.Place.Line - 1 + (isBlock ? 1 : 0);
        var column = isBlock ? Indent(lines, line) : item.Place.Column - 1 + quote;
        for (; line < lines.Length; line++, column = isBlock ? column : Indent(lines, line))
        {
            var length = Math.Max(0, lines[line].TrimEnd().Length - column);
            if (offset <= length)
                return new(item.Place.File, line + 1, column + offset + 1);
            offset -= length + 1;
        }
        return item.Place;
    }

    private static int Indent(string[] lines, int line) => line < lines.Length ? lines[line].Length - lines[line].TrimStart(' ').Length : 0;
}

using System.Globalization;
using System.Text;

namespace Bluelamp.Kernel.Expressions;

/// <summary>Reads one string or bytes literal: quotes single or in threes, raw or with escapes.</summary>
internal sealed class TextLiteral(string source, int start)
{
    private readonly int _start = start;
    private readonly StringBuilder _text = new();
    private readonly List<byte> _bytes = [];
    private int _at = start;
    private bool _isBytes;

    public Token Read(out int end)
    {
        var raw = false;
        for (; source[_at] is not ('\'' or '"'); _at++)
        {
            raw |= source[_at] is 'r' or 'R';
            _isBytes |= source[_at] is 'b' or 'B';
        }
        var quote = source.AsSpan(_at).StartsWith(new string(source[_at], 3), StringComparison.Ordinal)
            ? new string(source[_at], 3)
            : source[_at].ToString();
        _at += quote.Length;
        while (!source.AsSpan(_at).StartsWith(quote, StringComparison.Ordinal))
            Step(raw, quote.Length == 3);
        _at += quote.Length;
        end = _at;
        return new(TokenKind.Text, _start, "a text", _isBytes ? CelValue.Of(_bytes.ToArray()) : CelValue.Of(_text.ToString()));
    }

    private void Step(bool raw, bool manyLines)
    {
        if (_at >= source.Length)
            throw new SyntaxFault(_start, "This text has no closing quote. Add it.");
        if (source[_at] is '\n' or '\r' && !manyLines)
            throw new SyntaxFault(_start, "This text has no closing quote on its line. Add it, or use three quotes.");
        if (source[_at] == '\\' && !raw)
            Escape();
        else if (Rune.TryGetRuneAt(source, _at, out var rune))
        {
            _at += rune.Utf16SequenceLength;
            Add(rune);
        }
        else
            throw new SyntaxFault(_at, "Half of a surrogate pair stands here. Remove it.");
    }

    private void Escape()
    {
        var at = _at;
        var c = at + 1 < source.Length ? source[at + 1] : '\0';
        _at += 2;
        switch (c)
        {
            case 'x' or 'X':
                Code(at, Digits(2, NumberStyles.AllowHexSpecifier));
                break;
            case 'u' when !_isBytes:
                Point(at, Digits(4, NumberStyles.AllowHexSpecifier));
                break;
            case 'U' when !_isBytes:
                Point(at, Digits(8, NumberStyles.AllowHexSpecifier));
                break;
            case >= '0' and <= '3':
                _at--;
                Code(at, Octal(at));
                break;
            default:
                Add(new Rune(Simple(at, c)));
                break;
        }
    }

    private static char Simple(int at, char c) =>
        c switch
        {
            'a' => '\a',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            '\\' or '?' or '"' or '\'' or '`' => c,
            _ => throw new SyntaxFault(at, "This escape is not known. For a backslash, write '\\\\', or put r before the quote."),
        };

    private int Digits(int count, NumberStyles style)
    {
        if (
            _at + count > source.Length
            || !uint.TryParse(source.AsSpan(_at, count), style, CultureInfo.InvariantCulture, out var value)
            || value > int.MaxValue
        )
            throw new SyntaxFault(_at, $"This escape needs {count} hexadecimal digits.");
        _at += count;
        return (int)value;
    }

    private int Octal(int at)
    {
        var value = 0;
        for (var i = 0; i < 3; i++, _at++)
        {
            if (_at >= source.Length || source[_at] is < '0' or > '7')
                throw new SyntaxFault(at, "An octal escape has three digits, from \\000 to \\377.");
            value = (value * 8) + (source[_at] - '0');
        }
        return value;
    }

    /// <summary>A byte in a bytes literal, a code point in a string.</summary>
    private void Code(int at, int code)
    {
        if (_isBytes)
            _bytes.Add((byte)code);
        else
            Point(at, code);
    }

    private void Point(int at, int code)
    {
        if (!Rune.IsValid(code))
            throw new SyntaxFault(at, "This is not a Unicode character.");
        Add(new Rune(code));
    }

    private void Add(Rune rune)
    {
        Span<byte> utf8 = stackalloc byte[4];
        if (_isBytes)
            _bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
        else
            _text.Append(rune.ToString());
    }
}

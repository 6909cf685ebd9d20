using System.Globalization;

namespace Bluelamp.Kernel.Expressions;

/// <summary>Cuts the source into tokens, as the lexis of the CEL specification has it.</summary>
internal sealed class Lexer(string source)
{
    private static readonly string[] TwoSigns = ["&&", "||", "==", "!=", "<=", ">="];
    private const string OneSigns = "+-*/%!<>?:.,()[]{}";
    private int _at;

    public static List<Token> Read(string source)
    {
        var lexer = new Lexer(source);
        var tokens = new List<Token>();
        do tokens.Add(lexer.Next());
        while (tokens[^1].Kind is not TokenKind.End);
        return tokens;
    }

    private Token Next()
    {
        SkipBlanks();
        if (_at >= source.Length)
            return new(TokenKind.End, source.Length, "the end");
        var c = source[_at];
        if (StartsText())
            return new TextLiteral(source, _at).Read(out _at);
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
            return Number();
        if (char.IsAsciiLetter(c) || c == '_')
            return Name();
        return Sign();
    }

    private char Peek(int ahead) => _at + ahead < source.Length ? source[_at + ahead] : '\0';

    private void SkipBlanks()
    {
        while (_at < source.Length)
        {
            if (source[_at] is ' ' or '\t' or '\n' or '\r' or '\f')
                _at++;
            else if (source[_at] == '/' && Peek(1) == '/')
                _at = source.IndexOf('\n', _at) is var end and >= 0 ? end : source.Length;
            else
                return;
        }
    }

    /// <summary>A quote, behind at most one <c>r</c> (raw) and one <c>b</c> (bytes) in any order.</summary>
    private bool StartsText()
    {
        var ahead = 0;
        if (Peek(0) is 'r' or 'R' or 'b' or 'B')
            ahead = Peek(1) is 'r' or 'R' or 'b' or 'B' && char.ToLowerInvariant(Peek(0)) != char.ToLowerInvariant(Peek(1)) ? 2 : 1;
        return Peek(ahead) is '\'' or '"';
    }

    private Token Name()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Peek(0)) || Peek(0) == '_')
            _at++;
        return new(TokenKind.Name, start, source[start.._at]);
    }

    private Token Sign()
    {
        var start = _at;
        foreach (var sign in TwoSigns)
        {
            if (source.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal))
            {
                _at += 2;
                return new(TokenKind.Sign, start, sign);
            }
        }
        if (!OneSigns.Contains(source[_at], StringComparison.Ordinal))
            throw new SyntaxFault(_at, $"'{source[_at]}' has no meaning here.{Advice(source[_at])}");
        _at++;
        return new(TokenKind.Sign, start, source[start.._at]);
    }

    private static string Advice(char c) =>
        c switch
        {
            '=' => " To compare, write '=='.",
            '&' => " For 'and', write '&&'.",
            '|' => " For 'or', write '||'.",
            '“' or '”' or '‘' or '’' => " Use straight quotes.",
            _ => "",
        };

    private Token Number()
    {
        var start = _at;
        if (source[_at] == '0' && Peek(1) is 'x' or 'X' && char.IsAsciiHexDigit(Peek(2)))
            return Hex(start);
        SkipDigits();
        var isDouble = Peek(0) == '.' && char.IsAsciiDigit(Peek(1));
        if (isDouble)
        {
            _at++;
            SkipDigits();
        }
        if (Peek(0) is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            isDouble = true;
            _at += 2;
            SkipDigits();
        }
        var text = source[start.._at];
        if (isDouble)
            return Done(start, CelValue.Of(double.Parse(text, CultureInfo.InvariantCulture)));
        return Whole(start, text, NumberStyles.None);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek(0)))
            _at++;
    }

    private Token Hex(int start)
    {
        _at += 2;
        var digits = _at;
        while (char.IsAsciiHexDigit(Peek(0)))
            _at++;
        return Whole(start, source[digits.._at], NumberStyles.AllowHexSpecifier);
    }

    /// <summary>An int is read as unsigned, since a minus sign before it may still come to the smallest int.</summary>
    private Token Whole(int start, string digits, NumberStyles style)
    {
        if (!ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var value))
            throw new SyntaxFault(start, $"The number {Texts.Short(digits)} is too large.");
        if (Peek(0) is 'u' or 'U')
        {
            _at++;
            return Done(start, CelValue.Of(value));
        }
        if (value > 1UL << 63)
            throw new SyntaxFault(start, $"The number {digits} is too large for an int. Write {digits}u for a uint.");
        return Done(start, CelValue.Of(unchecked((long)value)));
    }

    private Token Done(int start, CelValue value)
    {
        if (char.IsAsciiLetterOrDigit(Peek(0)) || Peek(0) == '_')
            throw new SyntaxFault(_at, "A number ends in a letter. Put a space or a sign between.");
        return new(TokenKind.Number, start, source[start.._at], value);
    }
}

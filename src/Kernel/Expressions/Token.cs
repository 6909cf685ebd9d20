namespace Bluelamp.Kernel.Expressions;

internal enum TokenKind
{
    End,
    Name,
    Number,
    Text,
    Sign,
}

/// <summary>A word of the source. <paramref name="Value"/> holds what a number or text literal means.</summary>
internal readonly record struct Token(TokenKind Kind, int Offset, string Text, CelValue Value = default)
{
    public bool Is(string sign) => Kind is TokenKind.Sign && string.Equals(Text, sign, StringComparison.Ordinal);
}

/// <summary>The source is not CEL; carries the first fault to the one place that reports it.</summary>
internal sealed class SyntaxFault(int offset, string message) : Exception(message)
{
    public int Offset { get; } = offset;
}

namespace Bluelamp.Kernel.Expressions;

/// <summary>What the source says, before anybody asks whether it makes sense.</summary>
internal abstract record Syntax(int Offset);

internal sealed record LiteralSyntax(int Offset, CelValue Value) : Syntax(Offset);

/// <summary>A bare name; <paramref name="Root"/> when written with a leading dot, which passes over the variables of macros.</summary>
internal sealed record NameSyntax(int Offset, string Name, bool Root) : Syntax(Offset);

internal sealed record SelectSyntax(int Offset, Syntax Target, string Field) : Syntax(Offset);

/// <summary>A function, method, macro or operator; operators are named by their sign, <c>[]</c> for an index, <c>?:</c> for a condition.</summary>
internal sealed record CallSyntax(int Offset, string Name, Syntax? Target, IReadOnlyList<Syntax> Arguments) : Syntax(Offset);

internal sealed record ListSyntax(int Offset, IReadOnlyList<Syntax> Items) : Syntax(Offset);

internal sealed record MapSyntax(int Offset, IReadOnlyList<(Syntax Key, Syntax Value)> Entries) : Syntax(Offset);

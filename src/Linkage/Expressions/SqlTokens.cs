namespace Bluelamp.Linkage;

/// <summary>The words, signs, numbers and quoted texts of a condition, one after the other.</summary>
internal sealed class SqlTokens
{
    private readonly string text;
    private readonly List<(string Text, SqlToken Kind, int At)> tokens = [];
    private int next;

    /// <summary>Takes a condition apart.</summary>
    /// <exception cref="InputFaultException">A quote is not closed.</exception>
    public SqlTokens(string text)
    {
        this.text = text;
        Split();
    }

    /// <summary>The token that is next, and of which kind: a word, a number, a text in single quotes, a name in double ones, or a sign; null at the end.</summary>
    public (string Text, SqlToken Kind)? Next => next < tokens.Count ? (tokens[next].Text, tokens[next].Kind) : null;

    private void Split()
    {
        for (var at = 0; at < text.Length; )
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
                at++;
            else if (c is '"' or '\'' or '`')
                at = Quoted(at);
            else if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
                at = Token(
                    at,
                    SqlToken.Number,
                    static (t, i) => char.IsAsciiLetterOrDigit(t[i]) || t[i] == '.' || (t[i] is '+' or '-' && t[i - 1] is 'e' or 'E')
                );
            else if (char.IsLetter(c) || c == '_')
                at = Token(at, SqlToken.Word, static (t, i) => char.IsLetterOrDigit(t[i]) || t[i] == '_');
            else
                at = Sign(at);
        }
    }

    private int Token(int at, SqlToken kind, Func<string, int, bool> goesOn)
    {
        var end = at + 1;
        while (end < text.Length && goesOn(text, end))
            end++;
        tokens.Add((text[at..end], kind, at));
        return end;
    }

    private int Quoted(int at)
    {
        var quote = text[at];
        var words = new System.Text.StringBuilder();
        for (var end = at + 1; end < text.Length; end++)
        {
            if (text[end] != quote)
            {
                words.Append(text[end]);
                continue;
            }
            if (end + 1 < text.Length && text[end + 1] == quote)
            {
                words.Append(quote);
                end++;
                continue;
            }
            tokens.Add((words.ToString(), quote == '\'' ? SqlToken.Text : SqlToken.Name, at));
            return end + 1;
        }
        throw new InputFaultException($"In the condition {text}, character {at + 1}: a quote is opened and never closed.");
    }

    private int Sign(int at)
    {
        var two = at + 1 < text.Length ? text.Substring(at, 2) : "";
        var sign = two is "<=" or ">=" or "<>" or "!=" or "==" or "||" or "::" ? two : text[at..(at + 1)];
        tokens.Add((sign, SqlToken.Sign, at));
        return at + sign.Length;
    }

    /// <summary>The word <c>not</c> is next, and one of these after it.</summary>
    public bool Ahead(params ReadOnlySpan<string> words)
    {
        if (
            next + 1 >= tokens.Count
            || tokens[next] is not { Kind: SqlToken.Word, Text: var not }
            || !not.Equals("not", StringComparison.OrdinalIgnoreCase)
        )
            return false;
        foreach (var word in words)
        {
            if (tokens[next + 1].Kind == SqlToken.Word && tokens[next + 1].Text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    public bool IsNext(string word) =>
        next < tokens.Count && tokens[next].Kind == SqlToken.Word && tokens[next].Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool TakeWord(string word)
    {
        if (!IsNext(word))
            return false;
        next++;
        return true;
    }

    public bool TakeSign(string sign)
    {
        if (next >= tokens.Count || tokens[next].Kind != SqlToken.Sign || !string.Equals(tokens[next].Text, sign, StringComparison.Ordinal))
            return false;
        next++;
        return true;
    }

    public string Take(SqlToken kind, string what) =>
        next < tokens.Count && tokens[next].Kind == kind ? tokens[next++].Text : throw Fault($"{what} is missing");

    public void Need(string word)
    {
        if (!TakeWord(word))
            throw Fault($"the word {word} is missing");
    }

    public void NeedSign(string sign)
    {
        if (!TakeSign(sign))
            throw Fault($"{sign} is missing");
    }

    public InputFaultException Fault(string why) =>
        new($"In the condition {text}, character {(next < tokens.Count ? tokens[next].At : text.Length) + 1}: {why}.");

    /// <summary>Goes past the token that is next.</summary>
    public void Skip() => next++;

    /// <summary>The name of a column, in quotes or without.</summary>
    public string TakeName() =>
        Next is { Kind: SqlToken.Name or SqlToken.Word }
            ? tokens[next++].Text
            : throw Fault("the name of a column is missing after the dot");
}

/// <summary>What a token is.</summary>
internal enum SqlToken
{
    Word,
    Number,

    /// <summary>In single quotes.</summary>
    Text,

    /// <summary>In double quotes.</summary>
    Name,
    Sign,
}

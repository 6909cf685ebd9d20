using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Bluelamp.Contact.Forms;

/// <summary>The fields of a page as somebody typed them, so that a page that is shown again shows just that.</summary>
public sealed class Typed
{
    private const int MostCharacters = 20_000;
    private readonly Func<string, StringValues> _field;

    private Typed(Func<string, StringValues> field) => _field = field;

    public static Typed Nothing { get; } = new(static _ => StringValues.Empty);

    /// <summary>What was just sent.</summary>
    public static Typed Sent(IFormCollection form) => new(name => form[name]);

    /// <summary>What was answered before.</summary>
    public static Typed Answered(Dictionary<string, string[]> fields) => new(name => fields.GetValueOrDefault(name));

    /// <summary>One field, trimmed; nothing when it is blank.</summary>
    public string? this[string name] =>
        _field(name) is [{ } text, ..] && !string.IsNullOrWhiteSpace(text)
            ? (text.Length > MostCharacters ? text[..MostCharacters] : text).ReplaceLineEndings("\n").Trim()
            : null;

    public string[] All(string name) => [.. _field(name).Where(static v => !string.IsNullOrEmpty(v)).Select(static v => v!)];
}

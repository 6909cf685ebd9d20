namespace Bluelamp.Kernel.Access;

/// <summary>What a password must be: long, and not the first that anybody would guess (NCSC, password policy guidance). No rules about digits and signs.</summary>
public static class Passwords
{
    public const int Shortest = 12;
    public const int Longest = 256;

    private static readonly string[] Guessed =
    [
        "password",
        "passw0rd",
        "qwerty",
        "letmein",
        "welcome",
        "bluelamp",
        "police",
        "heddlu",
        "iloveyou",
        "football",
        "liverpool",
        "123456",
        "abcdef",
        "cyfrinair",
    ];

    /// <summary>Why this will not do, or nothing.</summary>
    public static Refusal? Refuse(string? password, string username)
    {
        if (password is null || password.Length < Shortest)
            return new PasswordIsShort();
        if (password.Length > Longest)
            return new PasswordIsLong();
        var rest = Guessed
            .Append(username)
            .Aggregate(password.ToLowerInvariant(), static (p, word) => p.Replace(word, "", StringComparison.Ordinal));
        return rest.Distinct().Count() < 5 ? new PasswordIsGuessed() : null;
    }
}

public sealed record PasswordIsShort()
    : Refusal.Invalid("password-is-short", "Choose a password of 12 characters or more. Three random words make a good one.", "password");

public sealed record PasswordIsLong() : Refusal.Invalid("password-is-long", "Choose a password of at most 256 characters.", "password");

public sealed record PasswordIsGuessed()
    : Refusal.Invalid("password-is-guessed", "This password is easy to guess. Three random words make a good one.", "password");

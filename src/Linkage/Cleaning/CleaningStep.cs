using System.Collections.Immutable;

namespace Bluelamp.Linkage.Cleaning;

/// <summary>What a step does to a value. In JSON each is written in lower case with hyphens: <c>null-if</c>.</summary>
public enum CleaningOperation
{
    /// <summary>Small letters.</summary>
    Lower,

    /// <summary>Letters without accents, as <see cref="Text.Accents"/>.</summary>
    Unaccent,

    /// <summary>Letters and digits only, with single spaces; options <c>apostrophes</c> and <c>hyphens</c>.</summary>
    Punctuation,

    /// <summary>One space between words, none around them.</summary>
    Spaces,

    /// <summary>Without Mr, Dr, Syr, Parch, MBE and the like.</summary>
    Titles,

    /// <summary>Without the Welsh ap, ab or ferch.</summary>
    Patronymic,

    /// <summary>A postcode of the United Kingdom as Royal Mail writes it; O for 0 and I for 1 are mended. Option <c>unreadable</c>.</summary>
    Postcode,

    /// <summary>A telephone number in E.164; options <c>country</c> and <c>unreadable</c>.</summary>
    Phone,

    /// <summary><c>yyyy-MM-dd</c>, <c>yyyy-MM</c> or <c>yyyy</c>; options <c>order</c>, <c>latest-year</c> and <c>unreadable</c>.</summary>
    Date,

    /// <summary>An e-mail address in small letters without what stands around it; option <c>unreadable</c>.</summary>
    Email,

    /// <summary>The forenames for which a short or other-language form may stand, as <see cref="Cleaning.Nicknames"/>.</summary>
    Nickname,

    /// <summary>Digits only.</summary>
    Digits,

    /// <summary>Nothing where the value says that it is not known; option <c>values</c>.</summary>
    NullIf,
}

/// <summary>What becomes of a sign within a word.</summary>
public enum SignUse
{
    /// <summary>O'Brien becomes OBrien.</summary>
    Remove,

    /// <summary>Smith-Jones becomes Smith Jones.</summary>
    Space,

    /// <summary>The sign stays, in its plain form.</summary>
    Keep,
}

/// <summary>In which order a date of three numbers is read, where the numbers themselves do not say. An impossible order gives way to a possible one.</summary>
public enum DateOrder
{
    /// <summary>Day, month, year: British.</summary>
    Dmy,

    /// <summary>Month, day, year: American.</summary>
    Mdy,

    /// <summary>Year, month, day: ISO 8601.</summary>
    Ymd,
}

/// <summary>What becomes of a value that cannot be read as what its column holds.</summary>
public enum Unreadable
{
    /// <summary>It stays as it was said: it may still be compared.</summary>
    Keep,

    /// <summary>It counts as missing.</summary>
    Empty,
}

/// <summary>One declared step that makes the values of a column comparable; steps of one column follow each other in their order.</summary>
/// <param name="Column">The column whose values it changes.</param>
public sealed record CleaningStep(string Column, CleaningOperation Operation)
{
    /// <summary>What people write for "not known", in English and Welsh.</summary>
    public static ImmutableArray<string> NotKnown { get; } =
    [
        "-",
        "--",
        ".",
        "?",
        "n/a",
        "n.a.",
        "nk",
        "n/k",
        "not known",
        "not given",
        "not stated",
        "not applicable",
        "unknown",
        "anhysbys",
        "ddim yn hysbys",
    ];

    public SignUse Apostrophes { get; init; } = SignUse.Remove;
    public SignUse Hyphens { get; init; } = SignUse.Space;

    /// <summary>The country code, without its plus sign, of telephone numbers that do not say theirs.</summary>
    public string Country { get; init; } = "44";
    public DateOrder Order { get; init; } = DateOrder.Dmy;

    /// <summary>A year of two digits is the last such year up to this one.</summary>
    public int LatestYear { get; init; } = 2026;
    public Unreadable Unreadable { get; init; } = Unreadable.Keep;

    /// <summary>The values that mean "missing", in any case, without spaces around.</summary>
    public ImmutableArray<string> Values { get; init; } = NotKnown;
}

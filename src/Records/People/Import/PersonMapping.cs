using System.Collections.Frozen;
using System.Collections.Immutable;
using FilePlace = Bluelamp.Kernel.Definitions.Place;

namespace Bluelamp.Records.People.Import;

/// <summary>How the extract of a legacy system becomes people: which column says what, and how it is cleaned.</summary>
/// <param name="System">What the system is called in each source: <c>custody system of 2009</c>.</param>
/// <param name="Record">The column with the system's own id of a row.</param>
/// <param name="Ignore">Columns that are there and say nothing about a person.</param>
/// <param name="Unknown">What the system writes when nobody knows: <c>N/K</c>, <c>01/01/1900</c>.</param>
public sealed record PersonMapping(
    string System,
    string Record,
    ImmutableArray<MappedColumn> Columns,
    ImmutableArray<string> Ignore,
    FrozenSet<string> Unknown
);

/// <summary>One column of the extract.</summary>
/// <param name="Place">Where the mapping says so.</param>
/// <param name="Values">What the system's codes mean; empty for text as it stands.</param>
public sealed record MappedColumn(
    FilePlace Place,
    string Column,
    PersonField Field,
    ImmutableArray<Cleaning> Clean,
    FrozenDictionary<string, string> Values
);

/// <summary>What a column says of a person.</summary>
public enum PersonField
{
    Title,
    Forenames,
    Surname,
    KnownAs,
    Alias,
    Born,
    Sex,
    Ethnicity,
    Description,
    Phone,
    Email,
    Number,
    Street,
    Locality,
    Town,
    Postcode,
    Address,
    Language,
    SafeContact,
}

/// <summary>A named step of cleaning. Spaces at both ends and double ones inside always go.</summary>
public enum Cleaning
{
    /// <summary><c>JONES-PARRY</c> is <c>Jones-Parry</c>; what has small letters already stays.</summary>
    Name,

    /// <summary>Dates are day, month, year. A day or month of 0 is one that nobody knew.</summary>
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,

    /// <summary>In E.164 where it is a number; else as it stands.</summary>
    Phone,

    /// <summary>As Royal Mail writes it where it is a postcode; else as it stands.</summary>
    Postcode,
    Lower,
    Upper,
}

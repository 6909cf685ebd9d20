using System.Collections.Immutable;
using System.Globalization;
using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records.People.Import;

/// <summary>Turns the values of a row into what it says of a person. Pure.</summary>
internal static class PersonRow
{
    /// <summary>What the row says; or nothing, and why it cannot be taken, without its own words.</summary>
    public static PersonDetails? Read(PersonMapping mapping, IReadOnlyList<string> values, out string? wrong)
    {
        wrong = null;
        var said = new PersonDetails();
        for (var i = 0; i < mapping.Columns.Length && wrong is null; i++)
        {
            var column = mapping.Columns[i];
            var value = Clean(mapping, column, values[i], out wrong);
            if (wrong is null && value.Length > 0)
                said = With(said, column, value, out wrong);
        }

        if (wrong is null && !said.Names.Any())
            wrong = "it names nobody";
        return wrong is null ? said : null;
    }

    private static string Clean(PersonMapping mapping, MappedColumn column, string value, out string? wrong)
    {
        wrong = null;
        value = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (value.Length == 0 || mapping.Unknown.Contains(value))
            return "";
        if (column.Values.Count > 0)
        {
            if (column.Values.TryGetValue(value, out var meaning))
                return meaning;
            wrong = $"column '{column.Column}': a code that the mapping does not explain";
            return "";
        }

        return column.Clean.Aggregate(value, Clean);
    }

    private static string Clean(string value, Cleaning step) =>
        step switch
        {
            Cleaning.Name => Name(value),
            Cleaning.Phone => PhoneNumber.TryParse(value, out var phone) ? phone.ToString() : value,
            Cleaning.Postcode => Postcode.TryParse(value, out var postcode) ? postcode.ToString() : value,
            Cleaning.Lower => value.ToLowerInvariant(),
            Cleaning.Upper => value.ToUpperInvariant(),
            _ => value,
        };

    /// <summary>Each word with a capital, after hyphens and apostrophes too; <c>ap</c> and its like stay small.</summary>
    private static string Name(string value)
    {
        if (value.Any(char.IsLower))
            return value;
        var letters = value.ToLowerInvariant().ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (i == 0 || letters[i - 1] is ' ' or '-' or '\'' or '’')
                letters[i] = char.ToUpperInvariant(letters[i]);
        }

        var words = new string(letters).Split(' ');
        return string.Join(' ', words.Select((w, i) => i > 0 && w is "Ap" or "Ab" or "Ferch" or "Verch" ? w.ToLowerInvariant() : w));
    }

    private static PersonDetails With(PersonDetails said, MappedColumn column, string value, out string? wrong)
    {
        wrong = null;
        var home = said.Address ?? new PlaceDetails();
        switch (column.Field)
        {
            case PersonField.Title:
                return said with { Title = value };
            case PersonField.Forenames:
                return said with { Forenames = value };
            case PersonField.Surname:
                return said with { Surname = value };
            case PersonField.KnownAs:
                return said with { KnownAs = value };
            case PersonField.Alias:
                return said with { Aliases = said.Aliases.Add(value) };
            case PersonField.Born when Born(value, column.Clean) is { } born:
                return said with { Born = born };
            case PersonField.Born:
                wrong = $"column '{column.Column}': no date in the order that the mapping says";
                return said;
            case PersonField.Sex:
                return said with { Sex = value };
            case PersonField.Ethnicity:
                return said with { Ethnicity = value };
            case PersonField.Description:
                return said with { Description = value };
            case PersonField.Phone:
                return said with { Phones = said.Phones.Add(value) };
            case PersonField.Email:
                return said with { Emails = said.Emails.Add(value) };
            case PersonField.Number:
                return said with { Address = home with { Number = value } };
            case PersonField.Street:
                return said with { Address = home with { Street = value } };
            case PersonField.Locality:
                return said with { Address = home with { Locality = value } };
            case PersonField.Town:
                return said with { Address = home with { Town = value } };
            case PersonField.Postcode:
                return said with { Address = home with { Postcode = value } };
            case PersonField.Address:
                return said with { Address = home with { Words = value } };
            case PersonField.Language:
                return said with { Language = value };
            default:
                return said with { SafeContact = value };
        }
    }

    private static PartialDate? Born(string value, ImmutableArray<Cleaning> clean)
    {
        var parts = value.Split(['/', '-', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
        var (day, month, year) = (parts, clean) switch
        {
            ([var d, var m, var y], _) when clean.Contains(Cleaning.DayMonthYear) => (d, m, y),
            ([var m, var d, var y], _) when clean.Contains(Cleaning.MonthDayYear) => (d, m, y),
            ([var y, var m, var d], _) when clean.Contains(Cleaning.YearMonthDay) => (d, m, y),
            ([var y], _) => ("0", "0", y),
            _ => ("", "", ""),
        };
        var known = Whole(year);
        if (year.Length != 4 || known <= 0)
            return null;
        var text = (Whole(month), Whole(day)) switch
        {
            (0, 0) => year,
            (> 0 and var m, 0) => string.Create(CultureInfo.InvariantCulture, $"{known:D4}-{m:D2}"),
            (> 0 and var m, > 0 and var d) => string.Create(CultureInfo.InvariantCulture, $"{known:D4}-{m:D2}-{d:D2}"),
            _ => "",
        };
        return PartialDate.TryParse(text, out var born) ? born : null;
    }

    private static int Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : -1;
}

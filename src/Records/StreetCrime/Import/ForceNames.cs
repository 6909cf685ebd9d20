using System.Globalization;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>
/// The name that a force has in the column <i>Reported by</i>, from the name that it has in files: stop and search files name it nowhere else.
/// Source: data.police.uk, <c>/api/forces</c>. Most are the words of the file and <i>Police</i>; these are not.
/// </summary>
internal static class ForceNames
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["avon-and-somerset"] = "Avon and Somerset Constabulary",
        ["btp"] = "British Transport Police",
        ["cheshire"] = "Cheshire Constabulary",
        ["cumbria"] = "Cumbria Constabulary",
        ["derbyshire"] = "Derbyshire Constabulary",
        ["devon-and-cornwall"] = "Devon & Cornwall Police",
        ["durham"] = "Durham Constabulary",
        ["gloucestershire"] = "Gloucestershire Constabulary",
        ["hampshire"] = "Hampshire Constabulary",
        ["hertfordshire"] = "Hertfordshire Constabulary",
        ["lancashire"] = "Lancashire Constabulary",
        ["metropolitan"] = "Metropolitan Police Service",
        ["norfolk"] = "Norfolk Constabulary",
        ["northern-ireland"] = "Police Service of Northern Ireland",
        ["suffolk"] = "Suffolk Constabulary",
        ["dyfed-powys"] = "Dyfed-Powys Police",
    };

    public static string Of(string slug) =>
        Irregular.TryGetValue(slug, out var name)
            ? name
            : string.Join(' ', slug.Split('-').Select(static w => w is "and" or "of" or "the" ? w : Capital(w))) + " Police";

    private static string Capital(string word) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word);
}

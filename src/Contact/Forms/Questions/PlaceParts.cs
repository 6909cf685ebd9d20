using System.Text.Json;

namespace Bluelamp.Contact.Forms;

/// <summary>Where: an address, a point on a map, or words. Any one of them will do.</summary>
internal static class PlaceParts
{
    public static IEnumerable<Question> All =>
        [
            Line("number", new("House or flat number, or name", "Rhif neu enw'r tŷ neu'r fflat"), 60) with
            {
                Autocomplete = "address-line1",
            },
            Line("street", new("Street", "Stryd"), 120) with
            {
                Autocomplete = "address-line2",
            },
            Line("town", new("Town, village or area", "Tref, pentref neu ardal"), 120) with
            {
                Autocomplete = "address-level2",
            },
            new TextQuestion(SeveralLines: false, 10, TextFormat.Postcode)
            {
                Id = "postcode",
                Label = new("Postcode", "Cod post"),
                Optional = true,
                Labelled = false,
                Autocomplete = "postal-code",
            },
            new TextQuestion(SeveralLines: true, 500, TextFormat.Any)
            {
                Id = "words",
                Label = new("Or describe the place", "Neu disgrifiwch y lle"),
                Hint = new(
                    "For example, the bus stop by the library, or the path behind the school",
                    "Er enghraifft, yr arhosfan bysiau wrth y llyfrgell, neu'r llwybr y tu ôl i'r ysgol"
                ),
                Optional = true,
                Labelled = false,
            },
            Degrees("lat", TextFormat.Latitude, new("Latitude", "Lledred")),
            Degrees("lng", TextFormat.Longitude, new("Longitude", "Hydred")),
        ];

    public static void Rule(JsonElement answer, Checking at)
    {
        if (answer.Part("lat") is null != answer.Part("lng") is null)
            at.Into("words")
                .Fault(
                    "half-a-point",
                    "Give both latitude and longitude, or neither",
                    "Rhowch y lledred a'r hydred, neu'r naill na'r llall"
                );
        else if (
            answer.Part("lat") is null
            && answer.Part("words") is null
            && answer.Part("street") is null
            && answer.Part("postcode") is null
            && answer.Part("town") is null
        )
            at.Into("street")
                .Fault("required", "Enter a street, a town, a postcode or a description", "Rhowch stryd, tref, cod post neu ddisgrifiad");
    }

    internal static TextQuestion Line(string id, Bilingual label, int limit) =>
        new(SeveralLines: false, limit, TextFormat.Any)
        {
            Id = id,
            Label = label,
            Optional = true,
            Labelled = false,
        };

    private static TextQuestion Degrees(string id, TextFormat format, Bilingual label) =>
        new(SeveralLines: false, 20, format)
        {
            Id = id,
            Label = label,
            Optional = true,
        };
}

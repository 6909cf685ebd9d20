using System.Collections.Immutable;

namespace Bluelamp.Contact.Forms;

/// <summary>What a form can ask about a person: as much or as little as the reporter knows. A form chooses from these with <c>ask:</c>.</summary>
internal static class PersonParts
{
    private static readonly ImmutableArray<Question> Known =
    [
        PlaceParts.Line("forenames", new("First name", "Enw cyntaf"), 100) with
        {
            Autocomplete = "given-name",
        },
        PlaceParts.Line("surname", new("Last name", "Cyfenw"), 100) with
        {
            Autocomplete = "family-name",
        },
        PlaceParts.Line("known_as", new("Nickname, or what they are called", "Llysenw, neu'r enw y maent yn mynd wrtho"), 100) with
        {
            Labelled = true,
        },
        new DateQuestion(Partial: true)
        {
            Id = "born",
            Label = new("Date of birth", "Dyddiad geni"),
            Hint = new("If you know only the year, enter the year", "Os mai'r flwyddyn yn unig rydych yn ei gwybod, rhowch y flwyddyn"),
            Optional = true,
        },
        new ChoiceQuestion([
            new("0-9", new("Under 10", "Dan 10")),
            new("10-17", new("10 to 17", "10 i 17")),
            new("18-24", new("18 to 24", "18 i 24")),
            new("25-34", new("25 to 34", "25 i 34")),
            new("35-49", new("35 to 49", "35 i 49")),
            new("50-64", new("50 to 64", "50 i 64")),
            new("65-120", new("65 or over", "65 neu hŷn")),
        ])
        {
            Id = "age",
            Label = new("About how old", "Tua pha oed"),
            Optional = true,
        },
        new ChoiceQuestion([
            new("F", new("Female", "Benyw")),
            new("M", new("Male", "Gwryw")),
            new("U", new("I do not know", "Nid wyf yn gwybod")),
        ])
        {
            Id = "sex",
            Label = new("Sex", "Rhyw"),
            Optional = true,
        },
        new TextQuestion(SeveralLines: true, 1000, TextFormat.Any)
        {
            Id = "description",
            Label = new("What they looked like", "Sut olwg oedd arnynt"),
            Hint = new(
                "For example, height, build, hair, clothes, tattoos, how they spoke",
                "Er enghraifft, taldra, maint, gwallt, dillad, tatŵs, sut roeddent yn siarad"
            ),
            Optional = true,
        },
        new TextQuestion(SeveralLines: false, 40, TextFormat.Phone)
        {
            Id = "phone",
            Label = new("Phone number", "Rhif ffôn"),
            Optional = true,
            Labelled = false,
            Autocomplete = "tel",
        },
        new TextQuestion(SeveralLines: false, 254, TextFormat.Email)
        {
            Id = "email",
            Label = new("Email address", "Cyfeiriad e-bost"),
            Optional = true,
            Labelled = false,
            Autocomplete = "email",
        },
        PlaceParts.Line("handle", new("Their user name online", "Eu henw defnyddiwr ar-lein"), 100) with
        {
            Labelled = true,
            Hint = new("For example, @lamp.owl", "Er enghraifft, @lamp.owl"),
        },
        PlaceParts.Line("site", new("The site or app where they use it", "Y wefan neu'r ap lle maent yn ei ddefnyddio"), 100) with
        {
            Labelled = true,
        },
        .. PlaceParts.All.Where(static p => p.Id is "number" or "street" or "town" or "postcode"),
        new TextQuestion(SeveralLines: false, 300, TextFormat.Any)
        {
            Id = "whereabouts",
            Label = new("Where they live, work or can be found", "Ble maent yn byw, yn gweithio neu i'w cael"),
            Optional = true,
        },
        new ChoiceQuestion([
            new("stranger", new("They are a stranger", "Dieithryn yw'r person")),
            new("seen-before", new("I have seen them before", "Rwyf wedi'u gweld o'r blaen")),
            new("partner", new("Husband, wife or partner", "Gŵr, gwraig neu bartner")),
            new("ex-partner", new("Former husband, wife or partner", "Cyn-ŵr, cyn-wraig neu gyn-bartner")),
            new("family", new("Family", "Teulu")),
            new("friend", new("Friend", "Ffrind")),
            new("neighbour", new("Neighbour", "Cymydog")),
            new("work", new("From work or school", "O'r gwaith neu'r ysgol")),
            new("other", new("I know them in another way", "Rwy'n eu hadnabod mewn ffordd arall")),
        ])
        {
            Id = "relation",
            Label = new("How you know them", "Sut rydych yn eu hadnabod"),
            Optional = true,
        },
    ];

    public static ImmutableArray<string> Ids { get; } = [.. Known.Select(static q => q.Id)];

    /// <summary>The parts with these ids, in the order of the form.</summary>
    public static ImmutableArray<Question> Of(IEnumerable<string> ids) =>
        [.. ids.Select(id => Known.First(q => string.Equals(q.Id, id, StringComparison.Ordinal)))];
}

/// <summary>What a form can ask about a vehicle.</summary>
internal static class VehicleParts
{
    public static IEnumerable<Question> All =>
        [
            new TextQuestion(SeveralLines: false, 12, TextFormat.Plate)
            {
                Id = "vrm",
                Label = new("Number plate, or the part you remember", "Plât rhif, neu'r rhan rydych yn ei chofio"),
                Optional = true,
                Labelled = false,
            },
            PlaceParts.Line("make", new("Make", "Gwneuthuriad"), 60) with
            {
                Hint = new("For example, Ford", "Er enghraifft, Ford"),
            },
            PlaceParts.Line("model", new("Model", "Model"), 60) with
            {
                Hint = new("For example, Focus", "Er enghraifft, Focus"),
            },
            PlaceParts.Line("colour", new("Colour", "Lliw"), 60),
            new TextQuestion(SeveralLines: true, 500, TextFormat.Any)
            {
                Id = "words",
                Label = new("Anything else about it", "Unrhyw beth arall amdano"),
                Hint = new(
                    "For example, a dent, a sticker, a trailer, which way it went",
                    "Er enghraifft, tolc, sticer, ôl-gerbyd, pa ffordd yr aeth"
                ),
                Optional = true,
            },
        ];
}

/// <summary>What a form can ask about a thing that was taken or damaged.</summary>
internal static class ThingParts
{
    public static IEnumerable<Question> All =>
        [
            PlaceParts.Line("what", new("What is it?", "Beth ydyw?"), 200) with
            {
                Optional = false,
                Hint = new("For example, a blue mountain bike", "Er enghraifft, beic mynydd glas"),
                Missing = new("Enter what the thing is", "Rhowch beth yw'r peth"),
            },
            PlaceParts.Line("make", new("Make or brand", "Gwneuthuriad neu frand"), 100) with
            {
                Labelled = true,
            },
            PlaceParts.Line("model", new("Model", "Model"), 100) with
            {
                Labelled = true,
            },
            PlaceParts.Line("serial", new("Serial or frame number", "Rhif cyfresol neu rif ffrâm"), 100) with
            {
                Labelled = true,
            },
            new TextQuestion(SeveralLines: false, 20, TextFormat.Imei)
            {
                Id = "imei",
                Label = new("IMEI, if it is a phone", "IMEI, os mai ffôn ydyw"),
                Hint = new(
                    "15 numbers. It is on the box, and your phone company can tell you",
                    "15 rhif. Mae ar y blwch, a gall eich cwmni ffôn ddweud wrthych"
                ),
                Optional = true,
            },
            new TextQuestion(SeveralLines: false, 20, TextFormat.Money)
            {
                Id = "value",
                Label = new("What it was worth, in pounds", "Ei werth, mewn punnoedd"),
                Hint = new("A guess will do", "Bydd amcangyfrif yn gwneud y tro"),
                Optional = true,
            },
            new TextQuestion(SeveralLines: true, 500, TextFormat.Any)
            {
                Id = "marks",
                Label = new("Marks by which you would know it", "Marciau y byddech yn ei adnabod wrthynt"),
                Hint = new("For example, a scratch, a name inside, a sticker", "Er enghraifft, crafiad, enw y tu mewn, sticer"),
                Optional = true,
            },
        ];
}

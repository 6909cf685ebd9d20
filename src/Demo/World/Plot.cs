using Bluelamp.Records;

namespace Bluelamp.Demo.World;

/// <summary>Something that happened, and how somebody would tell it.</summary>
/// <param name="Kind">As the report form names it.</param>
/// <param name="Answers">What they would answer where the form branches for this kind, as JSON.</param>
internal sealed record Plot(
    string Kind,
    string Answers,
    string Offence,
    string En,
    string Cy,
    string? Method,
    string? Thing,
    int Pounds,
    bool WithVehicle = false
);

/// <summary>What happens in Lampshire, with the words of those to whom it happens.</summary>
internal static class Plots
{
    public static readonly Plot[] All =
    [
        new(
            "burglary",
            """{ "burglary_building": "home", "burglary_entry": ["door", "forced"], "burglary_inside": "no" }""",
            "28I",
            "We came home and the back door had been forced. The drawers were all out and a laptop is gone.",
            "Daethom ni adref ac roedd y drws cefn wedi'i orfodi. Roedd y droriau i gyd allan ac mae gliniadur wedi mynd.",
            "Rear door forced with a tool",
            "laptop",
            650
        ),
        new(
            "burglary",
            """{ "burglary_building": "shed-or-garage", "burglary_entry": ["forced"], "burglary_inside": "no" }""",
            "28I",
            "Somebody got into the shed overnight, cut the padlock and took my bicycle and power tools.",
            "Aeth rhywun i mewn i'r sied dros nos, torri'r clo a mynd â fy meic a fy offer trydan.",
            "Padlock cut with bolt croppers",
            "bicycle",
            420
        ),
        new(
            "burglary",
            """{ "burglary_building": "home", "burglary_entry": ["unlocked"], "burglary_inside": "yes", "injuries": "none", "weapons": ["none"], "threats": "none", "children": "no", "evidence": ["traces"] }""",
            "28I",
            "I was asleep upstairs and heard somebody in the kitchen. When I called out they ran. My handbag is missing.",
            "Roeddwn i'n cysgu i fyny'r grisiau a chlywais rywun yn y gegin. Pan alwais i, rhedodd. Mae fy mag llaw ar goll.",
            "Insecure ground-floor window",
            "handbag",
            120
        ),
        new(
            "theft",
            """{ "theft_how": "delivery", "evidence": ["cctv"] }""",
            "49",
            "My parcel was taken from the porch. The doorbell camera shows somebody in a grey hood.",
            "Cafodd fy mharsel ei gymryd o'r cyntedd. Mae camera'r drws yn dangos rhywun mewn cwfl llwyd.",
            "Parcel taken from doorstep",
            "parcel",
            60
        ),
        new(
            "theft",
            """{ "theft_how": "cycle", "evidence": ["cctv"] }""",
            "44",
            "My bike was locked outside the station and when I came back only the cut lock was there.",
            "Roedd fy meic wedi'i gloi y tu allan i'r orsaf a phan ddes i'n ôl dim ond y clo wedi'i dorri oedd yno.",
            "Lock cut",
            "bicycle",
            380
        ),
        new(
            "vehicle",
            """{ "vehicle_what": "stolen-from" }""",
            "45",
            "The passenger window of my car was smashed and my bag was taken from the seat.",
            "Cafodd ffenestr teithiwr fy nghar ei thorri a chymerwyd fy mag o'r sedd.",
            "Window smashed",
            "rucksack",
            90,
            WithVehicle: true
        ),
        new(
            "vehicle",
            """{ "vehicle_what": "stolen", "vehicle_keys": "with-owner" }""",
            "48",
            "My car was gone from the drive this morning. I still have both keys.",
            "Roedd fy nghar wedi mynd o'r dreif y bore 'ma. Mae'r ddwy allwedd gen i o hyd.",
            "Keyless entry suspected",
            null,
            0,
            WithVehicle: true
        ),
        new(
            "damage",
            """{ "damage_how": ["vehicle"], "threats": "none" }""",
            "58C",
            "Somebody scratched both sides of my car with a key and bent the mirror back.",
            "Crafodd rhywun ddwy ochr fy nghar ag allwedd a phlygu'r drych yn ôl.",
            "Scratched with a key",
            "paintwork",
            300,
            WithVehicle: true
        ),
        new(
            "damage",
            """{ "for_whom": "nobody", "damage_how": ["broken"], "threats": "none" }""",
            "58D",
            "The bus shelter next to us was smashed again, third time this year. There is glass everywhere.",
            "Cafodd y lloches bysiau wrth ein hymyl ei malu eto, y trydydd tro eleni. Mae gwydr ym mhobman.",
            "Glass broken with a stone",
            null,
            0
        ),
        new(
            "assault",
            """{ "injuries": "none", "weapons": ["none"], "threats": "none", "children": "no" }""",
            "105A",
            "A man pushed me against the wall outside the pub and shouted at me. I am not hurt but shaken.",
            "Gwthiodd dyn fi yn erbyn y wal y tu allan i'r dafarn a gweiddi arna i. Dydw i ddim wedi brifo ond wedi cael braw.",
            "Pushed",
            null,
            0
        ),
        new(
            "assault",
            """{ "injuries": "treated", "weapons": ["none"], "threats": "harm", "children": "no" }""",
            "8N",
            "He punched me in the face twice and my nose would not stop bleeding. I went to hospital.",
            "Fe'm dyrnodd yn fy wyneb ddwywaith ac ni fyddai fy nhrwyn yn peidio â gwaedu. Es i i'r ysbyty.",
            "Punched",
            null,
            0
        ),
        new(
            "harassment",
            """{ "harassment_how": ["turns-up", "messages"], "harassment_often": "getting-worse", "injuries": "none", "weapons": ["none"], "threats": "harm", "children": "yes", "vulnerability": ["afraid"], "evidence": ["messages"] }""",
            "8L",
            "My former partner keeps sending messages and waits outside my work although I told him to stop.",
            "Mae fy nghyn-bartner yn dal i anfon negeseuon ac yn aros y tu allan i'm gwaith er i mi ddweud wrtho am stopio.",
            "Repeated messages and waiting",
            null,
            0
        ),
        new(
            "hate",
            """{ "hate_what": ["words"], "hate": ["religion"], "injuries": "none", "weapons": ["none"], "threats": "none", "children": "no" }""",
            "9B",
            "Two boys shouted abuse about my religion at me and spat on the ground in front of me at the bus stop.",
            "Gwaeddodd dau fachgen sarhad am fy nghrefydd arna i a phoeri ar y llawr o'm blaen wrth yr arhosfan.",
            "Verbal abuse",
            null,
            0
        ),
    ];

    private static readonly string[] Makes =
    [
        "Ford Fiesta",
        "Vauxhall Corsa",
        "Volkswagen Golf",
        "Nissan Qashqai",
        "Toyota Yaris",
        "Kia Sportage",
    ];

    private static readonly string[] Colours = ["blue", "silver", "black", "white", "red", "grey"];

    /// <summary>A car of Lampshire. Its mark ends in I or Q, which no mark of this pattern that was ever issued does.</summary>
    public static VehicleDetails Car(Random random)
    {
        var make = Makes[random.Next(Makes.Length)].Split(' ');
        return new()
        {
            Vrm = $"L{Letter(random)}{random.Next(51, 76)} {Letter(random)}{Letter(random)}{"IQ"[random.Next(2)]}",
            Make = make[0],
            Model = make[1],
            Colour = Colours[random.Next(Colours.Length)],
        };
    }

    private static char Letter(Random random) => "ABCDEFGHJKLMNPRSTUVWXY"[random.Next(22)];
}

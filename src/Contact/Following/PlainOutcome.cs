using Bluelamp.Records;

namespace Bluelamp.Contact.Following;

/// <summary>
/// What became of a crime, in words for its victim (Victims' Code, rights 6 and 9); the codes are those of <c>definitions/codes/home-office-outcomes</c>.
/// Whoever reported a crime against somebody else learns only that the work on it has ended: the rest is for the victim to tell.
/// </summary>
public static class PlainOutcome
{
    public static Bilingual ForOthers { get; } = new("We have finished our work on it.", "Rydym wedi gorffen ein gwaith arni.");

    public static Bilingual Of(string code) =>
        code switch
        {
            "1" or "1A" => new("Somebody was charged, or has to go to court.", "Cafodd rhywun ei gyhuddo, neu rhaid iddo fynd i'r llys."),
            "2" or "2A" or "3" or "3A" => new("Somebody was given a formal caution.", "Cafodd rhywun rybuddiad ffurfiol."),
            "4" => new(
                "Somebody admitted it in court, together with other crimes.",
                "Cyfaddefodd rhywun iddi yn y llys, ynghyd â throseddau eraill."
            ),
            "5" => new("The person who we believe did it has died.", "Mae'r sawl y credwn a'i cyflawnodd wedi marw."),
            "6" => new("Somebody was given a penalty notice.", "Cafodd rhywun hysbysiad cosb."),
            "7" => new("Somebody was given a warning.", "Cafodd rhywun rybudd."),
            "8" => new("It was settled by a community resolution.", "Cafodd ei setlo drwy ddatrysiad cymunedol."),
            "14" or "16" => new(
                "We have closed the investigation, as we understood that you did not want it to go on.",
                "Rydym wedi cau'r ymchwiliad, gan i ni ddeall nad oeddech am iddo barhau."
            ),
            "15" => new("There is not enough evidence to go to court.", "Nid oes digon o dystiolaeth i fynd i'r llys."),
            "18" => new(
                "We followed every lead and could not find out who did it. If we learn more, we open it again.",
                "Gwnaethom ddilyn pob trywydd ac ni allem ddarganfod pwy a'i gwnaeth. Os dysgwn fwy, byddwn yn ei hailagor."
            ),
            "20" => new("Another organisation deals with it now.", "Mae sefydliad arall yn ymdrin â hi nawr."),
            "22" => new(
                "Somebody takes part in a programme instead of going to court.",
                "Mae rhywun yn cymryd rhan mewn rhaglen yn lle mynd i'r llys."
            ),
            _ => new("Nobody will be prosecuted. An officer can tell you why.", "Ni chaiff neb ei erlyn. Gall swyddog ddweud wrthych pam."),
        };

    public static Bilingual Of(CancelReason reason) =>
        reason switch
        {
            CancelReason.OtherForce => new(
                "It happened in the area of another police force, which deals with it now.",
                "Digwyddodd yn ardal heddlu arall, sy'n ymdrin â hi nawr."
            ),
            CancelReason.Duplicate => new("It was recorded already.", "Roedd wedi'i chofnodi'n barod."),
            CancelReason.Error => new("It was recorded by mistake.", "Cafodd ei chofnodi drwy gamgymeriad."),
            _ => new("We learned that it was not a crime.", "Rydym wedi dysgu nad oedd yn drosedd."),
        };
}

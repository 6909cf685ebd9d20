using System.Globalization;
using Bluelamp.Evidence.Versions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Reading;

/// <summary>Which pages of a document stand together on a page of ours.</summary>
/// <param name="All">How many the document has.</param>
internal sealed record PagesShown(int First, int Last, int All)
{
    /// <summary>So many at once.</summary>
    public const int Most = 50;

    /// <summary>Those with the page that an address names, or else the first ones.</summary>
    public static PagesShown Of(string? asked, int all) =>
        From(
            int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 && page <= Drawn(all)
                ? ((page - 1) / Most * Most) + 1
                : 1,
            all
        );

    public IEnumerable<int> Pages => Enumerable.Range(First, Last - First + 1);

    /// <summary>Those before these; nothing when these are the first.</summary>
    public PagesShown? Before => First > Most ? From(First - Most, All) : null;

    /// <summary>Those after these; nothing when these are the last that are drawn.</summary>
    public PagesShown? After => Last < Drawn(All) ? From(Last + 1, All) : null;

    /// <summary>Whether the document goes on after the last page that is drawn of it.</summary>
    public bool IsCut => Last < All && After is null;

    /// <summary><c>Pages 51 to 100</c>.</summary>
    public string Said(Language language) =>
        First == Last
            ? language.Say($"Page {First}", $"Tudalen {First}")
            : language.Say($"Pages {First} to {Last}", $"Tudalennau {First} i {Last}");

    private static PagesShown From(int first, int all) => new(first, Math.Min(Drawn(all), first + Most - 1), all);

    private static int Drawn(int all) => Math.Min(all, DocumentWorks.MostPages);
}

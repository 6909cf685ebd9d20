using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Contact.Forms;

/// <summary>Reads pieces of text: <c>{ text: { en, cy } }</c>, <c>{ list: [ { en, cy } ] }</c>, ….</summary>
internal static class PieceReader
{
    public static Content Read(Item item)
    {
        var fields = item.AsFields();
        foreach (var kind in Enum.GetValues<ContentKind>())
        {
            var key = kind.ToString().ToLowerInvariant();
            if (!fields.Has(key))
                continue;
            return kind switch
            {
                ContentKind.List => new(kind, Sections.None, fields.List(key, static i => i.AsBilingual())),
                ContentKind.Details => new(kind, fields.Bilingual(key), fields.List("says", static i => i.AsBilingual())),
                _ => new(kind, fields.Bilingual(key), []),
            };
        }

        fields.Error("Write one of: text, heading, list, inset, warning, details.");
        return new(ContentKind.Text, Sections.None, []);
    }
}

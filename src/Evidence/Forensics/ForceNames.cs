using System.Globalization;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Forensics;

/// <summary>The police forces by their PNC codes.</summary>
public sealed class ForceNames(Codes codes, ForceProfile own)
{
    private CodeList Forces => codes.Get("force-codes");

    /// <summary>What a force is called; its code when the list has it no more.</summary>
    public string Title(string code, Language language) => Forces.Find(code)?.Title.In(language) ?? code;

    /// <summary>All but this one, by name.</summary>
    public IReadOnlyList<Choice> Others(Language language) =>
        [
            .. Forces
                .All.Where(c => !string.Equals(c.Value, own.Code.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal))
                .Select(c => new Choice(c.Value, c.Title.In(language)))
                .OrderBy(static c => c.Label, StringComparer.InvariantCultureIgnoreCase),
        ];
}

using System.Text.RegularExpressions;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Expressions;

namespace Bluelamp.Risk;

/// <summary>
/// A sentence with facts in it: <c>{{repeatVictimCount12m}}</c> shows the fact, <c>{{repeatVictimCount12m|report|reports}}</c> the word for one or for
/// several.
/// </summary>
public sealed partial record Phrase(Bilingual Text)
{
    /// <summary>The facts that the sentence speaks of.</summary>
    public IEnumerable<string> Facts =>
        Holes.Matches(Text.En).Concat(Holes.Matches(Text.Cy)).Select(static m => m.Groups["fact"].Value).Distinct(StringComparer.Ordinal);

    internal Bilingual Say(Facts facts) => new(Say(Text.En, facts, static b => b.En), Say(Text.Cy, facts, static b => b.Cy));

    private static string Say(string text, Facts facts, Func<Bilingual, string> language) =>
        Holes.Replace(
            text,
            hole =>
            {
                var fact = hole.Groups["fact"].Value;
                if (!hole.Groups["one"].Success)
                    return facts.Words(fact, language);
                return facts[fact] == CelValue.Of(1) ? hole.Groups["one"].Value : hole.Groups["many"].Value;
            }
        );

    [GeneratedRegex(
        @"\{\{(?<fact>\w+)(\|(?<one>[^|}]*)\|(?<many>[^|}]*))?\}\}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Holes { get; }
}

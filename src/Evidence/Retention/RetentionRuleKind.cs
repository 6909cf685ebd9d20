using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Evidence.Retention;

/// <summary>Reads <c>definitions/retention/*.yaml</c>.</summary>
public sealed class RetentionRuleKind : IDefinitionKind<RetentionRule>
{
    public string Folder => "retention";

    public RetentionRule Read(Fields file)
    {
        var applies = ReadApplies(file);
        var (atEnd, automatic, people) = (
            file.Choice<AtEnd>("at-end"),
            file.FlagOr("automatic", otherwise: false),
            file.Whole("people", 1, 2)
        );
        if (automatic && (atEnd is not AtEnd.Dispose || people != 1))
            file.Error(
                "automatic",
                "What goes without a person is disposed of at its end, by nobody else. Write 'at-end: dispose' and 'people: 1'."
            );
        if (automatic && applies?.Linked is not false)
            file.Error("automatic", "Only what is linked to nothing goes without a person. Add 'linked: false' under 'applies'.");
        return new(
            applies,
            ReadPeriod(file.Section("period")),
            atEnd,
            automatic,
            TwoPeople: people == 2,
            file.Choice<SetBy>("set-by"),
            file.Bilingual("source"),
            file.Place
        );
    }

    /// <summary>Whatever evidence there is, one rule says how long it is kept; and the offences that a rule speaks of are there.</summary>
    public void Check(Defined<RetentionRule> definition, DefinitionSet set, Problems problems)
    {
        var rules = set.Latest<RetentionRule>().ToList();
        var others = rules.Count(static r => r.Value.Applies is null);
        if (others != 1 && ReferenceEquals(rules[0], definition))
            problems.Add(
                definition.Value.Place,
                $"{others} rules take what no other rule does. Give exactly one rule of this folder 'otherwise: true'."
            );
        if (definition.Value.Applies?.Crime is { } crime && set.Find<CodeList>("offence-codes") is { } offences)
        {
            foreach (var unknown in Unknown(crime, offences.Value))
                problems.Add(definition.Value.Place, $"'{unknown}' is not in the list offence-codes. Correct the name.");
        }
    }

    private static IEnumerable<string> Unknown(CrimeLike crime, CodeList offences)
    {
        var groups = crime.Groups.Except(offences.All.Select(static o => o["group"]), StringComparer.Ordinal);
        var subgroups = crime.Subgroups.Except(offences.All.Select(static o => o["subgroup"]), StringComparer.Ordinal);
        var classes = crime.Offences.Except(offences.All.Select(static o => o.Value), StringComparer.Ordinal);
        return groups.Concat(subgroups).Concat(classes).OfType<string>();
    }

    private static Applies? ReadApplies(Fields file)
    {
        var otherwise = file.FlagOr("otherwise", otherwise: false);
        if (file.SectionOrNull("applies") is not { } applies)
        {
            if (!otherwise)
                file.Error("Say to what it applies: add 'applies', or 'otherwise: true' to the one rule that takes the rest.");
            return null;
        }
        if (otherwise)
            file.Error("otherwise", "A rule that takes the rest has no 'applies'. Remove one of the two.");
        var read = new Applies(
            applies.ListOrEmpty("media", static i => i.AsChoice<MediaKind>()),
            applies.ListOrEmpty("origin", static i => i.AsChoice<OriginKind>()),
            applies.Has("body-worn") ? applies.Choice<BodyWorn>("body-worn") : null,
            applies.Has("linked") ? applies["linked"].AsFlag() : null,
            applies.SectionOrNull("crime") is { } crime ? ReadCrime(crime) : null
        );
        if (read is { Media: [], Origins: [], BodyWorn: null, Linked: null, Crime: null })
            applies.Error("Say to what it applies: media, origin, body-worn, linked or crime.");
        return read;
    }

    private static CrimeLike ReadCrime(Fields crime) =>
        new(
            crime.TextsOrEmpty("groups"),
            crime.TextsOrEmpty("subgroups"),
            crime.TextsOrEmpty("offences"),
            crime.Has("suspect") ? crime.Choice<Suspect>("suspect") : null
        );

    private static Period ReadPeriod(Fields period)
    {
        var read = new Period(
            period.WholeOrNull("years", 0, 100) ?? 0,
            period.WholeOrNull("months", 0, 1200) ?? 0,
            period.WholeOrNull("days", 0, 36_500) ?? 0
        );
        if (read is { Years: 0, Months: 0, Days: 0 })
            period.Error("A period is longer than nothing. Give years, months or days.");
        return read;
    }
}

using System.Collections.Immutable;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Expressions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Forensics;

/// <summary>Everything that a submission's place and periods depend on.</summary>
public sealed record QueueFacts(
    Urgency Urgency,
    LabLevel Level,
    Device Device,
    CaseFacts Case,
    DateTimeOffset RequestedAt,
    DateTimeOffset? BookedAt,
    DateTimeOffset Now
)
{
    /// <summary>By the names that expressions use. A number that nobody gave is -1.</summary>
    internal Dictionary<string, CelValue> Values =>
        new(StringComparer.Ordinal)
        {
            ["inCustody"] = Urgency.CustodyEndsAt is not null,
            ["custodyHours"] = Urgency.CustodyEndsAt is { } ends ? (long)(ends - Now).TotalHours : -1,
            ["threatToLife"] = Urgency.ThreatToLife,
            ["childAtRisk"] = Urgency.ChildAtRisk,
            ["courtDays"] = Days(Urgency.Court),
            ["bailDays"] = Days(Urgency.Bail),
            ["device"] = Word(Device.Of),
            ["user"] = Device.Agreement is { } agreement ? Word(agreement.User) : "",
            ["passcode"] = Word(Device.Passcode),
            ["level"] = Word(Level),
            ["offence"] = Case.Offence,
            ["group"] = Case.Group ?? "",
            ["subgroup"] = Case.Subgroup ?? "",
            ["harmDays"] = Case.HarmDays,
        };

    internal DateTimeOffset? From(DueFrom from) =>
        from switch
        {
            DueFrom.Requested => RequestedAt,
            DueFrom.Booked => BookedAt,
            DueFrom.CustodyEnds => Urgency.CustodyEndsAt,
            DueFrom.Court => Morning(Urgency.Court),
            _ => Morning(Urgency.Bail),
        };

    private long Days(DateOnly? day) => day is { } d ? d.DayNumber - SubmitDevice.Day(Now).DayNumber : -1;

    /// <summary>Courts and custody desks open at ten or before.</summary>
    private static DateTimeOffset? Morning(DateOnly? day) => day is { } d ? LocalTime.FromLondon(d.ToDateTime(new TimeOnly(9, 0))) : null;

    private static string Word<T>(T value)
        where T : struct, Enum => Words.Kebab(value.ToString());
}

/// <summary>Applies the rule of the queue to what is known. Pure: it is given everything and asks nobody.</summary>
public static class QueueAssessor
{
    public static Assessed Assess(this Defined<QueueRule> rule, QueueFacts facts) =>
        rule.Assess(facts.Values, due => facts.From(due.From)?.AddHours(due.Hours));

    /// <summary>Over values that are bound by name.</summary>
    /// <param name="at">When a period ends; nothing where what it is counted from is not there.</param>
    internal static Assessed Assess(
        this Defined<QueueRule> rule,
        IReadOnlyDictionary<string, CelValue> values,
        Func<DueRule, DateTimeOffset?> at
    )
    {
        var bound = QueueRule.Scope.Bind(values);
        var factors = rule.Value.Factors.Select(f => Judge(f, bound)).ToImmutableArray();
        var holding = factors.Where(static f => f.Holds).Select(static f => f.Id).ToHashSet(StringComparer.Ordinal);
        var due = rule
            .Value.Due.Where(d => d.When.Evaluate(bound).IsTrue)
            .Select(d => (Rule: d, At: at(d)))
            .Where(static d => d.At is not null)
            .OrderBy(static d => d.At)
            .ToList();
        return new(
            rule.Ref,
            rule.Value.Place(f => holding.Contains(f.Id)),
            factors,
            Found(due, DueWhat.Report)!, // the last rule of a report always holds
            Found(due, DueWhat.Return)
        );
    }

    private static FactorFound Judge(QueueFactor factor, CelValue[] values)
    {
        var holds = factor.When.Evaluate(values).IsTrue;
        return new(factor.Id, factor.Title, holds, holds ? factor.Sentence : factor.Otherwise);
    }

    private static DueFound? Found(List<(DueRule Rule, DateTimeOffset? At)> due, DueWhat what) =>
        due.Find(d => d.Rule.What == what) is { Rule: { } rule, At: { } at } ? new(rule.Id, at, rule.Sentence, rule.Verified) : null;
}

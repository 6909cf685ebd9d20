using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Expressions;

namespace Bluelamp.Evidence.Forensics;

/// <summary>Reads <c>definitions/forensics/*.yaml</c>, and runs the test cases that stand in each.</summary>
public sealed class QueueRuleKind : IDefinitionKind<QueueRule>
{
    /// <summary>The id of the rule by which devices are examined.</summary>
    public const string Id = "queue";

    private const int LongestHours = 24 * 366;

    public string Folder => "forensics";

    public QueueRule Read(Fields file)
    {
        var about = file.Bilingual("about");
        var factors = file.List("factors", static i => ReadFactor(i.AsFields()));
        if (factors.Length > QueueRule.Most)
            file.Error("factors", $"There are {factors.Length} factors. Keep at most {QueueRule.Most}.");
        ReportTwins(file["factors"], factors.Select(static f => f.Id));
        var due = file.List("due", static i => ReadDue(i.AsFields()));
        ReportTwins(file["due"], due.Select(static d => d.Id));
        if (due is [.., not { When.Source: "true", What: DueWhat.Report, From: DueFrom.Requested }])
            file.Error("due", "The last period takes whatever is left. Give it 'when: \"true\"', 'what: report' and 'from: requested'.");
        return new(about, factors, due, file.List("tests", static i => ReadTest(i.AsFields())));
    }

    public void Check(Defined<QueueRule> definition, DefinitionSet set, Problems problems)
    {
        foreach (var test in definition.Value.Tests)
        {
            foreach (var wrong in Run(definition, test))
                problems.Add(test.Place, $"The test case '{test.Name}' fails: {wrong}");
        }
    }

    private static QueueFactor ReadFactor(Fields factor) =>
        new(
            factor.Text("id"),
            factor.Bilingual("title"),
            factor.Expression("when", QueueRule.Scope, CelType.Bool),
            factor.Bilingual("sentence"),
            factor.Bilingual("otherwise")
        );

    private static DueRule ReadDue(Fields due) =>
        new(
            due.Text("id"),
            due.Expression("when", QueueRule.Scope, CelType.Bool),
            due.Choice<DueWhat>("what"),
            due.Choice<DueFrom>("from"),
            ReadHours(due),
            due.Bilingual("sentence"),
            due["verified"].AsFlag()
        );

    private static int ReadHours(Fields due)
    {
        if (due.Has("hours") == due.Has("days"))
            due.Error("Say how long: give either 'hours' or 'days'. Before that moment, write it with a minus.");
        return due.Has("days") ? 24 * due.Whole("days", -366, 366) : due.WholeOrNull("hours", -LongestHours, LongestHours) ?? 0;
    }

    private static QueueTest ReadTest(Fields test)
    {
        var facts = test.Has("facts") ? test["facts"].AsValue() : CelValue.Of(CelMap.Empty);
        var expect = test.Section("expect");
        return new(
            test.Text("name"),
            test.Place,
            facts.Kind is CelKind.Map ? facts.AsMap() : CelMap.Empty,
            expect.TextOrNull("first"),
            expect.Text("report"),
            expect.TextOrNull("return")
        );
    }

    /// <summary>What came out otherwise than a test case says. Periods are counted from one moment for all; a hearing or a bail day that is not given is not there.</summary>
    private static IEnumerable<string> Run(Defined<QueueRule> rule, QueueTest test)
    {
        var given = test.Facts.Keys.ToDictionary(
            static k => k.AsString(),
            k => test.Facts.TryGet(k, out var v) ? v : default,
            StringComparer.Ordinal
        );
        foreach (var unknown in given.Keys.Except(QueueRule.Scope.Names, StringComparer.Ordinal))
            yield return $"'{unknown}' is not known here.";
        var urgency = new Urgency(
            Is("inCustody") ? DateTimeOffset.UnixEpoch.AddHours(Number("custodyHours")) : null,
            Is("threatToLife"),
            Is("childAtRisk"),
            Day("courtDays"),
            Day("bailDays")
        );
        var none = new QueueFacts(
            urgency,
            default,
            NoDevice,
            NoCase,
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch
        );
        var values = none.Values;
        foreach (var (name, value) in given)
            values[name] = value;
        var found = rule.Assess(values, due => none.From(due.From)?.AddHours(due.Hours));
        if (!Same(found.First?.Id, test.First))
            yield return $"the first factor that holds is {found.First?.Id ?? "none"}, not {test.First ?? "none"}.";
        if (!Same(found.Report.Id, test.Report))
            yield return $"the report is due by '{found.Report.Id}', not '{test.Report}'.";
        if (!Same(found.Return?.Id, test.Return))
            yield return $"the device is due by '{found.Return?.Id ?? "nothing"}', not '{test.Return ?? "nothing"}'.";

        static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
        bool Is(string name) => given.TryGetValue(name, out var value) && value.IsTrue;
        long Number(string name) => given.TryGetValue(name, out var value) && value.Kind is CelKind.Int ? value.AsInt() : -1;
        DateOnly? Day(string name) =>
            Number(name) is >= 0 and var days ? DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)days) : null;
    }

    private static Device NoDevice { get; } = new(DeviceOf.Unknown, Passcode.NotKnown, Hazards: null, Agreement: null, Necessity: null);

    private static CaseFacts NoCase { get; } = new(default, "", Group: null, Subgroup: null, HarmDays: 0);

    private static void ReportTwins(Item list, IEnumerable<string> ids)
    {
        foreach (var twin in ids.GroupBy(static id => id, StringComparer.Ordinal).Where(static g => g.Key.Length > 0 && g.Skip(1).Any()))
            list.Error($"'{twin.Key}' stands here more than once. Rename one.");
    }
}

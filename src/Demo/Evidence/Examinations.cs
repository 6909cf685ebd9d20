using Bluelamp.Demo.World;
using Bluelamp.Evidence.Forensics;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;

namespace Bluelamp.Demo.Evidence;

/// <summary>Tells the examinations of a few devices of crimes of the story, each as far as it has come.</summary>
internal sealed class Examinations(ExaminationWorld world, DateTimeOffset now)
{
    private readonly Queue<PlannedExamination> _plans = new(PlannedExaminations.All);
    private int _number;

    /// <summary>What happens later to a device of this crime; nothing for most.</summary>
    public IEnumerable<(DateTimeOffset At, Func<DateTimeOffset, CancellationToken, Task> Tell)> Of(
        Id<Crime> crime,
        string offence,
        DateTimeOffset at
    )
    {
        if (!_plans.TryPeek(out var plan) || at < now.AddDays(-Math.Max(plan.DaysAgo + 1, PlannedExaminations.LastCrimes)))
            return [];
        _plans.Dequeue();
        var start = now.AddDays(-plan.DaysAgo);
        start = start.AddTicks(-(start.Ticks % TimeSpan.TicksPerMinute)); // what people say is whole minutes
        return new OneExamination(world, plan, crime, offence, ++_number).Steps(start);
    }
}

/// <summary>What every examination of the story is told with.</summary>
internal sealed record ExaminationWorld(
    History.Telling Told,
    Cast Cast,
    Defined<QueueRule> Rule,
    CodeList Offences,
    ContentStore Store,
    int Seed
)
{
    /// <summary>Dice of their own: the story's lie as they did.</summary>
    public DrawnIds Ids { get; } = new(new Random(Seed ^ 179));
}

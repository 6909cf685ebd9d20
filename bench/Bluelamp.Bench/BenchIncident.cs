using Bluelamp.Kernel;

namespace Bluelamp.Bench;

[EventType("bench.incident-opened.v1")]
internal sealed record BenchOpened(Id<BenchIncident> Incident, Guid Caller, string Words, double Easting, double Northing) : IEvent;

[EventType("bench.incident-graded.v1")]
internal sealed record BenchGraded(Id<BenchIncident> Incident, string Grade, int Score) : IEvent;

internal sealed record BenchIncident : IState<BenchIncident>
{
    public static BenchIncident Empty { get; } = new();

    public BenchIncident Apply(IEvent e) => this;

    public static OpenBenchIncident Opening(int number) =>
        new(
            new(Guid.CreateVersion7()),
            Guid.CreateVersion7(),
            $"{number}: somebody has broken a window in the lane behind the chapel and run away"
        );
}

/// <summary>A command as most are: two entries of a new stream.</summary>
internal sealed record OpenBenchIncident(Id<BenchIncident> Incident, Guid Caller, string Words) : ICreation<BenchIncident>
{
    public Decision Decide(BenchIncident incident, By by) =>
        [new BenchOpened(Incident, Caller, Words, 262345.5, 212345.25), new BenchGraded(Incident, "P", 57)];
}

internal sealed class BenchView : IView
{
    public string Table => "bench.incident";

    public Sql Forget(short force, Guid stream) => $"delete from bench.incident where force = {force} and incident = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event is BenchOpened e
            ? (Sql)
                $"""
                    insert into bench.incident (force, incident, words, grade, opened_at)
                    values ({entry.Force}, {e.Incident}, {e.Words}, 'P', {entry.At})
                    """
            : null;
}

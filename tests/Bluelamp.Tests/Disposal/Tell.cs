using Bluelamp.Kernel;

namespace Bluelamp.Tests.Disposal;

/// <summary>Writes these events as they stand: what somebody decided before does not matter here.</summary>
internal sealed record Tell(params IEvent[] Events) : ICommand<Told>
{
    public Decision Decide(Told state, By by) => [.. Events];
}

/// <summary>Any record, of which nothing need be remembered.</summary>
internal sealed record Told : IState<Told>
{
    public static Told Empty { get; } = new();

    public Told Apply(IEvent e) => this;
}

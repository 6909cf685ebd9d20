using Bluelamp.Kernel;
using Shouldly;

namespace Bluelamp.Tests;

/// <summary>Given these entries, when this is decided, then these events, or this refusal.</summary>
internal sealed class Given<TState>(params IEvent[] past)
    where TState : IState<TState>
{
    private static readonly By Someone = new(Given.Somebody, DateTimeOffset.UnixEpoch);

    public Decision When(ICommand<TState> command) =>
        command.Decide(past.Aggregate(TState.Empty, static (state, e) => state.Apply(e)), Someone);
}

/// <summary>The person who decides in every test of a decision.</summary>
internal static class Given
{
    public static Guid Somebody { get; } = new("00000000-0000-0000-0000-00000000aaaa");
}

internal static class DecisionAssertions
{
    extension(Decision decision)
    {
        public void Then(params IEvent[] expected) => decision.Events.ShouldBe(expected);

        public void ThenRefused<TRefusal>()
            where TRefusal : Refusal => decision.Refusal.ShouldBeOfType<TRefusal>();
    }
}

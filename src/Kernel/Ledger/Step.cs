namespace Bluelamp.Kernel;

/// <summary>
/// One decision among several that stand or fall together. An <see cref="ICreation{TState}"/> begins a stream, or meets what it began before: ids come with
/// forms, and one that is another record's must not get a second life on that record's stream.
/// </summary>
/// <param name="Seen">The stream's version that the person had before them, or <c>null</c> when any will do.</param>
public abstract record Step(Guid Stream, int? Seen)
{
    public static Step For<TState>(Id<TState> stream, ICommand<TState> command, int? seen = null)
        where TState : IState<TState> => new Of<TState>(stream.Value, command, seen);

    internal abstract bool Creates { get; }

    /// <summary>What the command comes to, given what happened to its stream.</summary>
    internal abstract Decision Decide(IEnumerable<IEvent> past, By by);

    private sealed record Of<TState>(Guid Stream, ICommand<TState> Command, int? Seen) : Step(Stream, Seen)
        where TState : IState<TState>
    {
        internal override bool Creates => Command is ICreation<TState>;

        internal override Decision Decide(IEnumerable<IEvent> past, By by)
        {
            var (state, began) = (TState.Empty, false);
            foreach (var e in past)
                (state, began) = (state.Apply(e), true);
            return Creates && began && EqualityComparer<TState>.Default.Equals(state, TState.Empty)
                ? new NoSuchRecord()
                : Command.Decide(state, by);
        }
    }
}

namespace Bluelamp.Kernel.Access;

/// <summary>How strict sign-in is: the configuration section <c>Access</c>.</summary>
public sealed record AccessOptions
{
    /// <summary>A session ends when nothing was asked for this long.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends so long after sign-in, whatever happens: a shift.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Wrong tries after which sign-in pauses; each further one doubles the pause.</summary>
    public int Tries { get; init; } = 5;

    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A refusal takes at least this long, whatever its cause, so that its time tells nothing.</summary>
    public TimeSpan RefusalTakes { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>How long a broken glass stays open.</summary>
    public TimeSpan GlassOpen { get; init; } = TimeSpan.FromMinutes(60);
}

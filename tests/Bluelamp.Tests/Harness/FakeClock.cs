namespace Bluelamp.Tests.Harness;

/// <summary>A machine's clock that goes where a test sets it, also backwards.</summary>
internal sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

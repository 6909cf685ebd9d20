using Xunit;

namespace Bluelamp.Tests.Harness;

/// <summary>One running Bluelamp for a class of tests: <c>IClassFixture&lt;SharedHost&gt;</c>.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    public TestHost Host { get; private set; } = null!; // set before the first test

    public async ValueTask InitializeAsync() => Host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

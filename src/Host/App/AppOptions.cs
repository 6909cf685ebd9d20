using Bluelamp.Kernel.Access;
using Microsoft.AspNetCore.Identity;

namespace Bluelamp.Host.App;

/// <summary>What one running Bluelamp is given from outside.</summary>
public sealed record AppOptions
{
    public required string ConnectionString { get; init; }

    /// <summary>The folder of everything that is stored outside the database: keys, settings, evidence.</summary>
    public required string DataPath { get; init; }

    /// <summary>Where a new installation is to keep evidence; nothing for the data folder.</summary>
    public string? Evidence { get; init; }

    /// <summary>The port on this machine's own addresses; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Log what an operator of an installation wants to follow, not only what went wrong.</summary>
    public bool Verbose { get; init; }

    /// <summary>An invented force: pages say that nothing here reaches the police, and mail stays in an outbox that one can read.</summary>
    public bool Demo { get; init; }

    /// <summary>A folder of definitions; nothing for the product's own.</summary>
    public string? Definitions { get; init; }

    /// <summary>What the time is.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Who hashes passwords, for tests, which sign in a thousand times; nothing for one that is as slow as it must be.</summary>
    internal IPasswordHasher<Staff>? Hasher { get; init; }
}

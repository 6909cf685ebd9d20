namespace Bluelamp.Evidence.Storing;

/// <summary>Where what is hardly used is kept, in <c>settings.json</c> under <c>Storage</c>.</summary>
public sealed record StorageOptions
{
    /// <summary>The address of the cold place; nothing keeps everything together.</summary>
    public string? Cold { get; init; }

    /// <summary>A content that nobody opened for this long is cold.</summary>
    public TimeSpan ColdAfter { get; init; } = TimeSpan.FromDays(180);
}

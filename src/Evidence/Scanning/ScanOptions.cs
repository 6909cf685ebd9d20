namespace Bluelamp.Evidence.Scanning;

/// <summary>The scanner for harmful files, in <c>settings.json</c> under <c>Scanner</c>.</summary>
public sealed record ScanOptions
{
    /// <summary>Where a scanner that speaks as clamd does listens: <c>tcp://host:3310</c> or <c>unix:/run/clamav/clamd.ctl</c>. Nothing: files are not scanned.</summary>
    public string? Address { get; init; }

    /// <summary>For one file, from its first byte to the answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);
}

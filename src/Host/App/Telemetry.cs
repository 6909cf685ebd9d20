using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Bluelamp.Host.App;

/// <summary>
/// Sends metrics and traces by OTLP when the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector; costs nothing when it does not.
/// They hold ids and counts, never a name, a query string or the content of a record.
/// </summary>
internal sealed class Telemetry(IConfiguration configuration) : IHostedService
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Measured =
    [
        "bluelamp.*",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting",
        "System.Runtime",
        "Npgsql",
    ];

    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public static bool IsWanted(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[Endpoint]);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!IsWanted(configuration))
            return Task.CompletedTask;
        var resource = ResourceBuilder.CreateDefault().AddService("bluelamp");
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Measured).AddOtlpExporter().Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("bluelamp.*").AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _meters?.Dispose();
        _traces?.Dispose();
        return Task.CompletedTask;
    }
}

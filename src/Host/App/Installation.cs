using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Sealing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Console;

namespace Bluelamp.Host.App;

/// <summary>What the web application and the working verbs have in common: settings, logs, the kernel and the modules over one database.</summary>
public static class Installation
{
    /// <summary>A force's own settings stand in <c>settings.json</c> of the data folder, or in environment variables.</summary>
    public static void AddInstallation(this IConfigurationBuilder configuration, AppOptions options) =>
        configuration
            .AddInMemoryCollection([
                new("Force:Demo", options.Demo ? "true" : "false"),
                new("Force:Site", $"http://localhost:{options.Port}/"),
                new("Bluelamp:Definitions", options.Definitions),
            ])
            .AddJsonFile(Path.Combine(options.DataPath, "settings.json"), optional: true, reloadOnChange: false)
            .AddEnvironmentVariables("BLUELAMP_");

    /// <summary>Logs go to the error output, so that what a verb answers stays alone on the output: lines for people, JSON for machines.</summary>
    public static void AddInstallation(this ILoggingBuilder logging, AppOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(options.Verbose ? LogLevel.Information : LogLevel.Warning);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // keys lie in a folder that only we can read
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // the command line says why it does not start
        logging.AddFilter("Npgsql", LogLevel.Warning);
        if (Console.IsErrorRedirected)
            logging.AddJsonConsole(static o => o.UseUtcTimestamp = true);
        else
            logging.AddSimpleConsole(static o => o.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(static o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    public static void AddInstallation(this IServiceCollection services, AppOptions options)
    {
        services.AddModules(options);
        services.AddDataProtection().SetApplicationName("bluelamp").PersistKeysToFileSystem(KeyFolder(options));
    }

    internal static void AddModules(this IServiceCollection services, AppOptions options)
    {
        services.AddSingleton(options);
        services.AddKernel(Connections.To(options.ConnectionString), Modules.All);
        services.AddSingleton(options.Clock);
        if (options.Hasher is { } hasher)
            services.AddSingleton(hasher);
        services.AddSingleton(new StoreOptions(Path.Combine(options.DataPath, "evidence"), options.Evidence));
        services.AddSealing(new SealOptions(Path.Combine(options.DataPath, "keys")));
    }

    private static DirectoryInfo KeyFolder(AppOptions options) =>
        Directory.CreateDirectory(
            Path.Combine(options.DataPath, "keys", "cookies"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
}

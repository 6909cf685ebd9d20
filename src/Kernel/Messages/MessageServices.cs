using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Kernel.Messages;

/// <summary>The ways out that this installation has: one a channel. Messages of a channel without one wait, in view of an operator.</summary>
internal sealed record MessageSenders(IReadOnlyList<IMessageSender> All)
{
    /// <summary>Those that were registered come first, such as a force's gateway for text messages.</summary>
    public static MessageSenders Of(IEnumerable<IMessageSender> registered, SmtpOptions smtp, bool demo)
    {
        var known = registered.ToList();
        if (smtp.Host is not null && !demo)
            known.Add(new SmtpSender(smtp));
        if (demo)
            known.AddRange([new ReadableOutbox(Channel.Email), new ReadableOutbox(Channel.Sms)]);
        return new([.. known.DistinctBy(static s => s.Channel)]);
    }
}

/// <summary>Registers messages out.</summary>
public static class MessageServices
{
    /// <summary>Sends what is queued: in a process with the worker role.</summary>
    public static IServiceCollection AddMessageWorker(this IServiceCollection services) =>
        services.AddHostedService(static s => s.GetRequiredService<MessageWorker>());

    internal static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<IMessages, Outbox>().AddSingleton<OutboxList>().AddSingleton<ITraces, MessageTraces>();
        services.AddSingleton(static s => s.GetService<IConfiguration>()?.GetSection("Smtp").Get<SmtpOptions>() ?? new SmtpOptions());
        services.AddSingleton(static s =>
            s.GetService<IConfiguration>()?.GetSection("Messages").Get<MessageOptions>() ?? new MessageOptions()
        );
        services.AddSingleton<ISweep, MessageWords>();
        services.AddSingleton(static s =>
            MessageSenders.Of(
                s.GetServices<IMessageSender>(),
                s.GetRequiredService<SmtpOptions>(),
                s.GetRequiredService<ForceProfile>().Demo
            )
        );
        services.AddSingleton<MessageWorker>();
        return services;
    }
}

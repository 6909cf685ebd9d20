using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Forensics;

/// <summary>Registers the examination of devices.</summary>
internal static class ForensicServices
{
    public static void AddForensics(this IServiceCollection services)
    {
        services.AddDefinitionKind<QueueRuleKind>();
        services.AddSingleton<IView, SubmissionView>().AddSingleton<IView, SubmissionResultView>();
        services
            .AddSingleton<SubmissionList>()
            .AddSingleton<ResultList>()
            .AddSingleton<ForensicDesk>()
            .AddSingleton<Workload>()
            .AddSingleton<ForceNames>();
        services.AddSingleton<IReaction, FollowDevices>();
        services
            .AddSingleton<IEntryWords, ForensicWords>()
            .AddSingleton<IRecordNames, SubmissionNames>()
            .AddSingleton<ICompanions, SubmissionCompanions>()
            .AddSingleton(new RecordPart(typeof(SubmissionsOf), "evidence.read", Order: 12));
    }
}

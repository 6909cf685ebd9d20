using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Shares;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Versions;

namespace Bluelamp.Evidence.Remaking;

/// <summary>Something that was made of an original, as the ledger recorded it: all that it takes to make it again.</summary>
/// <param name="Exhibit">On whose stream it stands: the original, or the version itself.</param>
/// <param name="What">In a few words: <c>poster</c>.</param>
/// <param name="Said">The event that says so.</param>
/// <param name="Arguments">With <c>{input}</c> and <c>{output}</c> for the files; of a document only where something was covered.</param>
internal sealed record Recorded(
    Id<Exhibit> Exhibit,
    string What,
    IEvent Said,
    string Tool,
    string Version,
    IReadOnlyList<string> Arguments,
    ContentHash Input,
    ContentHash Output,
    SandboxLimits Limits
)
{
    private static readonly SandboxLimits Stills = SandboxLimits.Look with { OutputBytes = SandboxLimits.Film.OutputBytes };

    /// <summary>The words that stand across it.</summary>
    public string? Mark { get; init; }

    /// <summary>What a document was to lose, and what kind of document it is; nothing when that is no longer known.</summary>
    public (VersionPlan Plan, string Type)? Document { get; init; }

    /// <summary>Whether it was made by the arguments alone; a document is made by its plan.</summary>
    public bool IsByArguments => Tool is Studio.Tool;

    /// <summary>What the entries of an exhibit record as made, the last of each kind: what took the place of another stands for both.</summary>
    /// <param name="original">The entries of the exhibit that a version was made from; none when they are not open, or there is none.</param>
    public static IReadOnlyList<Recorded> In(IEnumerable<Entry> entries, IReadOnlyCollection<Entry> original)
    {
        var events = entries.Select(static e => e.Event).ToList();
        return
        [
            .. events.OfType<MadeFrom>().Take(1).Select(m => Of(m, original)),
            .. events.OfType<DerivativeMade>().GroupBy(static m => m.Kind).OrderBy(static g => g.Key).Select(static g => Of(g.Last())),
            .. events.OfType<WatermarkMade>().GroupBy(static m => m.Share).Select(static g => Of(g.Last())),
        ];
    }

    private static Recorded Of(DerivativeMade made) =>
        new(
            made.Exhibit,
            made.Kind.ToString().ToLowerInvariant(),
            made,
            made.Tool,
            made.Version,
            made.Arguments,
            made.Input,
            made.Output,
            made.Kind is DerivativeKind.Poster or DerivativeKind.Web ? SandboxLimits.Look : SandboxLimits.Film
        );

    private static Recorded Of(WatermarkMade made) =>
        new(
            made.Exhibit,
            "copy for a link",
            made,
            made.Tool,
            made.Version,
            made.Arguments,
            made.Input,
            made.Output,
            made.Type.StartsWith("image/", StringComparison.Ordinal) ? SandboxLimits.Look : SandboxLimits.Film
        )
        {
            Mark = made.Mark,
        };

    private static Recorded Of(MadeFrom made, IReadOnlyCollection<Entry> original)
    {
        var events = original.Select(static e => e.Event).ToList();
        var plan = events.OfType<VersionOrdered>().FirstOrDefault(o => o.Version == made.Exhibit)?.Plan;
        var type = events.OfType<ExhibitReceived>().FirstOrDefault()?.Content?.Type;
        var isPicture = type?.StartsWith("image/", StringComparison.Ordinal) is true;
        return new(
            made.Exhibit,
            made.Kind.Label().ToLowerInvariant(),
            made,
            made.Tool,
            made.Version,
            made.Arguments,
            made.Input,
            made.Output,
            isPicture ? Stills : SandboxLimits.Film
        )
        {
            Document = plan is not null && type is not null ? (plan, type) : null,
        };
    }
}

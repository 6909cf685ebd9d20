using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Uploads;
using Bluelamp.Evidence.Versions;

namespace Bluelamp.Evidence.Remaking;

/// <summary>What came of making something again.</summary>
/// <param name="Version">The version of the tool as it is here now; nothing when it never ran.</param>
/// <param name="Produced">What was made, which lies in the room; nothing when nothing was.</param>
/// <param name="Why">Why it could not be made, in a sentence.</param>
internal sealed record Remade(string? Version, Produced? Produced, string? Why)
{
    public ContentHash? Output => Produced?.Output;
}

/// <summary>
/// Makes things again by what the ledger recorded of them: tool, arguments, and for documents the plan. In the sandbox, in a room of its own; nothing stored
/// is touched.
/// </summary>
public sealed class Remaker(ContentStore store, Contents contents, Studio studio, DocumentWorks documents)
{
    /// <summary>A room for one run.</summary>
    internal Room Room() => new(store);

    /// <summary>Makes one thing again, in a room, as <see cref="Room.Made"/>. An original that is not what it was gives nothing: it would accuse the tool.</summary>
    internal async Task<Remade> MakeAsync(Recorded recorded, Room room, CancellationToken ct)
    {
        if (recorded.IsByArguments && !Studio.IsOpen)
            return Not("ffmpeg is not installed here.");
        if (!recorded.IsByArguments && recorded.Document is null)
            return Not("Its original was disposed of, and with it what the copy was to lose.");
        if (await LendAsync(recorded.Input, room, ct) is { } why)
            return Not(why);
        var (version, produced) = await RunAsync(recorded, room, ct);
        return produced.Failure is { } failure ? new(version, Produced: null, failure) : new(version, produced, Why: null);
    }

    private static Remade Not(string why) => new(Version: null, Produced: null, why);

    private async Task<(string Version, Produced Produced)> RunAsync(Recorded recorded, Room room, CancellationToken ct)
    {
        if (recorded.IsByArguments)
            return (await studio.VersionAsync(ct), await studio.RunAsync(room, recorded.Arguments, recorded.Limits, recorded.Mark, ct));
        var (plan, type) = recorded.Document!.Value; // looked at before
        var outcome = await documents.RunAsync(room, type, plan, ct);
        return (outcome.Version, outcome.Produced);
    }

    /// <summary>Why the original cannot be taken; nothing when it lies in the room and is what it was.</summary>
    private async Task<string?> LendAsync(ContentHash original, Room room, CancellationToken ct)
    {
        try
        {
            await room.LendAsync(contents, original, ct);
            return await Studio.HashAsync(room.Original, ct) == original ? null : Damaged;
        }
        catch (FileNotFoundException)
        {
            return "Its original is not in the store.";
        }
        catch (PlaceAwayException)
        {
            return "The store of its original does not answer now.";
        }
        catch (Exception e)
            when (e is InvalidDataException or UnauthorizedAccessException || (e is IOException io && !UploadReceiver.IsNoRoom(io)))
        {
            return Damaged;
        }
    }

    private const string Damaged = "Its original is damaged. See: bluelamp evidence check";
}

using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Watching;

/// <summary>When a recording begins, as far as that is known.</summary>
/// <param name="ByClock">By the recorder's clock.</param>
/// <param name="IsClaimed">As somebody said, when the recording came in or afterwards; else as its file says of itself.</param>
/// <param name="AheadSeconds">How far that clock was found to run ahead of the true time; nothing when nobody compared it.</param>
public sealed record RecordedTime(DateTimeOffset ByClock, bool IsClaimed, int? AheadSeconds)
{
    /// <summary>The true time, as well as it is known.</summary>
    public DateTimeOffset Begins => ByClock.AddSeconds(-(AheadSeconds ?? 0));

    /// <summary>
    /// What somebody said goes before what the file says: that is a camera's guess, and often the moment at which the file was closed. Nothing when neither is there.
    /// </summary>
    public static RecordedTime? Of(IEnumerable<IEvent> past)
    {
        var (said, found) = (default(Circumstances), default(Found));
        foreach (var e in past)
        {
            said = e switch
            {
                ExhibitReceived received => received.Said,
                MoreKnown more => more.Said,
                _ => said,
            };
            found = e is ExhibitExamined { Readable: true } examined ? examined.Found : found;
        }

        return said?.From is { } from ? new(from, IsClaimed: true, said.ClockAheadSeconds)
            : found?.MadeAt is { } made
                ? new(found.MadeAtHasZone ? made : LocalTime.FromLondon(made.DateTime), IsClaimed: false, said?.ClockAheadSeconds)
            : null;
    }
}

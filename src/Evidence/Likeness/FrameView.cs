namespace Bluelamp.Evidence.Likeness;

/// <summary>
/// Keeps <c>evidence.frame</c>: how frames look, each hash under five keys, its bands of 13 bits. Two hashes that differ in at most <see cref="LikenessList.Bound"/>
/// bits have a band in which they differ in at most one.
/// </summary>
public sealed class FrameView : IView
{
    public string Table => "evidence.frame";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.frame where force = {force} and exhibit = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            FramesHashed e =>
                $"""
                insert into evidence.frame (force, exhibit, frame, band, key, hash)
                select {entry.Force}, {e.Exhibit}, f.frame, b.band, ((f.hash >> (13 * b.band)) & 8191)::integer, f.hash
                  from unnest({e.Frames.Select(static f => f.Frame).ToArray()}, {e.Frames.Select(static f =>
                    f.AsNumber()
                ).ToArray()}) as f (frame, hash)
                 cross join generate_series(0, 4) as b (band)
                """,
            _ => null,
        };
}

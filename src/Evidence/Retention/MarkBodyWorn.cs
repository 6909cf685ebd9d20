using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Retention;

/// <summary>Say that it is body-worn video, and whether it is evidential.</summary>
public sealed record MarkBodyWorn(Id<Exhibit> Exhibit, BodyWorn As, MediaKind Media) : ICommand<Keeping>
{
    public Decision Decide(Keeping state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            _ when Media is not MediaKind.Video => new NotAVideo(),
            _ when state.BodyWorn == As => [],
            _ => [new BodyWornMarked(Exhibit, As)],
        };
}

public sealed record NotAVideo() : Refusal.Invalid("not-a-video", "Only a video can be body-worn video.", "as");

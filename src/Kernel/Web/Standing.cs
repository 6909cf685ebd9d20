namespace Bluelamp.Kernel.Web;

/// <summary>How a thing stands, for the colour of its <see cref="StatusTag"/>.</summary>
public enum Standing
{
    /// <summary>Nothing to do or nothing known.</summary>
    Neutral,
    New,
    InHand,

    /// <summary>Somebody else must act first.</summary>
    Waiting,
    High,
    Urgent,
    Done,
}

namespace Bluelamp.Kernel.Web;

/// <summary>Colours of a <see cref="Tag"/>. Colour never speaks alone: the word in the tag says the same.</summary>
public enum TagColour
{
    Blue,
    Grey,
    Green,
    Teal,
    Purple,
    Magenta,
    Red,
    Orange,
    Yellow,
}

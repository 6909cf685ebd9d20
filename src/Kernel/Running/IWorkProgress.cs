namespace Bluelamp.Kernel.Running;

/// <summary>Where long work says how far it has come. The command line shows it as a bar or as lines; a test ignores it.</summary>
public interface IWorkProgress
{
    /// <summary>Says where the work stands. Cheap enough to call for every batch.</summary>
    /// <param name="step">What is being done, in a few words; the same words again move the same bar.</param>
    /// <param name="done">How much of it is done, in the work's own unit.</param>
    /// <param name="total">How much there is, or null while nobody knows.</param>
    void Report(string step, long done, long? total);
}

/// <summary>Progress that nobody watches.</summary>
public sealed class SilentProgress : IWorkProgress
{
    public static SilentProgress Instance { get; } = new();

    public void Report(string step, long done, long? total) { }
}

namespace Bluelamp.Kernel.Running;

/// <summary>
/// The surroundings do not let the work run: a taken port, a folder that is not there, a database that refuses. The message is one line that says what to do;
/// the command line prints it, without a stack, and ends with exit code 2.
/// </summary>
public sealed class CannotRunException : Exception
{
    public CannotRunException()
        : this("Bluelamp cannot run here.") { }

    public CannotRunException(string message)
        : base(message) { }

    public CannotRunException(string message, Exception innerException)
        : base(message, innerException) { }
}

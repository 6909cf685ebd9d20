using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Kernel;

/// <summary>An error that a reaction met may quote what it read; that it is parked stays in view.</summary>
internal sealed class RetryTraces : ITraces
{
    public Sql Erase(short force, Guid stream) =>
        $"update kernel.reaction_retry set error = 'erased with the record' where force = {force} and stream = {stream}";
}

using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Kernel.Messages;

/// <summary>Messages about a record go with its words, sent or not.</summary>
internal sealed class MessageTraces : ITraces
{
    public Sql Erase(short force, Guid stream) => $"delete from kernel.message where force = {force} and about = {stream}";
}

using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Contact.Drafts;

/// <summary>The draft that a report was written in has the report's id.</summary>
internal sealed class DraftTraces : ITraces
{
    public Sql Erase(short force, Guid stream) => $"delete from contact.draft where draft = {stream}";
}

using System.Collections.Immutable;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// The content of earlier entries of this stream was erased. That they happened, when and by whom, stays; what they said is gone.
/// </summary>
/// <param name="Authority">Who ordered it: a court, the information manager, a data subject's right.</param>
/// <param name="Reason">Why, in words without personal data.</param>
/// <param name="Rule">The retention rule or law that it rests on.</param>
[EventType(Name)]
public sealed record EntriesDisposed(ImmutableArray<DisposedEntry> Entries, string Authority, string Reason, string Rule) : IEvent
{
    internal const string Name = "kernel.entries-disposed.v1";
}

/// <summary>An erased entry.</summary>
/// <param name="Remains">Base64 of the SHA-256 of the canonical entry with <c>null</c> for its data: what is left may not be changed either.</param>
public sealed record DisposedEntry(int Version, string Remains);

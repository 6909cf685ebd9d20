using System.Runtime.InteropServices;

namespace Bluelamp.Linkage;

/// <summary>
/// Weighed pairs, as many as there are: so many of them in memory, and the others in a file without a name, of which nothing is left however the process ends.
/// The file holds the numbers of rows and weights, and nothing that a record says.
/// </summary>
/// <param name="inMemory">How many pairs are held in memory, 12 bytes each; at least one.</param>
/// <param name="folder">Where the others go.</param>
public sealed class KeptPairs(int inMemory, string folder) : IDisposable
{
    private const int MostParts = 256;
    private const int AtOnce = 1 << 13;
    private readonly List<Edge> held = [];
    private readonly int inMemory = Math.Max(1, inMemory);
    private Stream? file;
    private long inFile;

    public long Count => inFile + held.Count;

    /// <summary>How many of the pairs are in the file.</summary>
    public long Spilled => inFile;

    /// <summary>Makes the file; another one in tests.</summary>
    internal Func<string, Stream> Open { get; init; } = Nameless;

    /// <summary>Keeps some more.</summary>
    /// <exception cref="InputFaultException">The folder takes no more.</exception>
    public void Add(ReadOnlySpan<Edge> pairs)
    {
        while (!pairs.IsEmpty)
        {
            var some = pairs[..Math.Min(pairs.Length, inMemory - held.Count)];
            held.AddRange(some);
            pairs = pairs[some.Length..];
            if (held.Count == inMemory && !pairs.IsEmpty)
                Spill();
        }
    }

    /// <summary>All of them, in the order in which they came.</summary>
    public IEnumerable<Edge> All()
    {
        if (file is not null)
        {
            file.Position = 0;
            var some = new Edge[AtOnce];
            for (var read = 0L; read < inFile; )
            {
                var count = (int)Math.Min(some.Length, inFile - read);
                file.ReadExactly(MemoryMarshal.AsBytes(some.AsSpan(0, count)));
                read += count;
                for (var i = 0; i < count; i++)
                    yield return some[i];
            }
            file.Position = file.Length;
        }
        foreach (var pair in held)
            yield return pair;
    }

    /// <summary>
    /// The pairs in parts, none of them much larger than what may be in memory, unless a single group is or there would be more than
    /// <see cref="MostParts"/>. Those of one group come in one part.
    /// </summary>
    /// <param name="groupOf">The group of a pair; below 0 when it is to be left out.</param>
    public IEnumerable<Edge[]> Parts(Func<Edge, int> groupOf)
    {
        if (file is null)
        {
            yield return [.. held.Where(e => groupOf(e) >= 0)];
            yield break;
        }
        Spill();
        held.TrimExcess();
        // Half as many in a part on the whole as there might be, as groups are not of one size.
        var parts = new KeptPairs[(int)Math.Min(MostParts, 1 + (Count * 2 / inMemory))];
        try
        {
            for (var i = 0; i < parts.Length; i++)
                parts[i] = new(inMemory / parts.Length, folder) { Open = Open };
            foreach (var pair in All())
            {
                if (groupOf(pair) is var group and >= 0)
                    parts[(uint)group * 2654435769u % (uint)parts.Length].Add([pair]);
            }
            foreach (var part in parts)
            {
                yield return [.. part.All()];
                part.Dispose();
            }
        }
        finally
        {
            foreach (var part in parts)
                part?.Dispose();
        }
    }

    public void Dispose() => file?.Dispose();

    private void Spill()
    {
        try
        {
            file ??= Open(folder);
            file.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(held)));
            file.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputFaultException(
                $"{folder} takes no more than {inFile} pairs: {e.Message.TrimEnd('.')}. Name a folder with more room for what does not fit into memory.",
                e
            );
        }
        inFile += held.Count;
        held.Clear();
    }

    private static FileStream Nameless(string folder)
    {
        var path = Path.Combine(folder, $".pairs-{Path.GetRandomFileName()}");
        var nameless = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0);
        File.Delete(path);
        return nameless;
    }
}

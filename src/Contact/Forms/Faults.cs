using System.Collections.Immutable;

namespace Bluelamp.Contact.Forms;

/// <summary>What is wrong with one answer, as a sentence that says what to do.</summary>
/// <param name="Path">Where: the question, then parts and places in lists: <c>suspects/0/born</c>.</param>
/// <param name="Code">Stable, for machines: <c>required</c>, <c>too-long</c>, <c>not-a-date</c>.</param>
public sealed record Fault(ImmutableArray<string> Path, string Code, Bilingual Message)
{
    /// <summary>As a JSON pointer (RFC 6901) below <paramref name="root"/>.</summary>
    public string At(string root) => root + string.Concat(Path.Select(static p => "/" + p.Replace("~", "~0").Replace("/", "~1")));

    /// <summary>The name of the form field; the place in a list is not part of it, since a page shows one item.</summary>
    public string Field => string.Join('-', Path.Where(static p => p is not [>= '0' and <= '9', ..]));
}

/// <summary>Collects what is wrong, so that a reader sees everything at once.</summary>
public sealed class Faults
{
    private const int Most = 50;
    private readonly List<Fault> _found = [];

    public IReadOnlyList<Fault> Found => _found;

    public bool Any => _found.Count > 0;

    public void Add(ImmutableArray<string> path, string code, Bilingual message)
    {
        if (_found.Count < Most)
            _found.Add(new(path, code, message));
    }
}

/// <summary>One answer while it is checked: where it stands, and the moment that counts as now.</summary>
public sealed record Checking(Faults Faults, ImmutableArray<string> Path, DateTimeOffset Now)
{
    public Checking Into(string part) => this with { Path = Path.Add(part) };

    public void Fault(string code, Bilingual message) => Faults.Add(Path, code, message);

    public void Fault(string code, string en, string cy) => Fault(code, new(en, cy));
}

namespace Bluelamp.Kernel.Sealing;

/// <summary>The kept checkpoints of a log, each signed by the key that was good at its size, each key handed over by the one before it.</summary>
internal sealed class CheckpointChain
{
    private readonly SealedLog _log;
    private readonly IReadOnlyList<LogKey> _keys;
    private readonly List<Wrong> _wrong;
    private readonly SortedDictionary<long, (Checkpoint Checkpoint, string Note, string Name)> _roots = [];

    public CheckpointChain(SealedLog log, IReadOnlyList<LogKey> keys, List<Wrong> wrong)
    {
        (_log, _keys, _wrong) = (log, keys, wrong);
        if (keys is not [{ FromSize: 0, Endorsement: null }, ..] && keys.Count > 0)
            Wrong("its first key does not sign from the beginning");
        for (var i = 1; i < keys.Count; i++)
        {
            if (!IsHandedOver(keys[i - 1], keys[i]))
                Wrong($"the key {keys[i].Key} was not handed over by the key before it");
        }
    }

    /// <summary>The size that the newest checkpoint vouches for.</summary>
    public long Size { get; private set; }

    /// <summary>The newest checkpoint's note.</summary>
    public string? Newest { get; private set; }

    /// <summary>Takes a checkpoint of the log's own.</summary>
    public void Add(string note)
    {
        if (Read(note, "a checkpoint") is not { } checkpoint)
            return;
        _roots[checkpoint.Size] = (checkpoint, note, $"the checkpoint of size {checkpoint.Size}");
        if (checkpoint.Size >= Size)
            (Size, Newest) = (checkpoint.Size, note);
    }

    /// <summary>Takes a checkpoint that somebody kept elsewhere. It may be of another log; then nothing is said.</summary>
    public void Hold(string note)
    {
        if (!SignedNote.TryParse(note, out var signed) || !Checkpoint.TryParse(signed.Text, out var kept))
        {
            Wrong("the kept checkpoint cannot be read");
            return;
        }
        if (!string.Equals(kept.Origin, _log.Origin, StringComparison.Ordinal) || Read(note, "the kept checkpoint") is null)
            return;
        if (kept.Size > Size)
            Wrong($"the log was cut back: the kept checkpoint has {kept.Size} entries, the log {Size}");
        else if (_roots.TryGetValue(kept.Size, out var own) && own.Checkpoint.Root != kept.Root)
            Wrong($"the log was replaced: at size {kept.Size} it has another root than the kept checkpoint");
        else
            _roots[kept.Size] = (kept, note, "the kept checkpoint");
    }

    /// <summary>Whether somebody vouches for the tree at this size.</summary>
    public bool IsMilestone(long size) => _roots.ContainsKey(size);

    /// <summary>Compares the tree, grown to <paramref name="size"/>, with what was vouched for.</summary>
    public void Compare(long size, Hash root)
    {
        if (_roots.Remove(size, out var vouched) && vouched.Checkpoint.Root != root)
            Wrong($"the tree does not lead to {vouched.Name}");
    }

    /// <summary>Names what the tree never reached.</summary>
    public void Finish(long size)
    {
        foreach (var (missed, (_, _, name)) in _roots)
            Wrong($"{name} vouches for {missed} entries, and there are {size} in the tree");
        if (_keys.Count > 0 && _keys[^1].FromSize > Size)
            Wrong($"the log was cut back: its key signs from size {_keys[^1].FromSize}, its newest checkpoint has {Size}");
    }

    private Checkpoint? Read(string note, string name)
    {
        if (
            !SignedNote.TryParse(note, out var signed)
            || !Checkpoint.TryParse(signed.Text, out var checkpoint)
            || !string.Equals(checkpoint.Origin, _log.Origin, StringComparison.Ordinal)
        )
            Wrong($"{name} is not a checkpoint of this log");
        else if (signed.SignedBy(KeysAt(checkpoint.Size)).Count == 0)
            Wrong($"{name} of size {checkpoint.Size} is not signed by a key of this log");
        else
            return checkpoint;
        return null;
    }

    /// <summary>At the size where one key hands over to the next, both are good.</summary>
    private IEnumerable<NoteKey> KeysAt(long size) =>
        _keys.Where((k, i) => k.FromSize <= size && (i + 1 == _keys.Count || size <= _keys[i + 1].FromSize)).Select(static k => k.Key);

    private bool IsHandedOver(LogKey old, LogKey next) =>
        next.Endorsement is { } endorsement
        && SignedNote.TryParse(endorsement, out var note)
        && string.Equals(note.Text, LogKey.Handover(_log, next.FromSize, next.Key), StringComparison.Ordinal)
        && note.SignedBy([old.Key]).Count > 0
        && next.FromSize >= old.FromSize;

    private void Wrong(string problem) => _wrong.Add(new(_log.Origin, problem));
}

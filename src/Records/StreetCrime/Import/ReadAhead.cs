using System.Threading.Channels;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>
/// Reads, checks and encodes the files one after the other, on a task of its own, a bounded number of rows ahead of their loading. Decides how each is to
/// be loaded; only one import runs at a time, so what is known is what was known before and what this run has read.
/// </summary>
internal sealed class ReadAhead(Bulk bulk, short force, IReadOnlyList<SourceFile> files)
{
    private readonly Words _words = new(bulk, force);
    private readonly PlaceKeeper _places = new(bulk, force);
    private readonly HashSet<(string Table, DateOnly Month, short Reporter)> _groups = [];
    private readonly HashSet<int> _years = [];
    private readonly HashSet<byte[]> _contents = new(Bytes.Comparer);
    private readonly Channel<Reading> _readings = Channel.CreateBounded<Reading>(1);

    /// <summary>The first batch of this run: what stood before has a lower number.</summary>
    private int _first;

    /// <summary>The files in their order; one that was read in vain comes twice.</summary>
    public IAsyncEnumerable<Reading> ReadingsAsync(CancellationToken ct) => _readings.Reader.ReadAllAsync(ct);

    /// <summary>Reads until the last file, or until the token is cancelled; whoever takes the readings sees what went wrong.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await _words.ReadAsync(ct);
            foreach (var file in files)
                await ReadAsync(file, ct);
            _readings.Writer.Complete();
        }
#pragma warning disable CA1031 // It is thrown where the readings are taken.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _readings.Writer.Complete(e);
        }
    }

    private async Task ReadAsync(SourceFile file, CancellationToken ct)
    {
        try
        {
            if (!await ReadAsync(file, careful: false, ct) && !await RecountAsync(file, ct))
                await ReadAsync(file, careful: true, ct);
        }
        catch (UnreadableFileException e)
        {
            var broken = new Reading(file);
            broken.End(e);
            await _readings.Writer.WriteAsync(broken, ct);
        }
    }

    /// <summary>Of a file that is in already, every sound row is unchanged, and what is wrong with the others is said again. False: it is not in.</summary>
    private async Task<bool> RecountAsync(SourceFile file, CancellationToken ct)
    {
        var reading = new Reading(file) { IsKnown = true };
        using var source = RowSource.Open(file);
        while (source.Next(out var fault))
        {
            ct.ThrowIfCancellationRequested();
            reading.Rows++;
            if (fault is not null)
                reading.Rejects.Add(new(file.Name, source.Line, fault));
        }

        if (!await IsInAsync(source.Content(), ct))
            return false;
        reading.End();
        await _readings.Writer.WriteAsync(reading, ct);
        return true;
    }

    /// <summary>Reads a file; false when it is in already, or a month of it is known and <paramref name="careful"/> is not set.</summary>
    private async Task<bool> ReadAsync(SourceFile file, bool careful, CancellationToken ct)
    {
        using var source = RowSource.Open(file);
        var reading = new Reading(file)
        {
            Batch = (await bulk.ReadAsync<int>($"select nextval('records.street_batch_number')::int", ct))[0],
            Layout = source.Layout,
            Careful = careful,
        };
        _first = _first == 0 ? reading.Batch : _first;
        var encoding = new Encoding(this, reading, source, careful);
        try
        {
            var isNew = await encoding.RunAsync(ct) && await IsNewAsync(reading.Content = source.Content(), ct);
            await _places.KeepAsync(ct); // there before a row that refers to them
            if (isNew)
                reading.End();
            else
                reading.Abandon();
            return isNew;
        }
        catch (Exception e)
        {
            reading.End(e);
            if (e is UnreadableFileException && encoding.IsHandedOver)
                return true; // whoever loads it is told
            throw;
        }
    }

    /// <summary>
    /// Whether the force has rows of this month already, or this run has read some. Asked of what stood before this run, which the key finds at once where
    /// there is none.
    /// </summary>
    private async Task<bool> IsKnownAsync(Layout layout, (DateOnly Month, short Reporter) group, CancellationToken ct) =>
        !_groups.Add((layout.Table, group.Month, group.Reporter))
        || await bulk.ReadAsync<bool>(
            $"""
            select true from {layout.Rows} t
             where t.force = {force} and t.month = {group.Month} and t.batch < {_first} and t.reported_by = {group.Reporter}
             limit 1
            """,
            ct
        )
            is [true];

    /// <summary>Whether nobody had this content, who now has. Whose searches a file holds is in its name alone, so new months are no proof of new content.</summary>
    private async Task<bool> IsNewAsync(byte[] content, CancellationToken ct) => !await IsInAsync(content, ct) && _contents.Add(content);

    /// <summary>Makes room for a year, before any copy that brings rows of it begins.</summary>
    private async Task YearAsync(int year, CancellationToken ct)
    {
        if (_years.Add(year))
            await bulk.KeepAsync($"select records.street_year({year})", ct);
    }

    private async Task<bool> IsInAsync(byte[] content, CancellationToken ct) =>
        _contents.Contains(content)
        || await bulk.ReadAsync<bool>($"select true from records.street_batch b where b.force = {force} and b.content = {content}", ct)
            is [true];

    /// <summary>One file on its way from rows to chunks.</summary>
    private sealed class Encoding(ReadAhead ahead, Reading reading, RowSource source, bool careful)
    {
        private readonly RowEncoder _encoder = new(
            source.Layout,
            ahead._words,
            ahead._places,
            source.Layout.ReporterInName ? ForceNames.Of(reading.File.Force!) : null
        );

        private readonly RowBytes _rows = new(source.Layout, ahead.Force, reading.Batch, careful);
        private int _year;

        /// <summary>Somebody loads the file already.</summary>
        public bool IsHandedOver { get; private set; }

        /// <summary>Encodes every row; false as soon as a month turns out to be known to whoever does not take care.</summary>
        public async Task<bool> RunAsync(CancellationToken ct)
        {
            if (careful)
                await HandOverAsync(ct);
            while (source.Next(out var fault))
            {
                reading.Rows++;
                fault ??= await LearnAsync(ct);
                if (fault is not null)
                {
                    reading.Rejects.Add(new(reading.File.Name, source.Line, fault));
                    continue;
                }

                var group = (source.Row.Month, _encoder.Reporter);
                if (reading.Groups.Add(group) && await ahead.IsKnownAsync(source.Layout, group, ct) && !careful)
                    return false;
                await AddAsync(ct);
            }

            await FlushAsync(ct);
            await HandOverAsync(ct);
            return true;
        }

        private async ValueTask AddAsync(CancellationToken ct)
        {
            if (_rows.IsFull || source.Row.Month.Year != _year)
                await FlushAsync(ct);
            if (source.Row.Month.Year != _year)
                await ahead.YearAsync(_year = source.Row.Month.Year, ct);
            _rows.Add(source.Row, _encoder, (int)source.Line);
            if (!careful)
                reading.Root.Append(_encoder.Leaf);
            if (ahead._places.IsFull)
                await ahead._places.KeepAsync(ct);
        }

        private async ValueTask FlushAsync(CancellationToken ct)
        {
            if (_rows.Rows == 0)
                return;
            await HandOverAsync(ct);
            await reading.AddAsync(_rows.Take(_year), ct);
        }

        private async ValueTask HandOverAsync(CancellationToken ct)
        {
            if (IsHandedOver)
                return;
            IsHandedOver = true;
            await ahead._readings.Writer.WriteAsync(reading, ct);
        }

        /// <summary>Encodes the row, giving numbers to texts that have none.</summary>
        private async ValueTask<string?> LearnAsync(CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();
            while (_encoder.Encode(source.Row) is { } unknown)
            {
                if (!await ahead._words.LearnAsync(unknown, ct))
                    return "more different texts than these files ever have: categories, outcomes and the like";
            }

            return null;
        }
    }

    private short Force => force;
}

using System.Globalization;
using System.Text;

namespace Bluelamp.Kernel.Running;

/// <summary>
/// The rows that an import could not take, each with its file, line and reason: all of them in a CSV file, the first few at hand for the screen.
/// The file is made with the first rejected row, so a clean import leaves none.
/// </summary>
public sealed class RejectList(string folder, string name, TimeProvider time) : IDisposable
{
    private const int AtHand = 20;
    private readonly List<Reject> _first = [];
    private StreamWriter? _writer;

    /// <summary>How many rows were rejected.</summary>
    public long Count { get; private set; }

    /// <summary>The file that lists them all, or nothing while there are none.</summary>
    public string? File { get; private set; }

    public IReadOnlyList<Reject> First => _first;

    /// <summary>Writes one down.</summary>
    /// <param name="file">The file as the user knows it.</param>
    /// <param name="line">Its line, from 1; the header is a line too.</param>
    /// <param name="reason">What is wrong, in words, without the row's own content.</param>
    public void Add(string file, long line, string reason)
    {
        Count++;
        var reject = new Reject(file, line, reason);
        if (_first.Count < AtHand)
            _first.Add(reject);
        _writer ??= Open();
        _writer.WriteLine($"{CsvText.Field(file)},{line.ToString(CultureInfo.InvariantCulture)},{CsvText.Field(reason)}");
    }

    public void Dispose() => _writer?.Dispose();

    private StreamWriter Open()
    {
        Directory.CreateDirectory(folder);
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        File = Path.Combine(folder, $"{name}-rejected-{stamp}.csv");
        var writer = new StreamWriter(File, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n" };
        writer.WriteLine("file,line,reason");
        return writer;
    }
}

/// <summary>A row that was not taken, and why.</summary>
public sealed record Reject(string File, long Line, string Reason);

using System.Buffers.Text;
using System.Globalization;
using System.Text.Unicode;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>One published row, read and found sound. Reused from line to line; allocates nothing for a sound row.</summary>
internal sealed class Row(Layout layout, int[] positions, DateOnly? monthOfFile)
{
    private const int LongestText = 300;
    private const int LongestCode = 20;
    private readonly int[] _words = Positions(layout, positions, Role.Word);
    private readonly int[] _required = [.. layout.Columns.Select((c, i) => c.Required ? i : -1).Where(static i => i >= 0)];
    private readonly int _columns = positions.Max() + 1;
    private readonly int _crimeId = Position(layout, positions, Role.CrimeId);
    private readonly int _month = Position(layout, positions, Role.Month);
    private readonly int _moment = Position(layout, positions, Role.Moment);
    private readonly int _longitude = Position(layout, positions, Role.Longitude);
    private readonly int _latitude = Position(layout, positions, Role.Latitude);
    private readonly int _location = Position(layout, positions, Role.Location);
    private readonly int _lsoa = Position(layout, positions, Role.Lsoa);
    private readonly int _lsoaName = Position(layout, positions, Role.LsoaName);

    public CsvLine Fields { get; } = new();

    /// <summary>How many fields each line has: as many as the header.</summary>
    public required int Width { get; init; }

    /// <summary>The first day of the month that the row is published under.</summary>
    public DateOnly Month { get; private set; }

    /// <summary>When a search took place, in UTC; meaningless in other kinds.</summary>
    public DateTime Moment { get; private set; }

    public bool HasCrimeId { get; private set; }

    /// <summary>The published reference, 32 bytes. Not a key: one may stand on several rows.</summary>
    public byte[] CrimeId { get; } = new byte[32];

    /// <summary>Millionths of a degree; both or neither.</summary>
    public int? Longitude { get; private set; }

    public int? Latitude { get; private set; }

    public ReadOnlySpan<byte> Location => At(_location);

    public ReadOnlySpan<byte> Lsoa => At(_lsoa);

    public ReadOnlySpan<byte> LsoaName => At(_lsoaName);

    /// <summary>How many word columns the layout has.</summary>
    public int Words => _words.Length;

    /// <summary>The text of the word column at this place in the layout; empty where the file has none.</summary>
    public ReadOnlySpan<byte> Word(int index) => At(_words[index]);

    /// <summary>The text of a named column.</summary>
    public ReadOnlySpan<byte> Named(int column) => At(positions[column]);

    /// <summary>Reads a line; answers what is wrong with it, or nothing.</summary>
    public string? Read(ReadOnlySpan<byte> line) => Broken(line) ?? Fields.Split(line) ?? Misshapen() ?? Unsound();

    private static string? Broken(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
            return "the line is empty";
        if (line.Contains((byte)0))
            return "the line holds a NUL sign: the file may not be text in UTF-8";
        return Utf8.IsValid(line) ? null : "the line is not UTF-8: save the file in that encoding (it looks like Latin-1)";
    }

    private string? Misshapen()
    {
        if (Fields.Count != Width)
            return $"{Fields.Count} fields where the header has {Width}";
        foreach (var column in _required)
        {
            if (Named(column).IsEmpty)
                return $"{layout.Columns[column].Header} is empty";
        }

        for (var field = 0; field < _columns; field++)
        {
            if (Fields[field].Length > LongestText)
                return $"field {field + 1} is longer than {LongestText} bytes";
        }

        return Lsoa.Length > LongestCode ? "LSOA code is too long" : null;
    }

    private string? Unsound() => ReadCrimeId() ?? ReadWhen() ?? ReadWhere();

    private string? ReadCrimeId()
    {
        var text = At(_crimeId);
        HasCrimeId = !text.IsEmpty;
        if (!HasCrimeId)
            return null;
        return text.Length == 64 && Convert.FromHexString(text, CrimeId, out _, out _) == System.Buffers.OperationStatus.Done
            ? null
            : "Crime ID is not 64 hexadecimal signs";
    }

    private string? ReadWhen()
    {
        if (_moment < 0)
        {
            var sound = TryMonth(At(_month), out var month);
            Month = month;
            return sound ? null : "Month is not a month of this century as YYYY-MM";
        }

        if (!TryMoment(At(_moment), out var moment))
            return "Date is not a time as 2021-03-01T10:30:00+00:00";
        Moment = moment;
        Month = monthOfFile ?? new(moment.Year, moment.Month, 1);
        return null;
    }

    private string? ReadWhere()
    {
        var text = At(_longitude);
        var none = text.IsEmpty;
        (Longitude, Latitude) = (null, null);
        if (none != At(_latitude).IsEmpty)
            return "one of Longitude and Latitude is empty";
        if (none)
            return null;
        if (!TryDegrees(text, 180, out var longitude))
            return "Longitude is not a number of degrees from -180 to 180";
        if (!TryDegrees(At(_latitude), 90, out var latitude))
            return "Latitude is not a number of degrees from -90 to 90";
        (Longitude, Latitude) = (longitude, latitude);
        return null;
    }

    private static bool TryMonth(ReadOnlySpan<byte> text, out DateOnly month)
    {
        month = default;
        if (text.Length != 7 || text[4] != '-')
            return false;
        if (!Utf8Parser.TryParse(text[..4], out int year, out var used) || used != 4 || year is < 2000 or > 2099)
            return false;
        if (!Utf8Parser.TryParse(text[5..], out int number, out used) || used != 2 || number is < 1 or > 12)
            return false;
        month = new(year, number, 1);
        return true;
    }

    private static bool TryMoment(ReadOnlySpan<byte> text, out DateTime moment)
    {
        moment = default;
        if (text.Length is < 16 or > 40)
            return false;
        Span<char> chars = stackalloc char[text.Length];
        for (var i = 0; i < text.Length; i++)
            chars[i] = (char)text[i];
        var read = DateTimeOffset.TryParse(chars, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        moment = at.UtcDateTime;
        return read && moment.Year is >= 2000 and <= 2099;
    }

    private static bool TryDegrees(ReadOnlySpan<byte> text, int most, out int millionths)
    {
        millionths = 0;
        if (!Utf8Parser.TryParse(text, out double degrees, out var used) || used != text.Length || !(Math.Abs(degrees) <= most))
            return false;
        millionths = (int)Math.Round(degrees * 1_000_000);
        return true;
    }

    private ReadOnlySpan<byte> At(int position) => position < 0 ? [] : Fields[position];

    private static int Position(Layout layout, int[] positions, Role role) => Positions(layout, positions, role) is [var only] ? only : -1;

    private static int[] Positions(Layout layout, int[] positions, Role role) =>
        [.. positions.Where((_, i) => layout.Columns[i].Role == role)];
}

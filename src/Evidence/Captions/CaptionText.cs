using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bluelamp.Evidence.Versions;

namespace Bluelamp.Evidence.Captions;

/// <summary>One caption: what is said or heard, and when it is shown, in seconds from the beginning of the recording.</summary>
/// <param name="Text">One or more lines; of markup only <c>b</c>, <c>i</c>, <c>u</c> and <c>v</c> with a speaker.</param>
public sealed record Cue(double From, double Until, string Text);

/// <summary>What is wrong with a line, from 1 on.</summary>
public sealed record CaptionFault(int Line, string Message);

/// <summary>
/// Captions as people write them and as files hold them: WebVTT (W3C, 2019), SubRip, or times and words without more. Only times and words are kept; notes,
/// styles, positions and names of captions are passed over. What is written again is WebVTT.
/// </summary>
public static partial class CaptionText
{
    /// <summary>Characters of all captions of one language.</summary>
    public const int Longest = 500_000;

    /// <summary>Captions of one language.</summary>
    public const int Most = 5_000;

    /// <summary>Characters of one caption.</summary>
    public const int LongestCue = 600;

    /// <summary>Faults that are told at once.</summary>
    public const int MostFaults = 20;

    /// <summary>Seconds by which what is played may be longer than the original says that it is.</summary>
    private const double Slack = 0.5;

    private const string Arrow = "-->";

    /// <summary>Reads all captions, or says which lines are wrong.</summary>
    /// <param name="seconds">How long the recording plays.</param>
    public static (IReadOnlyList<Cue> Cues, IReadOnlyList<CaptionFault> Faults) Read(string text, double seconds)
    {
        if (text.Length > Longest)
            return ([], [new(1, $"All captions of a language hold {Longest:N0} characters. This has {text.Length:N0}.")]);
        var reader = new Reader(text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'), seconds);
        return reader.Read();
    }

    /// <summary>The captions as a WebVTT file; the same captions are the same bytes.</summary>
    public static string Write(IEnumerable<Cue> cues)
    {
        var file = new StringBuilder("WEBVTT\n");
        foreach (var cue in cues)
            file.Append(CultureInfo.InvariantCulture, $"\n{Time(cue.From)} {Arrow} {Time(cue.Until)}\n{cue.Text}\n");
        return file.ToString();
    }

    private static string Time(double seconds)
    {
        var thousandths = (long)Math.Round(seconds * 1000);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{thousandths / 3_600_000:00}:{thousandths / 60_000 % 60:00}:{thousandths / 1000 % 60:00}.{thousandths % 1000:000}"
        );
    }

    private sealed class Reader(string[] lines, double seconds)
    {
        private readonly List<Cue> _cues = [];
        private readonly List<CaptionFault> _faults = [];
        private int _at;

        public (IReadOnlyList<Cue>, IReadOnlyList<CaptionFault>) Read()
        {
            if (lines[0].StartsWith("WEBVTT", StringComparison.Ordinal))
                PassOver();
            while (_at < lines.Length && _faults.Count < MostFaults)
                ReadBlock();
            if (_cues.Count > Most)
                Fault(0, $"There are {_cues.Count:N0} captions. A language holds {Most:N0}.");
            else if (_cues.Count == 0 && _faults.Count == 0)
                Fault(0, "Write at least one caption: its times, such as 0:05 --> 0:07.5, and below them what is said or heard.");
            return (_faults.Count == 0 ? _cues : [], _faults);
        }

        private void ReadBlock()
        {
            var line = lines[_at];
            if (string.IsNullOrWhiteSpace(line))
                _at++;
            else if (line is "NOTE" or "STYLE" or "REGION" || line.StartsWith("NOTE ", StringComparison.Ordinal))
                PassOver();
            else if (IsTimes(_at))
                ReadCue();
            else if (IsTimes(_at + 1))
                _at++; // the name or number of the caption
            else
            {
                Fault(_at, "Begin each caption with its times, such as 0:05 --> 0:07.5.");
                PassOver();
            }
        }

        private bool IsTimes(int at) => at < lines.Length && lines[at].Contains(Arrow, StringComparison.Ordinal);

        private void ReadCue()
        {
            var times = _at++;
            var words = new List<string>();
            for (; _at < lines.Length && !string.IsNullOrWhiteSpace(lines[_at]) && !IsTimes(_at); _at++)
            {
                if (WordsFault(lines[_at]) is { } fault)
                    Fault(_at, fault);
                words.Add(lines[_at].Trim());
            }

            if (IsTimes(_at))
                Fault(_at, "Leave an empty line before the times of the next caption.");
            var text = string.Join('\n', words);
            var (from, until) = Times(lines[times]);
            if (TimesFault(from, until) is { } wrong)
                Fault(times, wrong);
            else if (text.Length == 0)
                Fault(times, "Write below the times what is said or heard.");
            else if (text.Length > LongestCue)
                Fault(times, $"One caption holds {LongestCue} characters. Make several of it.");
            else
                _cues.Add(new(from!.Value, until!.Value, text)); // no fault, so both are there
        }

        private string? TimesFault(double? from, double? until) =>
            (from, until) is not ({ } begins, { } ends) ? "Write the times as minutes and seconds, such as 0:05 --> 0:07.5."
            : ends <= begins ? "A caption must end after it begins."
            : begins > seconds + Slack ? $"The recording is over at {Clock.Write(seconds)}."
            : _cues is [.., var last] && begins < last.From ? "This caption begins before the one above it. Put them in the order of time."
            : null;

        private static string? WordsFault(string line) =>
            line.Any(static c => char.IsControl(c) && c is not '\t') || line.EnumerateRunes().Any(static r => r == Rune.ReplacementChar)
                ? "There is a sign in this line that is no letter, digit or mark. Take it out."
            : Markup().Replace(line, "").AsSpan().ContainsAny('<', '>')
                ? "Write words only. In angle brackets only <b>, <i>, <u> and a speaker, <v Name>, can stand."
            : null;

        /// <summary>Positions, which may follow the times, are passed over.</summary>
        private static (double? From, double? Until) Times(string line)
        {
            var arrow = line.IndexOf(Arrow, StringComparison.Ordinal);
            return (Moment(line[..arrow]), Moment(line[(arrow + Arrow.Length)..].Trim().Split(' ', '\t')[0]));
        }

        /// <summary>To the thousandth of a second, as WebVTT has it.</summary>
        private static double? Moment(string text) => Clock.Read(text.Replace(',', '.')) is { } read ? Math.Round(read, 3) : null;

        private void PassOver()
        {
            while (_at < lines.Length && !string.IsNullOrWhiteSpace(lines[_at]))
                _at++;
        }

        private void Fault(int at, string message)
        {
            if (_faults.Count < MostFaults)
                _faults.Add(new(at + 1, message));
        }
    }

    [GeneratedRegex("</?[biu]>|<v [^<>&]{1,100}>|</v>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Markup();
}

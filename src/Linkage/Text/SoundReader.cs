using System.Text;

namespace Bluelamp.Linkage.Text;

/// <summary>
/// The rules of <see cref="DoubleMetaphone"/>, letter by letter. Each rule looks at what stands around the place where it is, says what is heard (the
/// second way only where it differs), and goes on.
/// </summary>
internal sealed class SoundReader
{
    private const int Whole = 0;
    private readonly string _text;
    private readonly bool _slavoGermanic;
    private readonly bool _germanic;
    private readonly StringBuilder _primary = new();
    private readonly StringBuilder _alternate = new();
    private int _at;

    public SoundReader(string text)
    {
        _text = text;
        _slavoGermanic = text.AsSpan().ContainsAny('W', 'K') || text.Contains("CZ", StringComparison.Ordinal);
        _germanic = StandsAt(Whole, "VAN ", "VON ", "SCH");
        if (Begins("GN", "KN", "PN", "WR", "PS"))
            _at = 1;
        else if (Begins("X"))
            Say("S", 1);
    }

    public bool AtEnd => _at >= _text.Length;

    public bool HasSaid(int length) => _primary.Length >= length && _alternate.Length >= length;

    public Sounds Sounds(int length) =>
        new(_primary.ToString(0, Math.Min(length, _primary.Length)), _alternate.ToString(0, Math.Min(length, _alternate.Length)));

    public void ReadSound()
    {
        if (AlwaysHeardAs(_text[_at]) is { } sound)
        {
            Say(sound, Doubled());
            return;
        }

        switch (_text[_at])
        {
            case 'A' or 'E' or 'I' or 'O' or 'U' or 'Y':
                Say(_at == 0 ? "A" : "", 1);
                break;
            case 'C':
                C();
                break;
            case 'D':
                D();
                break;
            case 'G':
                G();
                break;
            case 'H':
                H();
                break;
            case 'J':
                J();
                break;
            case 'L':
                L();
                break;
            case 'M':
                M();
                break;
            case 'P':
                P();
                break;
            case 'R':
                R();
                break;
            case 'S':
                S();
                break;
            case 'T':
                T();
                break;
            case 'W':
                W();
                break;
            case 'X':
                X();
                break;
            case 'Z':
                Z();
                break;
            default:
                _at++;
                break;
        }
    }

    private static string? AlwaysHeardAs(char letter) =>
        letter switch
        {
            'B' => "P",
            'F' or 'V' => "F",
            'K' or 'Q' => "K",
            'N' => "N",
            _ => null,
        };

    private bool IsLast => _at == _text.Length - 1;

    /// <summary>The letter so far from here; a space before and behind the name.</summary>
    private char Letter(int offset) => _at + offset >= 0 && _at + offset < _text.Length ? _text[_at + offset] : ' ';

    private bool IsVowel(int offset) => Letter(offset) is 'A' or 'E' or 'I' or 'O' or 'U' or 'Y';

    /// <summary>Whether any of these stands so far from here.</summary>
    private bool Has(int offset, params ReadOnlySpan<string> any) => StandsAt(_at + offset, any);

    /// <summary>Whether this is the beginning of the name, and one of these.</summary>
    private bool Begins(params ReadOnlySpan<string> any) => _at == 0 && StandsAt(Whole, any);

    private bool StandsAt(int place, params ReadOnlySpan<string> any)
    {
        if (place < 0)
            return false;
        foreach (var text in any)
        {
            var fits = true;
            for (var i = 0; i < text.Length && fits; i++)
                fits = text[i] == (place + i < _text.Length ? _text[place + i] : ' ');
            if (fits)
                return true;
        }

        return false;
    }

    private int Doubled() => Letter(1) == Letter(0) ? 2 : 1;

    private void Say(string sound, int letters) => Say(sound, sound, letters);

    private void Say(string primary, string alternate, int letters)
    {
        _primary.Append(primary);
        _alternate.Append(alternate);
        _at += letters;
    }

    private void C()
    {
        if (IsGermanAch())
            Say("K", 2);
        else if (Begins("CAESAR"))
            Say("S", 2);
        else if (Has(0, "CHIA"))
            Say("K", 2);
        else if (Has(0, "CH"))
            Ch();
        else if (Has(0, "CZ") && !Has(-2, "WICZ"))
            Say("S", "X", 2);
        else if (Has(1, "CIA"))
            Say("X", 3);
        else if (Has(0, "CC") && !(_at == 1 && _text[0] == 'M'))
            Cc();
        else if (Has(0, "CK", "CG", "CQ"))
            Say("K", 2);
        else if (Has(0, "CIO", "CIE", "CIA"))
            Say("S", "X", 2);
        else if (Has(0, "CI", "CE", "CY"))
            Say("S", 2);
        else if (Has(1, " C", " Q", " G"))
            Say("K", 3);
        else
            Say("K", Has(1, "C", "K", "Q") && !Has(1, "CE", "CI") ? 2 : 1);
    }

    private bool IsGermanAch() =>
        _at > 1 && !IsVowel(-2) && Has(-1, "ACH") && Letter(2) != 'I' && (Letter(2) != 'E' || Has(-2, "BACHER", "MACHER"));

    private void Ch()
    {
        if (_at > 0 && Has(0, "CHAE"))
            Say("K", "X", 2);
        else if (Begins("CHARAC", "CHARIS", "CHOR", "CHYM", "CHIA", "CHEM") && !Begins("CHORE"))
            Say("K", 2);
        else if (IsHardCh())
            Say("K", 2);
        else if (_at == 0)
            Say("X", 2);
        else if (StandsAt(Whole, "MC"))
            Say("K", 2);
        else
            Say("X", "K", 2);
    }

    private bool IsHardCh() =>
        _germanic
        || Has(-2, "ORCHES", "ARCHIT", "ORCHID")
        || Has(2, "T", "S")
        || ((_at == 0 || Has(-1, "A", "O", "U", "E")) && Has(2, "L", "R", "N", "M", "B", "H", "F", "V", "W", " "));

    private void Cc()
    {
        if (!Has(2, "I", "E", "H") || Has(2, "HU"))
            Say("K", 2);
        else if ((_at == 1 && Letter(-1) == 'A') || Has(-1, "UCCEE", "UCCES"))
            Say("KS", 3);
        else
            Say("X", 3);
    }

    private void D()
    {
        if (Has(0, "DGI", "DGE", "DGY"))
            Say("J", 3);
        else if (Has(0, "DG"))
            Say("TK", 2);
        else
            Say("T", Has(0, "DT", "DD") ? 2 : 1);
    }

    private void G()
    {
        if (Letter(1) == 'H')
            Gh();
        else if (Letter(1) == 'N')
            Gn();
        else if (Has(1, "LI") && !_slavoGermanic)
            Say("KL", "L", 2);
        else if (Begins("GY", "GES", "GEP", "GEB", "GEL", "GEY", "GIB", "GIL", "GIN", "GIE", "GEI", "GER") || IsEitherGer())
            Say("K", "J", 2);
        else if (Has(1, "E", "I", "Y") || Has(-1, "AGGI", "OGGI"))
            SoftG();
        else
            Say("K", Doubled());
    }

    private bool IsEitherGer() =>
        Has(1, "ER", "Y") && !StandsAt(Whole, "DANGER", "RANGER", "MANGER") && !Has(-1, "E", "I") && !Has(-1, "RGY", "OGY");

    private void SoftG()
    {
        if (_germanic || Has(1, "ET"))
            Say("K", 2);
        else if (Has(1, "IER "))
            Say("J", 2);
        else
            Say("J", "K", 2);
    }

    private void Gh()
    {
        if (_at > 0 && !IsVowel(-1))
            Say("K", 2);
        else if (_at == 0)
            Say(Letter(2) == 'I' ? "J" : "K", 2);
        else if (Has(-2, "B", "H", "D") || Has(-3, "B", "H", "D") || Has(-4, "B", "H"))
            Say("", 2); // as in "bough" and "daughter"
        else if (_at > 2 && Letter(-1) == 'U' && Has(-3, "C", "G", "L", "R", "T"))
            Say("F", 2); // as in "laugh" and "tough"
        else
            Say(Letter(-1) == 'I' ? "" : "K", 2);
    }

    private void Gn()
    {
        if (_at == 1 && IsVowel(-1) && !_slavoGermanic)
            Say("KN", "N", 2);
        else if (!Has(2, "EY") && !_slavoGermanic)
            Say("N", "KN", 2);
        else
            Say("KN", 2);
    }

    private void H()
    {
        if ((_at == 0 || IsVowel(-1)) && IsVowel(1))
            Say("H", 2);
        else
            _at++;
    }

    private void J()
    {
        if (Has(0, "JOSE") || StandsAt(Whole, "SAN "))
        {
            var spanish = (_at == 0 && Letter(4) == ' ') || StandsAt(Whole, "SAN ");
            Say(spanish ? "H" : "J", "H", 1);
        }
        else if (_at == 0)
            Say("J", "A", Doubled());
        else if (IsVowel(-1) && !_slavoGermanic && Letter(1) is ('A' or 'O'))
            Say("J", "H", 1);
        else if (IsLast)
            Say("J", "", 1);
        else if (!Has(1, "L", "T", "K", "S", "N", "M", "B", "Z") && !Has(-1, "S", "K", "L"))
            Say("J", Doubled());
        else
            _at += Doubled();
    }

    private void L()
    {
        if (Letter(1) == 'L' && IsSpanishLl())
            Say("L", "", 2);
        else
            Say("L", Doubled());
    }

    private bool IsSpanishLl() =>
        (_at == _text.Length - 3 && Has(-1, "ILLO", "ILLA", "ALLE"))
        || (Has(-1, "ALLE") && (StandsAt(_text.Length - 2, "AS", "OS") || StandsAt(_text.Length - 1, "A", "O")));

    private void M()
    {
        var dumb = Has(-1, "UMB") && (_at + 1 == _text.Length - 1 || Has(2, "ER"));
        Say("M", dumb ? 2 : Doubled());
    }

    private void P()
    {
        if (Letter(1) == 'H')
            Say("F", 2);
        else
            Say("P", Has(1, "P", "B") ? 2 : 1);
    }

    private void R()
    {
        var french = IsLast && !_slavoGermanic && Has(-2, "IE") && !Has(-4, "ME", "MA");
        Say(french ? "" : "R", "R", Doubled());
    }

    private void S()
    {
        if (Has(-1, "ISL", "YSL"))
            _at++; // as in "isle" and "Carlysle"
        else if (Begins("SUGAR"))
            Say("X", "S", 1);
        else if (Has(0, "SH"))
            Say(Has(1, "HEIM", "HOEK", "HOLM", "HOLZ") ? "S" : "X", 2);
        else if (Has(0, "SIO", "SIA"))
            Say("S", _slavoGermanic ? "S" : "X", 3);
        else if (Begins("SM", "SN", "SL", "SW") || Letter(1) == 'Z')
            Say("S", "X", Letter(1) == 'Z' ? 2 : 1);
        else if (Has(0, "SC"))
            Sc();
        else
            Say(IsLast && Has(-2, "AI", "OI") ? "" : "S", "S", Has(1, "S", "Z") ? 2 : 1);
    }

    private void Sc()
    {
        if (Has(2, "HER", "HEN"))
            Say("X", "SK", 3);
        else if (Has(2, "HOO", "HUY", "HED", "HEM"))
            Say("SK", 3);
        else if (Letter(2) == 'H')
            Say("X", _at == 0 && !IsVowel(3) && Letter(3) != 'W' ? "S" : "X", 3);
        else
            Say(Has(2, "I", "E", "Y") ? "S" : "SK", 3);
    }

    private void T()
    {
        if (Has(0, "TION", "TIA", "TCH"))
            Say("X", 3);
        else if (Has(0, "TH", "TTH"))
            Say(_germanic || Has(2, "OM", "AM") ? "T" : "0", "T", 2);
        else
            Say("T", Has(1, "T", "D") ? 2 : 1);
    }

    private void W()
    {
        if (Has(0, "WR"))
        {
            Say("R", 2);
            return;
        }

        if (_at == 0 && (IsVowel(1) || Letter(1) == 'H'))
            Say("A", IsVowel(1) ? "F" : "A", 0);
        if ((IsLast && IsVowel(-1)) || Has(-1, "EWSKI", "EWSKY", "OWSKI", "OWSKY") || StandsAt(Whole, "SCH"))
            Say("", "F", 1);
        else if (Has(0, "WICZ", "WITZ"))
            Say("TS", "FX", 4);
        else
            _at++;
    }

    private void X()
    {
        var french = IsLast && (Has(-3, "IAU", "EAU") || Has(-2, "AU", "OU"));
        Say(french ? "" : "KS", Has(1, "C", "X") ? 2 : 1);
    }

    private void Z()
    {
        if (Letter(1) == 'H')
            Say("J", 2);
        else
            Say("S", Has(1, "ZO", "ZI", "ZA") || (_slavoGermanic && _at > 0 && Letter(-1) != 'T') ? "TS" : "S", Doubled());
    }
}

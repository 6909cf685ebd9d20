using System.Text;
using Bluelamp.Kernel.Running;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.StreetCrime;

public sealed class PoliceUkImportTests
{
    internal const string Header =
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";

    private const string Asb =
        ",2021-03,Gwent Police,Gwent Police,-3.192296,51.799638,On or near Ffordd Tŷ Gwyn,W01001440,Blaenau Gwent 001A,Anti-social behaviour,,";

    [Fact]
    public async Task A_crime_is_kept_with_everything_that_was_published_of_it()
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With("2021-03/2021-03-gwent-street.csv", Lines(Burglary('a', "Under investigation")));

        Figures(await world.ImportAsync()).ShouldBe((1, 1, 0, 0, 0));

        (
            await world.TextAsync(
                """
                select concat_ws('|', to_char(c.month, 'YYYY-MM'), encode(c.crime_id, 'hex'), r.text, k.text, o.text, p.location, p.lsoa, p.lsoa_name,
                                 p.longitude, p.latitude, p.point <-> point(317533, 211368) < 6)
                  from records.street_crime c
                  join records.street_place p using (force, place)
                  join records.street_word r on r.word = c.reported_by
                  join records.street_word k on k.word = c.category
                  join records.street_word o on o.word = c.outcome
                """
            )
        ).ShouldBe(
            $"2021-03|{new string('a', 64)}|Gwent Police|Burglary|Under investigation|On or near Heol Gwyn Lliw|W01001440|Blaenau Gwent 001A|-3197188|51794859|t"
        );
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With("2021-03-gwent-street.csv", Lines(Burglary('a', "Under investigation"), Asb, Asb));
        await world.ImportAsync();
        var before = await world.CountAsync("select count(*) from kernel.ledger");

        Figures(await world.ImportAsync()).ShouldBe((3, 0, 0, 3, 0));
        (await world.CountAsync("select count(*) from kernel.ledger")).ShouldBe(before);
    }

    [Fact]
    public async Task The_same_content_under_another_name_and_compressed_changes_nothing()
    {
        await using var world = await StreetWorld.CreateAsync();
        var text = Lines(Burglary('a', "Under investigation"), Asb, Asb);
        world.With("2021-03-gwent-street.csv", text);
        await world.ImportAsync();
        world.With("copies/again.csv.gz", text);

        Figures(await world.ImportAsync()).ShouldBe((6, 0, 0, 6, 0));
    }

    [Fact]
    public async Task Other_line_ends_are_no_change()
    {
        await using var world = await StreetWorld.CreateAsync();
        var text = Lines(Burglary('a', "Under investigation"), Asb, Asb);
        world.With("2021-03-gwent-street.csv", text);
        await world.ImportAsync();
        world.With("crlf/2021-03-gwent-street.csv", "\uFEFF" + text.ReplaceLineEndings("\r\n"));

        Figures(await world.ImportAsync()).ShouldBe((6, 0, 0, 6, 0));
    }

    [Fact]
    public async Task Rows_that_say_the_same_are_separate_incidents()
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With("2021-03-gwent-street.csv", Lines(Asb, Asb, Asb));
        Figures(await world.ImportAsync()).ShouldBe((3, 3, 0, 0, 0));

        world.With("2021-03-gwent-street.csv", Lines(Asb, Asb, Asb, Asb));
        Figures(await world.ImportAsync()).ShouldBe((4, 1, 0, 3, 0));
        (await world.CountAsync("select count(*) from records.street_crime where replaced_by is null")).ShouldBe(4);
    }

    [Fact]
    public async Task A_revised_outcome_supersedes_the_older_row_and_keeps_it()
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With("2021-03-gwent-street.csv", Lines(Burglary('a', "Under investigation"), Burglary('b', "Local resolution"), Asb));
        await world.ImportAsync();
        world.With(
            "revisions/2021-03-gwent-street.csv",
            Lines(Burglary('a', "Offender given a caution"), Burglary('b', "Local resolution"), Asb)
        );

        Figures(await world.ImportAsync()).ShouldBe((6, 0, 1, 5, 0));
        (await OutcomesAsync(world, 'a')).ShouldBe("Under investigation → Offender given a caution");
        (await world.CountAsync("select count(*) from records.street_crime where replaced_by is null")).ShouldBe(3);
        Figures(await world.ImportAsync()).ShouldBe((6, 0, 0, 6, 0), "base and revision together again");
        (await OutcomesAsync(world, 'a')).ShouldBe("Under investigation → Offender given a caution");
        (await world.ProblemsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reference_on_two_rows_is_revised_where_it_changed()
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With(
            "a/2021-03-gwent-street.csv",
            Lines(Burglary('a', "Under investigation"), Burglary('a', "Under investigation", "On or near Big Lane"))
        );
        world.With(
            "b/2021-03-gwent-street.csv",
            Lines(Burglary('a', "Local resolution", "On or near Big Lane"), Burglary('a', "Under investigation"))
        );

        Figures(await world.ImportAsync()).ShouldBe((4, 2, 1, 1, 0));
        (await world.CountAsync("select count(*) from records.street_crime where replaced_by is null")).ShouldBe(2);
    }

    [Fact]
    public async Task A_search_belongs_to_the_force_and_month_of_its_file()
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With(
            "2018-07-city-of-london-stop-and-search.csv",
            """
            Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,Removal of more than just outer clothing
            Person search,2018-06-30T23:01:00+00:00,False,,51.496194,-0.082702,Male,,,Black,Police and Criminal Evidence Act 1984 (section 1),Offensive weapons,A no further action disposal,,
            Person search,2018-07-01T23:01:00+00:00,False,,,,Male,,,Black,Police and Criminal Evidence Act 1984 (section 1),Offensive weapons,Arrest,,
            """
        );
        Figures(await world.ImportAsync()).ShouldBe((2, 2, 0, 0, 0));
        (
            await world.TextAsync(
                "select string_agg(distinct w.text || ' ' || s.month, ';') from records.stop_search s join records.street_word w on w.word = s.reported_by"
            )
        ).ShouldBe("City of London Police 2018-07-01");
        (await world.ProblemsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Searches_that_are_in_come_in_no_second_time_under_the_name_of_another_force()
    {
        await using var world = await StreetWorld.CreateAsync();
        const string Searches = """
            Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,Removal of more than just outer clothing
            Person search,2018-07-01T23:01:00+00:00,False,,,,Male,,,Black,Police and Criminal Evidence Act 1984 (section 1),Offensive weapons,Arrest,,
            """;
        world.With("2018-07-city-of-london-stop-and-search.csv", Searches);
        Figures(await world.ImportAsync()).ShouldBe((1, 1, 0, 0, 0));

        world.With("2018-07-gwent-stop-and-search.csv", Searches);
        Figures(await world.ImportAsync()).ShouldBe((2, 0, 0, 2, 0));
        (await world.CountAsync("select count(*) from records.stop_search")).ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_breaks_off_after_rows_were_taken_leaves_none_of_them()
    {
        await using var world = await StreetWorld.CreateAsync();
        var lines = Lines([.. Enumerable.Range(0, 20_000).Select(i => Asb.Replace("001A", $"{i % 900:000}A", StringComparison.Ordinal))]);
        world
            .With("2021-03-gwent-street.csv.gz", lines)
            .With("2021-04-gwent-street.csv", Lines(Asb.Replace("2021-03", "2021-04", StringComparison.Ordinal)));
        var broken = Path.Combine(world.Folder, "2021-03-gwent-street.csv.gz");
        var whole = await File.ReadAllBytesAsync(broken, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(broken, whole[..^(whole.Length / 10)], TestContext.Current.CancellationToken);

        Figures(await world.ImportAsync()).ShouldBe((2, 1, 0, 0, 1));
        (await world.CountAsync("select count(*) from records.street_crime")).ShouldBe(1);

        await File.WriteAllBytesAsync(broken, whole, TestContext.Current.CancellationToken);
        Figures(await world.ImportAsync()).ShouldBe((20_001, 20_000, 0, 1, 0));
        (await world.ProblemsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("one field more,", "13 fields where the header has 12")]
    [InlineData("\"", "a quotation mark is opened and not properly closed on this line")]
    [InlineData("x\"", "a quotation mark stands inside a field that is not quoted")]
    public async Task A_broken_row_is_listed_with_file_line_and_reason_and_the_others_are_kept(string broken, string reason)
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With("x/2021-03-gwent-street.csv", Lines(Asb, broken + Asb, Asb));

        Figures(await world.ImportAsync()).ShouldBe((3, 2, 0, 0, 1));
        world.Rejects.ShouldBe([new Reject("x/2021-03-gwent-street.csv", 3, reason)]);
        Figures(await world.ImportAsync()).ShouldBe((3, 0, 0, 2, 1));
        world.Rejects.Count.ShouldBe(1);
    }

    public static TheoryData<string, byte[], string> Unsound =>
        new()
        {
            { "Latin-1", Encoding.Latin1.GetBytes(Asb.Replace("ŷ", "ô", StringComparison.Ordinal)), "UTF-8" },
            { "Windows-1252", [.. Encoding.UTF8.GetBytes(Asb[..^2]), 0x80, .. ",,"u8], "UTF-8" },
            { "too few fields", Encoding.UTF8.GetBytes("a,b,c"), "3 fields where the header has 12" },
            {
                "quotes in quotes",
                Encoding.UTF8.GetBytes(Asb.Replace("On or near", "\"On\" or near", StringComparison.Ordinal)),
                "quotation mark"
            },
            { "NUL", Encoding.UTF8.GetBytes(Asb.Replace('t', '\0')), "NUL" },
            { "month", Encoding.UTF8.GetBytes(Asb.Replace("2021-03", "March", StringComparison.Ordinal)), "Month" },
            { "longitude", Encoding.UTF8.GetBytes(Asb.Replace("-3.192296", "-319.2296", StringComparison.Ordinal)), "Longitude" },
            {
                "half a place",
                Encoding.UTF8.GetBytes(Asb.Replace("-3.192296", "", StringComparison.Ordinal)),
                "one of Longitude and Latitude"
            },
            { "not a number", Encoding.UTF8.GetBytes(Asb.Replace("51.799638", "NaN", StringComparison.Ordinal)), "Latitude" },
            {
                "no category",
                Encoding.UTF8.GetBytes(Asb.Replace("Anti-social behaviour", "", StringComparison.Ordinal)),
                "Crime type is empty"
            },
            { "reference", Encoding.UTF8.GetBytes("xyz" + Asb), "Crime ID is not 64 hexadecimal signs" },
            { "10 MB", Encoding.UTF8.GetBytes(new string('x', 10_000_000) + Asb), "longer than 64 KB" },
        };

    [Theory]
    [MemberData(nameof(Unsound), DisableDiscoveryEnumeration = true)]
    public async Task An_unsound_row_is_rejected_alone(string what, byte[] row, string reason)
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With("2021-03-gwent-street.csv", [.. Encoding.UTF8.GetBytes(Lines(Asb)), .. row, (byte)'\n', .. Encoding.UTF8.GetBytes(Asb)]);

        Figures(await world.ImportAsync()).ShouldBe((3, 2, 0, 0, 1), what);
        world.Rejects.Single().Line.ShouldBe(3);
        world.Rejects.Single().Reason.ShouldContain(reason);
    }

    public static TheoryData<string, byte[], string> Unreadable =>
        new()
        {
            { "empty.csv", [], "empty" },
            { "utf16.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Header)).ToArray(), "UTF-16" },
            { "utf16-without-mark.csv", Encoding.Unicode.GetBytes(Header), "UTF-16" },
            { "utf16-big.csv", Encoding.BigEndianUnicode.GetBytes(Header + "\n" + Asb), "UTF-16" },
            { "classic.csv", Encoding.UTF8.GetBytes(Header + "\r" + Asb + "\r"), "CR alone" },
            { "long-header.csv", Encoding.UTF8.GetBytes(new string('x', 10_000_000) + "\n" + Asb), "no header" },
            { "quotes.csv", Encoding.UTF8.GetBytes("\"" + Header + "\n" + Asb), "no header" },
            { "no-gzip.csv.gz", Encoding.UTF8.GetBytes(Header + "\n" + Asb), "gzip data is broken" },
            { "no-header.csv", Encoding.UTF8.GetBytes(Asb), "no header" },
            { "column.csv", Encoding.UTF8.GetBytes(Header.Replace("Crime type", "Type of crime", StringComparison.Ordinal)), "Crime type" },
            { "twice.csv", Encoding.UTF8.GetBytes(Header + ",Month"), "twice" },
        };

    [Theory]
    [MemberData(nameof(Unreadable), DisableDiscoveryEnumeration = true)]
    public async Task A_file_that_cannot_be_taken_is_listed_and_the_others_load(string name, byte[] bytes, string reason)
    {
        await using var world = await StreetWorld.CreateAsync();
        world.WithRaw("bad/" + name, bytes).With("good/2021-03-gwent-street.csv", Lines(Asb));

        Figures(await world.ImportAsync()).ShouldBe((2, 1, 0, 0, 1));
        world.Rejects.Single().File.ShouldBe("bad/" + name);
        world.Rejects.Single().Reason.ShouldContain(reason);
    }

    [Fact]
    public async Task A_gzip_file_that_ends_too_early_is_refused_whole()
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With(
            "whole.csv.gz",
            Lines([.. Enumerable.Range(0, 5000).Select(i => Asb.Replace("001A", $"{i:000}A", StringComparison.Ordinal))])
        );
        var whole = await File.ReadAllBytesAsync(Path.Combine(world.Folder, "whole.csv.gz"), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            Path.Combine(world.Folder, "whole.csv.gz"),
            whole[..(whole.Length / 2)],
            TestContext.Current.CancellationToken
        );

        Figures(await world.ImportAsync()).ShouldBe((1, 0, 0, 0, 1));
        world.Rejects.Single().Reason.ShouldContain("ends too early");
        (await world.CountAsync("select count(*) from records.street_crime")).ShouldBe(0);
    }

    [Theory]
    [InlineData("\uFEFF", "\n", 2)]
    [InlineData("", "\r\n", 2)]
    [InlineData("\uFEFF", "\r\n", 2)]
    [InlineData("", "\n\n\r\n", 2)]
    public async Task A_mark_at_the_start_and_other_line_ends_change_nothing(string mark, string end, int rows)
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With("2021-03-gwent-street.csv", mark + string.Join(end, Header, Asb, Asb));

        Figures(await world.ImportAsync()).ShouldBe((rows, rows, 0, 0, 0));
        world.Rejects.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public async Task A_file_with_a_header_alone_holds_no_rows_and_is_no_fault(string end)
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With("2021-03-gwent-street.csv", Header + end);

        Figures(await world.ImportAsync()).ShouldBe((0, 0, 0, 0, 0));
        world.Rejects.ShouldBeEmpty();
    }

    [Fact]
    public async Task Columns_may_stand_in_any_order_and_others_beside_them()
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With("2021-03-gwent-street.csv", Lines(Burglary('a', "Local resolution")));
        await world.ImportAsync();
        var turned = Lines(Burglary('a', "Local resolution"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static l => string.Join(',', l.Split(',').Reverse()) + ",more");
        world.With("2021-03-gwent-street.csv", string.Join('\n', turned));

        Figures(await world.ImportAsync()).ShouldBe((1, 0, 0, 1, 0));
    }

    [Fact]
    public async Task A_folder_without_files_says_what_to_do()
    {
        await using var world = await StreetWorld.CreateAsync();
        Directory.CreateDirectory(world.Folder);
        (await Should.ThrowAsync<CannotRunException>(() => world.ImportAsync())).Message.ShouldContain("no .csv");
    }

    private static async Task<string> OutcomesAsync(StreetWorld world, char id) =>
        await world.TextAsync(
            $"""
            select string_agg(w.text, ' → ' order by c.batch)
              from records.street_crime c join records.street_word w on w.word = c.outcome
             where c.crime_id = decode(repeat('{id}', 64), 'hex')
            """
        );

    private static string Burglary(char id, string outcome, string where = "On or near Heol Gwyn Lliw") =>
        $"{new string(id, 64)},2021-03,Gwent Police,Gwent Police,-3.197188,51.794859,{where},W01001440,Blaenau Gwent 001A,Burglary,{outcome},";

    private static string Lines(params string[] rows) => string.Join('\n', rows.Prepend(Header)) + "\n";

    private static (long, long, long, long, long) Figures(ImportFigures f) => (f.Rows, f.Added, f.Updated, f.Unchanged, f.Rejected);
}

using System.IO.Compression;
using System.Text;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Running;
using Bluelamp.Records;
using Bluelamp.Records.People.Import;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.People;

/// <summary>People of a legacy system come in by a mapping. Everybody here is invented.</summary>
public sealed class CsvImportTests : IAsyncLifetime
{
    private const string Mapping = """
        id: custody
        version: 1
        title: { en: Custody, cy: Dalfa }
        system: old custody system
        record: REF
        unknown: [N/K, 01/01/1900]
        columns:
          - { column: FORENAMES, field: forenames, clean: [name] }
          - { column: SURNAME, field: surname, clean: [name] }
          - { column: DOB, field: born, clean: [day-month-year] }
          - { column: SEX, field: sex, values: { M: M, F: F, Female: F } }
          - { column: TEL, field: phone, clean: [phone] }
          - { column: HOUSE, field: number }
          - { column: PCODE, field: postcode, clean: [postcode] }
        ignore: [CREATED]
        """;

    private const string Header = "REF,FORENAMES,SURNAME,DOB,SEX,TEL,HOUSE,PCODE,CREATED\n";
    private const string Sian = "1001,SIÂN,AP HYWEL-JONES,21/03/1987,F,(07700) 900 123,12,ll991aa,2009\n";
    private const string Dai = "1002,Dai,EVANS,00/04/1990,M,N/K,,,2010\n";

    private readonly TemporaryFolder _folder = new();
    private RecordsWorld _world = null!; // set before each test
    private IReadOnlyList<Reject> _rejects = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Viewer Everyone => Viewer.System(Burglary.Force);

    public async ValueTask InitializeAsync() => _world = await RecordsWorld.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_row_is_an_appearance_with_its_source_cleaned_as_the_mapping_says()
    {
        (await ImportAsync(Header + Sian + Dai)).ShouldBe(new(2, 2, 0, 0, 0, 0));
        var said = (await SaidAsync("Ap Hywel-Jones")).ShouldHaveSingleItem();
        said.Source.ShouldBe(new(SourceKind.OtherSystem, "old custody system, record 1001"));
        said.Said.Forenames.ShouldBe("Siân");
        said.Said.Born!.Value.ToString().ShouldBe("1987-03-21");
        said.Said.Phones.ShouldBe(["+447700900123"]);
        said.Said.Address!.Postcode.ShouldBe("LL99 1AA");
        (await SaidAsync("Evans")).ShouldHaveSingleItem().Said.Born!.Value.ToString().ShouldBe("1990-04", "nobody knew the day");
        (await SearchAsync("Sian Hywel-Jones")).ShouldHaveSingleItem().Title.ShouldBe("Siân Ap Hywel-Jones");
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_a_changed_row_is_a_further_appearance()
    {
        await ImportAsync(Header + Sian + Dai);
        (await ImportAsync(Header + Sian + Dai)).ShouldBe(new(2, 0, 0, 2, 0, 0));
        var moved = Sian.Replace(",12,", ",14,", StringComparison.Ordinal);
        (await ImportAsync(Header + moved + Dai)).ShouldBe(new(2, 0, 1, 1, 0, 0));
        (await ImportAsync(Header + moved + Dai)).ShouldBe(new(2, 0, 0, 2, 0, 0));
        (await SaidAsync("Ap Hywel-Jones")).Select(static d => d.Said.Address!.Number).ShouldBe(["12", "14"]);
    }

    [Fact]
    public async Task What_cannot_be_read_is_rejected_with_its_line_and_without_its_words()
    {
        var rows =
            Sian
            + "1003,Mair,Puw,31/02/1980,F,,,,\n"
            + "1004,Mair,Puw,,X,,,,\n"
            + ",Mair,Puw,,F,,,,\n"
            + "1005,,,01/01/1980,F,,,,\n"
            + "1006,Mair\n"
            + "1001,Siân,Jones,,F,,,,\n";
        (await ImportAsync(Header + rows)).ShouldBe(new(7, 1, 0, 0, 6, 0));
        _rejects
            .Select(static r => (r.Line, r.Reason))
            .ShouldBe([
                (3, "column 'DOB': no date in the order that the mapping says"),
                (4, "column 'SEX': a code that the mapping does not explain"),
                (5, "it has no id of its own"),
                (6, "it names nobody"),
                (7, "2 fields where the header has 9"),
                (8, "its id stands in line 2 already"),
            ]);
    }

    [Fact]
    public async Task An_import_that_was_killed_half_way_and_run_again_loses_nothing()
    {
        var rows = string.Concat(Enumerable.Range(1, 350).Select(static i => $"{i},Person,Number{(char)('a' + (i % 26))}{i},,F,,,,\n"));
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await Should.ThrowAsync<OperationCanceledException>(() => ImportAsync(Header + rows, new Killer(kill), kill.Token));
        var figures = await ImportAsync(Header + rows);
        figures.Unchanged.ShouldBeGreaterThan(0, "nothing had been kept when it was killed");
        (figures.Added + figures.Unchanged).ShouldBe(350);
        (await ImportAsync(Header + rows)).Unchanged.ShouldBe(350);
    }

    [Fact]
    public async Task A_file_that_does_not_fit_its_mapping_is_refused_with_the_line_of_the_mapping()
    {
        var wrong = await Should.ThrowAsync<CannotRunException>(() => ImportAsync("REF,FORENAMES\n1,Mair\n"));
        wrong.Message.ShouldContain("custody.yaml:9:");
        wrong.Message.ShouldContain("no column 'SURNAME'");
        var more = await Should.ThrowAsync<CannotRunException>(() =>
            ImportAsync(Header.Replace("CREATED", "CREATED,SHOE", StringComparison.Ordinal))
        );
        more.Message.ShouldContain("the mapping says nothing of 'SHOE'");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_to_its_end_is_told_in_one_line_and_nothing_of_it_comes_in()
    {
        var rows = string.Concat(Enumerable.Range(1, 400).Select(static i => $"{i},Person,Number{i * 7919L % 10_007},,F,,,,\n"));
        using var zipped = new MemoryStream();
        await using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Header + rows), Ct);
        await File.WriteAllBytesAsync(_folder["cut.csv.gz"], zipped.ToArray()[..^100], Ct);
        await File.WriteAllTextAsync(_folder["plain.csv.gz"], Header + rows, Ct);
        foreach (var (path, why) in new[] { ("cut.csv.gz", "ends too early"), ("plain.csv.gz", "broken"), ("", "is a folder") })
        {
            var refused = await Should.ThrowAsync<CannotRunException>(() => ImportFileAsync(_folder[path]));
            refused.Message.ShouldContain(why);
            refused.Message.ShouldNotContain("\n");
        }
        (await SaidAsync("Number7919")).ShouldBeEmpty();
        await File.WriteAllBytesAsync(_folder["whole.csv.gz"], zipped.ToArray(), Ct);
        (await ImportFileAsync(_folder["whole.csv.gz"])).Added.ShouldBe(400);
    }

    [Theory]
    [InlineData("field: born, clean: [day-month-year]", "field: born", "custody.yaml:10:", "in which order a date stands")]
    [InlineData("field: forenames", "field: forename", "custody.yaml:8:", "'forename' is not known here")]
    [InlineData("field: forenames", "field: surname", "custody.yaml:9:", "says the same of a person")]
    [InlineData("ignore: [CREATED]", "ignore: [TEL]", "custody.yaml:12:", "both read and ignored")]
    [InlineData("record: REF", "", "custody.yaml:1:", "'record' is missing")]
    [InlineData("values: { M: M, F: F, Female: F }", "values: { M: Man }", "custody.yaml:11:", "what each code means")]
    public void A_bad_mapping_says_what_is_wrong_on_which_line(string good, string bad, string place, string words)
    {
        var path = With("custody.yaml", Mapping.Replace(good, bad, StringComparison.Ordinal));
        var (mapping, problems) = DefinitionSet.ReadOne(path, new PersonMappingKind());
        mapping.ShouldBeNull();
        problems.ShouldContain(p =>
            p.ToString().Contains(place, StringComparison.Ordinal) && p.Message.Contains(words, StringComparison.Ordinal)
        );
    }

    private Task<ImportFigures> ImportAsync(string rows, IWorkProgress? progress = null, CancellationToken? until = null) =>
        ImportFileAsync(With("people.csv", rows), progress, until);

    private async Task<ImportFigures> ImportFileAsync(string path, IWorkProgress? progress = null, CancellationToken? until = null)
    {
        var source = new ImportSource(path, With("custody.yaml", Mapping));
        using var rejects = new RejectList(Path.Combine(_folder.Path, "imports"), "csv", TimeProvider.System);
        var import = _world.All<IImport>().Single(static i => i.Name is "csv");
        var figures = await import.RunAsync(source, progress ?? SilentProgress.Instance, rejects, until ?? Ct);
        _rejects = rejects.First;
        return figures with { Seconds = 0 };
    }

    private string With(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }

    private async Task<IReadOnlyList<PersonDescribed>> SaidAsync(string surname)
    {
        var streams = await _world.Db.ListAsync<Guid>($"select n.nominal from records.nominal n where {Everyone.Sees("n", "nominal")}", Ct);
        var entries = await _world.Ledger.StreamsAsync(streams, Everyone, Ct);
        return
        [
            .. entries
                .Select(static e => e.Event)
                .OfType<PersonDescribed>()
                .Where(d => string.Equals(d.Said.Surname, surname, StringComparison.Ordinal)),
        ];
    }

    private async Task<IReadOnlyList<SearchHit>> SearchAsync(string typed)
    {
        var found = await _world.Get<SearchBox>().FindAsync(SearchText.Of(typed)!, Everyone, Ct);
        return found.FirstOrDefault(static r => r.Title is "People")?.Group.Hits ?? [];
    }

    /// <summary>Stops the import as soon as it says how far it is.</summary>
    private sealed class Killer(CancellationTokenSource kill) : IWorkProgress
    {
        public void Report(string step, long done, long? total) => kill.Cancel();
    }
}

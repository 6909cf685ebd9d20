using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Expressions;

public sealed class SqlParserTests
{
    [Theory]
    [InlineData("l.surname = r.surname", "=(\"surname\", \"surname\")")]
    [InlineData("\"surname_l\" = \"surname_r\"", "=(\"surname\", \"surname\")")]
    [InlineData("l.\"date of birth\" = r.\"date of birth\"", "=(\"date of birth\", \"date of birth\")")]
    [InlineData("(a_l = a_r) AND (b_l = b_r OR c_l IS NULL)", "and(=(\"a\", \"a\"), or(=(\"b\", \"b\"), is null(\"c\")))")]
    [InlineData("NOT a_l IS NOT NULL", "not(not(is null(\"a\")))")]
    [InlineData("abs(a_l - a_r) <= 1e2", "<=(abs(-(\"a\", \"a\")), 100)")]
    [InlineData("a_l in ('x', 'it''s')", "or(=(\"a\", 'x'), =(\"a\", 'it''s'))")]
    [InlineData("a_l::varchar = cast(a_r as varchar)", "=(cast(\"a\", 'varchar'), cast(\"a\", 'varchar'))")]
    [InlineData("a_l between 1 and 3", "and(>=(\"a\", 1), <=(\"a\", 3))")]
    [InlineData("-a_l < 2", "<(-(0, \"a\"), 2)")]
    [InlineData("a_l not in ('x', 'y')", "not(or(=(\"a\", 'x'), =(\"a\", 'y')))")]
    [InlineData("a_l not like 'x%' and not b_l = 1", "and(not(like(\"a\", 'x%')), not(=(\"b\", 1)))")]
    [InlineData("case when a_l = 'x' then 1 else 2 end = 1", "=(case(=(\"a\", 'x'), 1, 2), 1)")]
    [InlineData("case a_l when 'x' then 1 end = 1", "=(case(=(\"a\", 'x'), 1, NULL), 1)")]
    [InlineData("a_l > a_r and a_l - a_r < 3", "and(>(cast(\"a\", 'double'), cast(\"a\", 'double')), <(-(\"a\", \"a\"), 3))")]
    public void A_condition_is_read_with_its_sides_left_out(string sql, string read) => SqlParser.Parse(sql).ToString().ShouldBe(read);

    [Theory]
    [InlineData("surname = surname", "does not say of which record")]
    [InlineData("a_l = ", "it ends too early")]
    [InlineData("(a_l = a_r", ") is missing")]
    [InlineData("a_l = 'x", "a quote is opened and never closed")]
    [InlineData("a_l = a_r a_l", "is not expected here")]
    [InlineData("case a_l else 3 end", "the word when is missing")]
    [InlineData("case when a_l = 1 then 3", "the word end is missing")]
    [InlineData("a_l is 3", "the word null is missing")]
    [InlineData("a_l = a_r; drop table people", "; is not expected here")]
    public void A_fault_is_told_with_its_place(string sql, string why)
    {
        var message = Should.Throw<InputFaultException>(() => SqlParser.Parse(sql)).Message;
        message.ShouldContain(why);
        message.ShouldContain("character ");
    }

    [Fact]
    public void Deep_nesting_is_refused_and_not_followed() =>
        Should.Throw<InputFaultException>(() => SqlParser.Parse(new string('(', 100_000) + "a_l")).Message.ShouldContain("deep");

    [Theory]
    [InlineData("substring('burglary', 1, 3)", "bur")]
    [InlineData("substring('ab', 5, 3)", "")]
    [InlineData("right('burglary', 3)", "ary")]
    [InlineData("split_part('CF10 1AA', ' ', 1)", "CF10")]
    [InlineData("split_part('CF10', ' ', 2)", "")]
    [InlineData("nullif(regexp_extract('a@b.c', '^[^@]+', 0), '')", "a")]
    [InlineData("nullif('', '')", null)]
    [InlineData("concat('a', null, 'b')", "ab")]
    [InlineData("upper(null)", null)]
    [InlineData("coalesce(null, 'x')", "x")]
    [InlineData("epoch(try_strptime('1970-01-02', '%Y-%m-%d'))", "86400")]
    [InlineData("try_strptime('1970-13-02', '%Y-%m-%d')", null)]
    [InlineData("null = 'x' or 1 = 1", "true")]
    [InlineData("null = 'x' and 1 = 2", "false")]
    [InlineData("not (null = 'x')", null)]
    [InlineData("jaro_winkler_similarity('martha', 'marhta') >= 0.961", "true")]
    [InlineData("damerau_levenshtein('ca', 'abc')", "2")]
    [InlineData("contains('high street', 'street')", "true")]
    [InlineData("contains(string_split('a|b', '|'), 'c')", "false")]
    [InlineData("contains(null, 'c')", null)]
    [InlineData("'burglary' like 'b%g_ary'", "true")]
    [InlineData("'burglary' like 'glary'", "false")]
    [InlineData("'a.c' not like 'a.c'", "false")]
    [InlineData("'abc' like 'a.c'", "false")]
    [InlineData("'x' not in ('y', 'z')", "true")]
    [InlineData("case when null = 1 then 'a' when 1 = 1 then 'b' else 'c' end", "b")]
    [InlineData("case 3 when 1 then 'a' end", null)]
    [InlineData("double_metaphone('schmidt')", "XMT|SMT")]
    [InlineData("qgrams('banana', 3)", "ban|ana|nan")]
    [InlineData("qgrams('ab', 3)", "ab")]
    [InlineData("jaccard('night', 'nacht')", "0.42857142857142855")]
    [InlineData("list_has_any(string_split('a|b', '|'), string_split('b|c', '|'))", "true")]
    public void Values_are_worked_out_as_the_database_would(string sql, string? value) =>
        SqlValues.Text(SqlValues.Of(SqlParser.Parse(sql), static _ => null)).ShouldBe(value);

    [Fact]
    public void A_function_that_nobody_knows_is_named_with_those_that_are() =>
        Should
            .Throw<InputFaultException>(static () => SqlValues.Of(SqlParser.Parse("drop_table('x')"), static _ => null))
            .Message.ShouldContain("The function drop_table is not known here. Known are: ");
}

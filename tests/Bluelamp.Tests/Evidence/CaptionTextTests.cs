using Bluelamp.Evidence.Captions;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Captions as people write them and files hold them, and what is said of a line that cannot be read.</summary>
public sealed class CaptionTextTests
{
    [Fact]
    public void Captions_written_by_hand_are_read_without_any_form()
    {
        Read("0:05 --> 0:07.5\n<v Mair>Who is there?\n\n1:02:03.25-->1:02:05\r\nTwo lines\r\nof it\n")
            .ShouldBe([new(5, 7.5, "<v Mair>Who is there?"), new(3723.25, 3725, "Two lines\nof it")]);
    }

    [Fact]
    public void WebVTT_is_read_without_its_notes_styles_names_and_positions()
    {
        Read(
                "\uFEFFWEBVTT - Yard\nKind: captions\n\nNOTE nobody\nreads this\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
                    + "first\n00:05.000 --> 00:07.500 align:start position:10%\n<i>Helo</i> & bore da\n"
            )
            .ShouldBe([new(5, 7.5, "<i>Helo</i> & bore da")]);
    }

    [Fact]
    public void SubRip_is_read()
    {
        Read("1\n00:00:05,000 --> 00:00:07,500\nWho is there?\n\n2\n00:00:08,000 --> 00:00:09,000\n[a door]\n")
            .ShouldBe([new(5, 7.5, "Who is there?"), new(8, 9, "[a door]")]);
    }

    [Theory]
    [InlineData("", 1, "at least one")]
    [InlineData("Hello", 1, "Begin each caption with its times")]
    [InlineData("0:01 --> 0:02", 1, "what is said or heard")]
    [InlineData("0:02 --> 0:01\nHello", 1, "end after it begins")]
    [InlineData("0:02 --> 0:02.0001\nHello", 1, "end after it begins")]
    [InlineData("soon --> later\nHello", 1, "minutes and seconds")]
    [InlineData("-1 --> 2\nHello", 1, "minutes and seconds")]
    [InlineData("0:01 -->\nHello", 1, "minutes and seconds")]
    [InlineData("0:01 --> 0:75\nHello", 1, "minutes and seconds")]
    [InlineData("0:05 --> 0:06\nOne\n\n0:04 --> 0:08\nTwo", 4, "order of time")]
    [InlineData("0:05 --> 0:06\nOne\n0:07 --> 0:08\nTwo", 3, "empty line")]
    [InlineData("9:00:00 --> 9:00:01\nOne", 1, "over at 2:00:00")]
    [InlineData("0:05 --> 0:06\n<script>alert(1)</script>", 2, "angle brackets")]
    [InlineData("0:05 --> 0:06\n<c.red>One", 2, "angle brackets")]
    [InlineData("0:05 --> 0:06\n1 < 2", 2, "angle brackets")]
    [InlineData("0:05 --> 0:06\nOne\u0007", 2, "no letter")]
    [InlineData("0:05 --> 0:06\nOne\u0000", 2, "no letter")]
    [InlineData("0:05 --> 0:06\nOne\uD800", 2, "no letter")]
    public void A_line_that_cannot_be_read_is_named_with_what_to_do(string text, int line, string says)
    {
        var (cues, faults) = CaptionText.Read(text, 7200);
        cues.ShouldBeEmpty();
        faults[0].Line.ShouldBe(line);
        faults[0].Message.ShouldContain(says);
    }

    [Fact]
    public void What_is_huge_is_refused_and_no_more_than_twenty_faults_are_told()
    {
        CaptionText.Read(new string('x', CaptionText.Longest + 1), 60).Faults.ShouldHaveSingleItem().Message.ShouldContain("500,000");
        CaptionText.Read($"0:01 --> 0:02\n{new string('x', CaptionText.LongestCue + 1)}", 60).Faults[0].Message.ShouldContain("600");
        CaptionText.Read(string.Concat(Enumerable.Repeat("Hello\n\n", 9_000)), 60).Faults.Count.ShouldBe(CaptionText.MostFaults);
        var many = string.Concat(Enumerable.Repeat("0:01 --> 0:02\nHi\n\n", CaptionText.Most + 1));
        CaptionText.Read(many, 60).Faults.ShouldHaveSingleItem().Message.ShouldContain("5,001");
    }

    [Fact]
    public void Whatever_is_typed_never_breaks_and_what_is_kept_reads_as_the_same_again() =>
        Prop.ForAll<string>(static text =>
            {
                CaptionText.Read(text ?? "", 60);
                var words = string.Concat((text ?? "").Where(static c => char.IsLetterOrDigit(c) && !char.IsSurrogate(c)).Take(50));
                var typed = $"0:01 --> 0:02.125\nA{words}\n\n0:01.5 --> 0:59\n<v B{words}>C{words}";
                var (cues, faults) = CaptionText.Read(typed, 60);
                var (again, _) = CaptionText.Read(CaptionText.Write(cues), 60);
                return faults.Count == 0 && cues.Count == 2 && again.SequenceEqual(cues);
            })
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("en", "en", "English")]
    [InlineData(" CY ", "cy", "Welsh")]
    [InlineData("PT-br", "pt-BR", "Portuguese (Brazil)")]
    [InlineData("zh-hant", "zh-Hant", null)]
    [InlineData("es-419", "es-419", null)]
    [InlineData("english", null, null)]
    [InlineData("e", null, null)]
    [InlineData("en_GB", null, null)]
    [InlineData("en\n", "en", "English")]
    [InlineData("../en", null, null)]
    [InlineData("", null, null)]
    public void A_language_has_a_tag(string typed, string? tag, string? title)
    {
        CaptionLanguage.Read(typed).ShouldBe(tag);
        if (title is not null)
            CaptionLanguage.Title(tag!).ShouldBe(title);
    }

    private static IReadOnlyList<Cue> Read(string text)
    {
        var (cues, faults) = CaptionText.Read(text, 7200);
        faults.ShouldBeEmpty();
        return cues;
    }
}

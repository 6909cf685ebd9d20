using System.Collections.Immutable;
using System.Text;
using Bluelamp.Linkage;
using Bluelamp.Linkage.Cleaning;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Cleaning;

public sealed class CleaningStepsTests
{
    [Fact]
    public void Steps_are_read_with_their_options()
    {
        var steps = Parse(
            """
            [
              { "column": "surname", "operation": "punctuation", "hyphens": "remove" }, // joined
              { "column": "dob", "operation": "date", "order": "mdy", "latest-year": 2010, "unreadable": "empty" },
              { "column": "phone", "operation": "phone", "country": "+353" },
              { "values": ["none", "?"], "operation": "null-if", "column": "email" },
            ]
            """
        );
        steps
            .Select(static step => step.Operation)
            .ShouldBe([CleaningOperation.Punctuation, CleaningOperation.Date, CleaningOperation.Phone, CleaningOperation.NullIf]);
        steps[0].ShouldBe(new CleaningStep("surname", CleaningOperation.Punctuation) { Hyphens = SignUse.Remove });
        steps[1].Order.ShouldBe(DateOrder.Mdy);
        steps[1].LatestYear.ShouldBe(2010);
        steps[1].Unreadable.ShouldBe(Unreadable.Empty);
        steps[2].Country.ShouldBe("353");
        steps[3].Values.ShouldBe(["none", "?"]);
    }

    [Fact]
    public void Every_operation_can_be_declared_by_its_name()
    {
        foreach (
            var operation in (string[])
                [
                    "lower",
                    "unaccent",
                    "punctuation",
                    "spaces",
                    "titles",
                    "patronymic",
                    "postcode",
                    "phone",
                    "date",
                    "email",
                    "nickname",
                    "digits",
                    "null-if",
                ]
        )
            Cleaners.Of(Parse($$"""[{"column":"a","operation":"{{operation}}"}]""")[0]).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("{}", "Line 1, $: Cleaning is a list of steps")]
    [InlineData("[\n 7]", "Line 2, $[0]: A step is an object")]
    [InlineData("[{\"operation\": \"lower\"}]", "Line 1, $[0]: The step names no column.")]
    [InlineData("[{\"column\": \"a\"}]", "Line 1, $[0]: The step names no operation.")]
    [InlineData(
        "[{\"column\": \"a\",\n\"operation\": \"upper\"}]",
        "Line 2, $[0].operation: There is no \"upper\". It is one of date, digits,"
    )]
    [InlineData("[{\"column\": \"a\", \"operation\": \"lower\"},\n\n{\"colum\": 1}]", "Line 3, $[1].colum: There is no such option.")]
    [InlineData(
        "[{\"column\": \"a\", \"operation\": \"lower\",\n\"order\": \"dmy\"}]",
        "Line 2, $[0].order: This option means nothing here; it belongs to date."
    )]
    [InlineData("[{\"column\": \"a\", \"operation\": \"date\", \"latest-year\": \"x\"}]", "Line 1, $[0].latest-year: This is a year")]
    [InlineData("[{\"column\": \"a\", \"operation\": \"phone\", \"country\": \"GB\"}]", "Line 1, $[0].country: A country code is")]
    [InlineData("[{\"column\": \"a\", \"operation\": \"null-if\", \"values\": [1]}]", "Line 1, $[0].values: Each of the list is a text")]
    [InlineData("[{\"column\": 1}]", "Line 1, $[0].column: This is a text between quotation marks.")]
    [InlineData("[\n{", "Line 2: this is no JSON.")]
    [InlineData("", "Line 1: this is no JSON.")]
    [InlineData("[] x", "Line 1: this is no JSON.")]
    public void A_mistake_is_named_with_its_line_and_place(string json, string sentence) =>
        Should.Throw<InputFaultException>(() => Parse(json)).Message.ShouldStartWith(sentence);

    [Fact]
    public void Whatever_the_bytes_they_are_steps_or_a_mistake() =>
        Prop.ForAll<byte[]>(static bytes =>
            {
                try
                {
                    CleaningSteps.Parse(bytes);
                }
                catch (InputFaultException e)
                {
                    e.Message.ShouldStartWith("Line ");
                }
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static ImmutableArray<CleaningStep> Parse(string json) => CleaningSteps.Parse(Encoding.UTF8.GetBytes(json));
}

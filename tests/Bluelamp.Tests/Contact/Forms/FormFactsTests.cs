using System.Text.Json;
using Bluelamp.Contact.Forms;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Risk;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Forms;

/// <summary>What the form tells the risk model: under names that the model knows, in values that it takes.</summary>
public sealed class FormFactsTests
{
    private static readonly RiskModel Thrive = DefinitionSet
        .Load(DefinitionFolder.Find(configured: null), [new RiskModelKind()], strict: false)
        .Set.Latest<RiskModel>("thrive")
        .Value;

    [Fact]
    public void The_model_knows_every_fact_of_the_form() =>
        TheForm.ReportCrime.Value.Facts.Select(static f => f.Name).Except(Thrive.Facts.Select(static f => f.Id)).ShouldBeEmpty();

    [Fact]
    public void The_model_takes_every_fact_of_any_report()
    {
        var random = new Random(1829);
        for (var i = 0; i < 300; i++)
            Facts.Of(Thrive, RandomWalk.Through(TheForm.ReportCrime.Value, random).Facts()).Refused.ShouldBeEmpty();
    }

    [Fact]
    public void A_burglary_with_a_forced_door_and_a_camera_says_so()
    {
        var facts = FormWalk
            .Of(
                TheForm.ReportCrime.Value,
                TheForm.Answers(
                    """{ "danger": "no", "kind": "burglary", "burglary_entry": ["door", "forced"], "evidence": ["cctv"], "anything_taken": true, "stolen": [ { "what": "ring", "value": "5200" } ] }"""
                )
            )
            .Facts();
        facts["kind"].GetString().ShouldBe("burglary");
        facts["premisesInsecure"].ValueKind.ShouldBe(JsonValueKind.True);
        facts["evidence"].ToString().ShouldBe("""["cctv"]""");
        facts["propertyValue"].GetInt32().ShouldBe(5000);
        facts["happeningNow"].ValueKind.ShouldBe(JsonValueKind.False);
    }
}

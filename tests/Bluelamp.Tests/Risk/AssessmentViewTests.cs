using AngleSharp.Html.Parser;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Expressions;
using Bluelamp.Kernel.Web;
using Bluelamp.Risk;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Risk;

/// <summary>What a contact handler sees of an assessment.</summary>
public sealed class AssessmentViewTests
{
    private static readonly CurrentDefinitions Definitions = new(
        DefinitionFolder.Find(configured: null),
        [new RiskModelKind(), new CodeListKind()],
        strict: false
    );

    [Fact]
    public async Task What_speaks_for_it_stands_first_and_the_rest_is_folded()
    {
        var page = await RenderAsync(Language.English);
        page.QuerySelector("strong.govuk-tag")!.TextContent.ShouldBe("Emergency");
        page.QuerySelectorAll("body > div > ul > li").Select(static l => l.TextContent).ShouldContain("It is happening now.");
        page.QuerySelectorAll("body > div > ul > li").Select(static l => l.TextContent).ShouldNotContain("A weapon was used.");
        page.QuerySelector("details")!.TextContent.ShouldContain("No weapon is said to have been used.");
    }

    [Fact]
    public async Task Every_letter_has_its_answer_and_risk()
    {
        var page = await RenderAsync(Language.English);
        page.QuerySelectorAll("tbody th")
            .Select(static h => h.TextContent)
            .ShouldBe(["Threat", "Harm", "Risk", "Investigation", "Vulnerability", "Engagement", "Appropriate agency"]);
        page.QuerySelector("tbody tr")!.TextContent.ShouldContain("High");
    }

    [Fact]
    public async Task It_is_all_in_Welsh_for_who_reads_Welsh()
    {
        var page = await RenderAsync(Language.Welsh);
        page.QuerySelector("strong.govuk-tag")!.TextContent.ShouldBe("Argyfwng");
        page.Body!.TextContent.ShouldContain("Mae’n digwydd nawr.");
        page.Body!.TextContent.ShouldNotContain("happening");
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> RenderAsync(Language language)
    {
        var model = Definitions.Latest<RiskModel>("thrive");
        var given = new Dictionary<string, CelValue> { ["happeningNow"] = true, ["suspectPresent"] = true };
        var assessment = Assessor.Assess(model, Facts.Of(model.Value, given));
        await using var services = new ServiceCollection().AddSingleton(new Codes(Definitions)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?>
            {
                [nameof(CascadingValue<Language>.Value)] = language,
                [nameof(CascadingValue<Language>.ChildContent)] = (RenderFragment)(
                    builder =>
                    {
                        builder.OpenComponent<AssessmentView>(0);
                        builder.AddComponentParameter(1, nameof(AssessmentView.Assessment), assessment);
                        builder.CloseComponent();
                    }
                ),
            };
            return (await renderer.RenderComponentAsync<CascadingValue<Language>>(ParameterView.FromDictionary(parameters))).ToHtmlString();
        });
        return new HtmlParser().ParseDocument(html);
    }
}

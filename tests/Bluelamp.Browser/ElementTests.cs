using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>The custom elements of <c>web/elements</c>, each on markup that works without it.</summary>
public sealed class ElementTests(BrowserFixture browser)
{
    private const string Lines = """
        <bl-keys><table class="govuk-table"><tbody>
          <tr><td><a href="one">One</a></td><td><input type="checkbox" aria-label="Mark one"></td></tr>
          <tr><td><a href="two">Two</a></td><td><input type="checkbox" aria-label="Mark two"></td></tr>
        </tbody></table></bl-keys>
        <label for="words">Words</label><input id="words" data-bl-key="/">
        """;

    private const string Links = """
        <bl-graph centre="Maria Jones"><ul>
          <li><span data-role>lives at</span> <a data-node="p1" href="places/1">12 Mill Lane</a></li>
          <li><span data-role>uses</span> <a data-node="t1" href="phones/1">07700 900123</a></li>
          <li><a data-node="n2" href="nominals/2">Huw Jones</a> <span data-role>uses</span> <a data-node="t1" href="phones/1">07700 900123</a></li>
        </ul></bl-graph>
        """;

    private const string Picker = """
        <form><bl-map class="bl-map" pick="lat,lng" centre="-3.7,52.1" zoom="13" data-label="Map" data-pick="Use this point" data-picked="Point chosen">
          <label for="lat">Latitude</label><input id="lat" name="lat"><label for="lng">Longitude</label><input id="lng" name="lng">
        </bl-map></form>
        """;

    private const string Drawn = """
        <form><bl-map class="bl-map" draw="shape" centre="-3.7,52.1" zoom="13" data-label="Map" data-draw="Add a corner here" data-undo="Remove the last corner" data-drawn="corners">
          <script type="application/json">
            { "type": "FeatureCollection", "features": [
              { "type": "Feature", "geometry": { "type": "Polygon", "coordinates": [[[-3.7, 52.1], [-3.69, 52.1], [-3.69, 52.11], [-3.7, 52.1]]] }, "properties": { "kind": "area" } } ] }
          </script>
        </bl-map><input type="hidden" name="shape"></form>
        """;

    private const string Points = """
        <bl-map class="bl-map" data-label="Crimes" data-points="Points" data-heat="Heat" data-credit="Contains <public> information">
          <script type="application/json">
            { "type": "FeatureCollection", "features": [
              { "type": "Feature", "geometry": { "type": "Point", "coordinates": [-3.7, 52.1] }, "properties": { "title": "<b>Burglary</b>", "href": "crimes/1" } } ] }
          </script>
        </bl-map>
        """;

    [Fact]
    public async Task Keys_move_through_a_list_mark_a_line_and_leave_typing_alone()
    {
        await using var visit = await browser.VisitAsync();
        await visit.ShowAsync(browser, Lines);
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("j");
        (await visit.Page.Locator("tr[aria-current=true]").TextContentAsync())!.ShouldContain("Two");
        await visit.Page.Keyboard.PressAsync("x");
        (await visit.Page.GetByLabel("Mark two").IsCheckedAsync()).ShouldBeTrue();

        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync("jk/x?");
        (await visit.Page.Locator("#words").InputValueAsync()).ShouldBe("jk/x?");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_load_that_is_broken_off_by_leaving_is_no_fault_and_any_other_is()
    {
        await using var visit = await browser.VisitAsync();
        await visit.ShowAsync(browser, Lines);
        await visit.Page.EvaluateAsync("void Promise.reject(new DOMException('left', 'AbortError'))");
        await visit.Page.EvaluateAsync("void Promise.reject(new Error('broken'))");
        await visit.Page.EvaluateAsync("new Promise(done => setTimeout(done, 100))");
        visit.Complaints.ShouldHaveSingleItem().ShouldContain("broken");
    }

    [Fact]
    public async Task A_graph_draws_each_person_and_thing_once_and_keeps_its_list()
    {
        await using var visit = await browser.VisitAsync();
        await visit.ShowAsync(browser, Links);
        (await visit.Page.Locator(".bl-graph__node").CountAsync()).ShouldBe(4);
        (await visit.Page.Locator(".bl-graph__line").CountAsync()).ShouldBe(3);
        (await visit.Page.Locator("bl-graph li").CountAsync()).ShouldBe(3);
        await visit.ShouldPassAxeAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_point_is_picked_on_the_map_by_keyboard_alone()
    {
        await using var visit = await browser.VisitAsync();
        await visit.AnswerAsync("/map/base.geojson", new { type = "FeatureCollection", features = Array.Empty<object>() });
        await visit.ShowAsync(browser, Picker);
        await visit.Page.Locator("bl-map[data-shown]").WaitForAsync();
        var canvas = visit.Page.Locator("canvas");
        await canvas.FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Use this point" }).PressAsync("Enter");
        (await visit.Page.GetByRole(AriaRole.Status).TextContentAsync()).ShouldBe("Point chosen");
        double.Parse(await visit.Page.Locator("#lat").InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(52.1);
        await visit.ShouldPassAxeAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_area_is_drawn_on_the_map_by_keyboard_and_by_clicks()
    {
        await using var visit = await browser.VisitAsync();
        await visit.AnswerAsync("/map/base.geojson", new { type = "FeatureCollection", features = Array.Empty<object>() });
        await visit.ShowAsync(browser, Drawn);
        await visit.Page.Locator("bl-map[data-shown]").WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add a corner here" }).PressAsync("Enter");
        var canvas = await visit.Page.Locator("canvas").BoundingBoxAsync();
        foreach (var (x, y) in new[] { (0.2f, 0.2f), (0.8f, 0.2f), (0.8f, 0.8f) })
            await visit.Page.Mouse.ClickAsync(canvas!.X + (x * canvas.Width), canvas.Y + (y * canvas.Height), new() { Delay = 10 });
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("4 corners");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the last corner" }).PressAsync("Enter");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("3 corners");
        var corners = (await visit.Page.Locator("[name=shape]").InputValueAsync()).Split(' ');
        corners.Length.ShouldBe(3);
        corners[0].ShouldBe("52.100000,-3.700000");
        await visit.ShouldPassAxeAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_map_shows_points_or_heat_and_never_takes_data_for_markup()
    {
        await using var visit = await browser.VisitAsync();
        await visit.AnswerAsync("/map/base.geojson", new { type = "FeatureCollection", features = Array.Empty<object>() });
        await visit.ShowAsync(browser, Points);
        await visit.Page.Locator("bl-map[data-shown]").WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Heat" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Points" }).ClickAsync();
        await visit.Page.Locator("bl-map[data-shown]").WaitForAsync();
        var canvas = await visit.Page.Locator("canvas").BoundingBoxAsync();
        await visit.Page.Mouse.ClickAsync(canvas!.X + canvas.Width / 2, canvas.Y + canvas.Height / 2);
        await visit.Page.Locator(".bl-map__popup").WaitForAsync();
        (await visit.Page.Locator(".bl-map__popup a").TextContentAsync()).ShouldBe("<b>Burglary</b>");
        (await visit.Page.Locator(".maplibregl-ctrl-attrib").TextContentAsync())!.ShouldContain("Contains <public> information");
        visit.Complaints.ShouldBeEmpty();
    }
}

using Microsoft.Playwright;

namespace Bluelamp.Browser;

/// <summary>A walk through a page by Tab alone, from its top until it leaves the page.</summary>
/// <param name="Unreached">Controls that a mouse could use and the walk never met.</param>
/// <param name="Unseen">Controls that had the focus and did not show it.</param>
public sealed record KeyboardWalk(IReadOnlyList<string> Unreached, IReadOnlyList<string> Unseen)
{
    /// <summary>More than any page has controls, also one that loads on as it is walked.</summary>
    private const int MostSteps = 4_000;

    public static async Task<KeyboardWalk> ThroughAsync(IPage page)
    {
        await page.EvaluateAsync(Prepare);
        var unseen = new List<string>();
        for (var step = 0; step < MostSteps; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var met = await page.EvaluateAsync<Met?>(Look);
            if (met is null || met.Again)
                break;
            if (!met.Shows)
                unseen.Add(met.Html);
        }

        return new(await page.EvaluateAsync<string[]>(Left), unseen);
    }

    private const string Prepare = """
        () => {
          document.activeElement?.blur();
          const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
          window.blWalk = new Map([...document.querySelectorAll(usable)]
            .filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0 && !e.closest('dialog:not([open])'))
            // Tab enters a group of radio buttons once.
            .filter((e, i, all) => e.type !== 'radio' || all.findIndex((o) => o.name === e.name && o.type === 'radio') === i)
            .map((e) => [e, false]));
        }
        """;

    private const string Look = """
        () => {
          const at = document.activeElement;
          if (!at || at === document.body) return null;
          // A date has stops for its day, month, year and calendar: the same element, which then shows the focus within itself.
          const within = at === window.blLast;
          const again = !within && window.blWalk.get(at) === true;
          window.blLast = at;
          window.blWalk.set(at, true);
          const shown = getComputedStyle(at);
          // Radio buttons and checkboxes of govuk-frontend show the focus on the box drawn by their label.
          const label = at.labels?.[0] ? getComputedStyle(at.labels[0], '::before') : null;
          const rings = [shown, label].filter(Boolean);
          const shows = within || rings.some((s) => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none');
          return { html: at.outerHTML.slice(0, 120), again, shows };
        }
        """;

    /// <summary>What went away meanwhile, as the link to a page that came by itself, nobody could use.</summary>
    private const string Left =
        "() => [...window.blWalk].filter(([e, met]) => !met && e.isConnected).map(([e]) => e.outerHTML.slice(0, 120))";

    private sealed record Met
    {
        public string Html { get; init; } = "";

        public bool Again { get; init; }

        public bool Shows { get; init; }
    }
}

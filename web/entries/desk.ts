import * as Turbo from "@hotwired/turbo";
import { Graph } from "../elements/bl-graph";
import { Keys } from "../elements/bl-keys";
import { Live } from "../elements/bl-live";
import { defineMap } from "../elements/bl-map";
import { ThemeSwitch } from "../elements/bl-theme";
import { startForms } from "./forms";
import { startShortcuts } from "./shortcuts";

// Turbo's own progress bar writes a <style> into the page, which the security policy refuses; `.bl-busy` shows the same. 2³¹ − 1 ms: never.
Turbo.config.drive.progressBarDelay = 2_147_483_647;

customElements.define("bl-graph", Graph);
customElements.define("bl-keys", Keys);
customElements.define("bl-live", Live);
customElements.define("bl-theme", ThemeSwitch);
defineMap();
startShortcuts();

document.addEventListener("turbo:load", () => startForms(document));
document.addEventListener("turbo:frame-load", (event) => startForms(event.target as Element));

import "@hotwired/turbo";
import { Graph } from "../elements/bl-graph";
import { Keys } from "../elements/bl-keys";
import { Live } from "../elements/bl-live";
import { defineMap } from "../elements/bl-map";
import { ThemeSwitch } from "../elements/bl-theme";
import { startForms } from "./forms";
import { startShortcuts } from "./shortcuts";

customElements.define("bl-graph", Graph);
customElements.define("bl-keys", Keys);
customElements.define("bl-live", Live);
customElements.define("bl-theme", ThemeSwitch);
defineMap();
startShortcuts();

document.addEventListener("turbo:load", () => startForms(document));
document.addEventListener("turbo:frame-load", (event) => startForms(event.target as Element));

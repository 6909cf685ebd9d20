import "@hotwired/turbo";
import { Clip } from "../elements/bl-clip";
import { Gallery } from "../elements/bl-gallery";
import { Graph } from "../elements/bl-graph";
import { Keys } from "../elements/bl-keys";
import { Live } from "../elements/bl-live";
import { defineMap } from "../elements/bl-map";
import { Player } from "../elements/bl-player";
import { Redact } from "../elements/bl-redact";
import { ThemeSwitch } from "../elements/bl-theme";
import { UploadFiles } from "../elements/bl-upload";
import { startForms } from "./forms";
import { startShortcuts } from "./shortcuts";

customElements.define("bl-clip", Clip);
customElements.define("bl-gallery", Gallery);
customElements.define("bl-graph", Graph);
customElements.define("bl-keys", Keys);
customElements.define("bl-live", Live);
customElements.define("bl-player", Player);
customElements.define("bl-redact", Redact);
customElements.define("bl-theme", ThemeSwitch);
customElements.define("bl-upload", UploadFiles);
defineMap();
startShortcuts();

document.addEventListener("turbo:load", () => startForms(document));
document.addEventListener("turbo:frame-load", (event) => startForms(event.target as Element));

import "@hotwired/turbo";
import { Beside } from "../elements/bl-beside";
import { Captions } from "../elements/bl-captions";
import { Choose } from "../elements/bl-choose";
import { Clip } from "../elements/bl-clip";
import { Gallery } from "../elements/bl-gallery";
import { Graph } from "../elements/bl-graph";
import { Keys } from "../elements/bl-keys";
import { Live } from "../elements/bl-live";
import { defineMap } from "../elements/bl-map";
import { Moments } from "../elements/bl-moments";
import { Player } from "../elements/bl-player";
import { Redact } from "../elements/bl-redact";
import { Signature } from "../elements/bl-signature";
import { ThemeSwitch } from "../elements/bl-theme";
import { UploadFiles } from "../elements/bl-upload";
import { startForms } from "./forms";
import { startShortcuts } from "./shortcuts";

customElements.define("bl-beside", Beside);
customElements.define("bl-captions", Captions);
customElements.define("bl-choose", Choose);
customElements.define("bl-clip", Clip);
customElements.define("bl-gallery", Gallery);
customElements.define("bl-graph", Graph);
customElements.define("bl-keys", Keys);
customElements.define("bl-live", Live);
customElements.define("bl-player", Player);
customElements.define("bl-moments", Moments);
customElements.define("bl-redact", Redact);
customElements.define("bl-signature", Signature);
customElements.define("bl-theme", ThemeSwitch);
customElements.define("bl-upload", UploadFiles);
defineMap();
startShortcuts();

document.addEventListener("turbo:load", () => startForms(document), { once: true });
document.addEventListener("turbo:render", () => startForms(document)); // also of a form that is shown again with what is wrong, which is never loaded
document.addEventListener("turbo:frame-load", (event) => startForms(event.target as Element));

import * as Turbo from "@hotwired/turbo";
import { Live } from "../elements/bl-live";

// On public pages only what `<bl-live>` brings may change: links and forms stay the browser's own.
Turbo.config.drive.enabled = false;
Turbo.config.forms.mode = "off";
customElements.define("bl-live", Live);

import type { Map as LibreMap } from "maplibre-gl";

/** Says with `data-shown` and `bl-map-shown` when everything that was asked for stands on the map; until then, what is clicked may not be there. */
export function whenDrawn(map: LibreMap, element: HTMLElement): void {
  delete element.dataset.shown;
  map.once("idle", () => {
    element.dataset.shown = "";
    element.dispatchEvent(new CustomEvent("bl-map-shown", { bubbles: true }));
  });
}

/**
 * `<bl-map>` round content that already works (a list, two inputs) shows it on a map. MapLibre is heavy, so it is fetched only when such an
 * element is on the page; if that fails, the content is all there is.
 *
 * Attributes: `centre="lng,lat"` (without it, where the base map is), `zoom`; what to show: `src` (a GeoJSON address), an inner `<script type="application/json">` with GeoJSON, or
 * `tiles` (the name of a vector-tile layer under `/map/tiles/{layer}/{z}/{x}/{y}`, with `query` as its query); `view="heat"` begins with the heat
 * view; `beside` names a layer of tiles to be seen under it; `pick` lets the reader choose a point, written to the inputs named by `pick="latName,lngName"`, anywhere in the same form; `draw` lets them
 * draw an area, whose corners are written to the input that it names; `tall`.
 * A feature's `title`, `text` and `href` make its popup; `n` is how many things it stands for; a polygon of `kind` area is drawn as one that is asked for.
 * Texts: `data-label`, `data-points`, `data-heat`, `data-pick`, `data-picked`, `data-draw`, `data-undo`, `data-drawn` (after a number), `data-credit`.
 * Events: `bl-map-shown` once everything is drawn (then also `data-shown`), `bl-map-picked` with `{ lat, lng }`.
 */
export class MapElement extends HTMLElement {
  #leaving?: AbortController;

  connectedCallback(): void {
    this.#leaving = new AbortController();
    void this.#show(this.#leaving.signal);
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
  }

  async #show(leaving: AbortSignal): Promise<void> {
    const { showMap } = await import("./map/show");
    if (!leaving.aborted) showMap(this, leaving);
  }
}

export function defineMap(): void {
  customElements.define("bl-map", MapElement);
}

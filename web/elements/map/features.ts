import { type ExpressionSpecification, LngLatBounds, type LayerSpecification, type Map as LibreMap, type MapGeoJSONFeature, Popup, type SourceSpecification } from "maplibre-gl";
import { whenDrawn } from "./drawn";
import { keepTemperate, reach } from "./heat";
import { palette } from "./style";

type View = "points" | "heat";

/** Under what the element points at, another layer of tiles to see it among: rings, each of which opens as points do. */
export function addBeside(map: LibreMap, element: HTMLElement): void {
  const layer = element.getAttribute("beside");
  if (!layer) return;
  map.addSource("beside", tileSource(layer, element.getAttribute("query")));
  map.addLayer({
    id: "beside",
    type: "circle",
    source: "beside",
    "source-layer": layer,
    filter: ["==", ["geometry-type"], "Point"],
    paint: {
      "circle-color": palette().ground,
      "circle-opacity": 0.6,
      "circle-stroke-color": palette().name,
      "circle-stroke-width": 1.5,
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 5, radius(1, 1), 12, radius(2, 2), 17, radius(5, 3)],
    },
  });
  openOnClick(map, "beside");
}

/** Shows what the element points at, as points and as heat, with a switch when both have a name. */
export async function addFeatures(map: LibreMap, element: HTMLElement, leaving: AbortSignal): Promise<void> {
  const tiles = element.getAttribute("tiles");
  const source = tiles ? tileSource(tiles, element.getAttribute("query")) : await ownSource(element, leaving);
  if (!source || leaving.aborted) return;
  map.addSource("things", source);
  const from = tiles ? { source: "things", "source-layer": tiles } : { source: "things" };
  for (const layer of [...heatLayers(from), ...shapeLayers(from), ...pointLayers(from)]) map.addLayer(layer);
  view(map, element.getAttribute("view") === "heat" ? "heat" : "points");
  keepTemperate(map, tiles ?? undefined);
  if (element.dataset.points && element.dataset.heat) addSwitch(map, element);
  openOnClick(map, "points");
  if (source.type === "geojson" && !element.hasAttribute("centre")) fit(map, source.data as GeoJSON.FeatureCollection);
}

function tileSource(layer: string, query: string | null): SourceSpecification {
  const address = new URL(`/map/tiles/${encodeURIComponent(layer)}/`, location.origin).href;
  return { type: "vector", tiles: [`${address}{z}/{x}/{y}${query ? `?${query}` : ""}`], minzoom: 0, maxzoom: 14 };
}

async function ownSource(element: HTMLElement, leaving: AbortSignal): Promise<SourceSpecification | null> {
  const inline = element.querySelector<HTMLScriptElement>('script[type="application/json"]');
  if (inline?.textContent) return { type: "geojson", data: JSON.parse(inline.textContent) as GeoJSON.FeatureCollection };
  const address = element.getAttribute("src");
  if (!address) return null;
  const answer = await fetch(new URL(address, document.baseURI), { signal: leaving }).catch(() => null);
  return answer?.ok ? { type: "geojson", data: (await answer.json()) as GeoJSON.FeatureCollection } : null;
}

interface From {
  readonly source: string;
  readonly "source-layer"?: string;
}

/** How many things a point stands for; far out the server gathers them. */
const count: ExpressionSpecification = ["case", ["has", "n"], ["to-number", ["get", "n"]], 1];

/** Pixels: a radius for one thing, and how much more for ten times as many. */
function radius(one: number, more: number): ExpressionSpecification {
  return ["min", 26, ["+", one, ["*", more, ["log10", count]]]];
}

function pointLayers(from: From): LayerSpecification[] {
  const colours = palette();
  return [
    {
      ...from,
      id: "points",
      type: "circle",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-color": colours.point,
        "circle-opacity": 0.75,
        "circle-stroke-color": colours.pointEdge,
        "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 8, 0, 13, 1],
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 5, radius(1, 1), 12, radius(2.5, 2), 17, radius(7, 3)],
      },
    } as LayerSpecification,
    { ...from, id: "point-lines", type: "line", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": colours.point, "line-width": 3 } } as LayerSpecification,
  ];
}

/** What a camera sees, and an area that is asked for (`kind` area): under the points. */
function shapeLayers(from: From): LayerSpecification[] {
  const colours = palette();
  const isShape: ExpressionSpecification = ["==", ["geometry-type"], "Polygon"];
  const colour: ExpressionSpecification = ["match", ["get", "kind"], "area", colours.drawn, colours.point];
  return [
    { ...from, id: "shapes", type: "fill", filter: isShape, paint: { "fill-color": colour, "fill-opacity": ["match", ["get", "kind"], "area", 0.1, 0.25] } } as LayerSpecification,
    { ...from, id: "shape-edges", type: "line", filter: isShape, paint: { "line-color": colour, "line-width": ["match", ["get", "kind"], "area", 2, 1] } } as LayerSpecification,
  ];
}

function heatLayers(from: From): LayerSpecification[] {
  return [
    {
      ...from,
      id: "heat",
      type: "heatmap",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "heatmap-weight": ["sqrt", count],
        "heatmap-intensity": 0.05,
        "heatmap-radius": reach,
        "heatmap-opacity": 0.8,
      },
    } as LayerSpecification,
  ];
}

function view(map: LibreMap, shown: View): void {
  map.setLayoutProperty("heat", "visibility", shown === "heat" ? "visible" : "none");
  for (const id of ["shapes", "shape-edges", "points", "point-lines"]) map.setLayoutProperty(id, "visibility", shown === "points" ? "visible" : "none");
}

function addSwitch(map: LibreMap, element: HTMLElement): void {
  const bar = document.createElement("div");
  bar.className = "bl-map__bar";
  for (const shown of ["points", "heat"] as const) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = element.dataset[shown] ?? shown;
    button.ariaPressed = String((element.getAttribute("view") ?? "points") === shown);
    button.addEventListener("click", () => {
      view(map, shown);
      whenDrawn(map, element);
      for (const other of bar.querySelectorAll("button")) other.ariaPressed = String(other === button);
    });
    bar.append(button);
  }
  element.querySelector(".bl-map__canvas")?.after(bar);
}

function openOnClick(map: LibreMap, layer: string): void {
  map.on("click", layer, (event) => {
    const features = event.features?.slice(0, 8) ?? [];
    if (features.length) new Popup({ maxWidth: "320px" }).setLngLat(event.lngLat).setDOMContent(list(features)).addTo(map);
  });
  map.on("mouseenter", layer, () => map.getCanvas().classList.add("bl-map__hit"));
  map.on("mouseleave", layer, () => map.getCanvas().classList.remove("bl-map__hit"));
}

/** Built of text nodes: what a feature says is data, never markup. */
function list(features: readonly MapGeoJSONFeature[]): HTMLElement {
  const all = document.createElement("ul");
  all.className = "govuk-list bl-map__popup";
  for (const { properties } of features) {
    const item = document.createElement("li");
    const name = document.createElement(properties.href ? "a" : "strong");
    if (name instanceof HTMLAnchorElement) {
      const address = new URL(String(properties.href), document.baseURI);
      if (address.origin !== location.origin) continue;
      name.href = address.href;
    }
    name.textContent = String(properties.title ?? properties.n ?? "");
    item.append(name);
    if (properties.text) item.append(document.createElement("br"), String(properties.text));
    all.append(item);
  }
  return all;
}

function fit(map: LibreMap, data: GeoJSON.FeatureCollection): void {
  const bounds = new LngLatBounds();
  for (const { geometry } of data.features) if (geometry.type === "Point") bounds.extend(geometry.coordinates as [number, number]);
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 40, maxZoom: 16, animate: false });
}

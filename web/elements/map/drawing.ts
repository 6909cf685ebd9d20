import type { GeoJSONSource, Map as LibreMap } from "maplibre-gl";
import { palette } from "./style";

/** Longitude and latitude. */
type Corner = [number, number];

/**
 * Lets the reader draw an area: each click is a corner; or the map is moved under the cross (drag, or arrow keys while the map has the focus) and the button
 * pressed. The corners stand in the input as `lat,lng lat,lng …`.
 */
export function startDrawing(map: LibreMap, element: HTMLElement, canvas: HTMLElement): void {
  const form = element.closest("form") ?? element;
  const input = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(element.getAttribute("draw") || "shape")}"]`);
  if (!input) return;

  const corners = read(input.value);
  const said = document.createElement("span");
  said.role = "status";
  const undo = button(element.dataset.undo ?? "↶");
  const show = () => {
    input.value = corners.map(([lng, lat]) => `${lat.toFixed(6)},${lng.toFixed(6)}`).join(" ");
    undo.disabled = corners.length === 0;
    said.textContent = corners.length ? `${corners.length} ${element.dataset.drawn ?? ""}` : "";
    map.getSource<GeoJSONSource>("drawn")?.setData(shape(corners));
  };
  const add = (at: { lat: number; lng: number }) => {
    corners.push([at.lng, at.lat]);
    show();
  };

  const here = button(element.dataset.draw ?? "+");
  here.addEventListener("click", () => add(map.getCenter()));
  undo.addEventListener("click", () => {
    corners.pop();
    show();
  });
  const cross = document.createElement("div");
  cross.className = "bl-map__cross";
  canvas.append(cross);
  const bar = document.createElement("div");
  bar.className = "bl-map__bar";
  bar.append(here, undo, said);
  canvas.after(bar);
  map.on("load", () => {
    addLayers(map);
    show();
  });
  map.on("click", (event) => {
    const isThing = map.getLayer("points") && map.queryRenderedFeatures(event.point, { layers: ["points"] }).length > 0; // that opens what it is
    if (!isThing) add(event.lngLat);
  });
}

function read(value: string): Corner[] {
  return value
    .split(" ")
    .map((corner) => corner.split(",").map(Number))
    .filter(([lat, lng]) => Number.isFinite(lat) && Number.isFinite(lng))
    .map(([lat, lng]) => [lng, lat] as Corner);
}

function button(text: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "govuk-button govuk-button--secondary";
  made.textContent = text;
  return made;
}

/** The corners, and what lies between them as far as there are enough. */
function shape(corners: readonly Corner[]): GeoJSON.FeatureCollection {
  const [first] = corners;
  const features: GeoJSON.Feature[] = corners.map((corner) => ({ type: "Feature", geometry: { type: "Point", coordinates: corner }, properties: {} }));
  if (first && corners.length > 1)
    features.push({
      type: "Feature",
      geometry: corners.length > 2 ? { type: "Polygon", coordinates: [[...corners, first]] } : { type: "LineString", coordinates: [...corners] },
      properties: {},
    });
  return { type: "FeatureCollection", features };
}

function addLayers(map: LibreMap): void {
  const { drawn } = palette();
  map.addSource("drawn", { type: "geojson", data: shape([]) });
  map.addLayer({ id: "drawn-inside", type: "fill", source: "drawn", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": drawn, "fill-opacity": 0.15 } });
  map.addLayer({ id: "drawn-edge", type: "line", source: "drawn", paint: { "line-color": drawn, "line-width": 2 } });
  map.addLayer({ id: "drawn-corner", type: "circle", source: "drawn", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": drawn, "circle-radius": 5 } });
}

import { type LayerSpecification, LngLatBounds, type Map as LibreMap } from "maplibre-gl";
import { palette } from "./style";

/**
 * Draws the base map under everything else: `/map/base.geojson` has features of `kind` area, boundary, road or main-road, with a `name`.
 * Without that file the ground stays plain. With `fit`, the view goes to where the ground is drawn.
 */
export async function addBase(map: LibreMap, leaving: AbortSignal, fit: boolean): Promise<void> {
  const answer = await fetch("/map/base.geojson", { signal: leaving }).catch(() => null);
  if (!answer?.ok) return;
  const ground = (await answer.json()) as GeoJSON.FeatureCollection;
  map.addSource("base", { type: "geojson", data: ground, tolerance: 0.5 });
  if (fit) fitTo(map, ground);
  const first = map.getStyle().layers[1]?.id;
  for (const layer of layers()) map.addLayer(layer, first);
}

function fitTo(map: LibreMap, ground: GeoJSON.FeatureCollection): void {
  const bounds = new LngLatBounds();
  for (const { geometry } of ground.features) {
    if (geometry.type === "LineString") for (const [lng, lat] of geometry.coordinates) bounds.extend([lng ?? 0, lat ?? 0]);
  }
  if (!bounds.isEmpty()) map.fitBounds(bounds, { animate: false, padding: 24 });
}

function layers(): LayerSpecification[] {
  const colours = palette();
  return [
    { id: "base-area", type: "fill", source: "base", filter: ["==", ["get", "kind"], "area"], paint: { "fill-color": colours.area } },
    {
      id: "base-road",
      type: "line",
      source: "base",
      minzoom: 11,
      filter: ["==", ["get", "kind"], "road"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": colours.road, "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 11, 0.5, 18, 14] },
    },
    {
      id: "base-main-road",
      type: "line",
      source: "base",
      filter: ["==", ["get", "kind"], "main-road"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": colours.mainRoad, "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 7, 0.8, 18, 20] },
    },
    {
      id: "base-boundary",
      type: "line",
      source: "base",
      filter: ["in", ["get", "kind"], ["literal", ["boundary", "area"]]],
      paint: { "line-color": colours.edge, "line-width": 1, "line-dasharray": [3, 2] },
    },
    {
      id: "base-road-name",
      type: "symbol",
      source: "base",
      minzoom: 14,
      filter: ["all", ["in", ["get", "kind"], ["literal", ["road", "main-road"]]], ["has", "name"]],
      layout: { "symbol-placement": "line", "text-field": ["get", "name"], "text-size": 12, "text-font": ["sans-serif"] },
      paint: { "text-color": colours.name, "text-halo-color": colours.halo, "text-halo-width": 1.5 },
    },
  ];
}

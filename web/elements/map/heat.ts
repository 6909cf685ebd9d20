import type { ExpressionSpecification, Map as LibreMap } from "maplibre-gl";

/** Pixels by zoom: how far the warmth of one point reaches. */
export const reach: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 5, 8, 15, 48];

/**
 * Keeps the heat of what is on the screen between cold and hot, however many things there are: the warmest twentieth is hot. Without it half a million
 * crimes are one red sheet from afar, and thirty are nothing from near.
 */
export function keepTemperate(map: LibreMap, sourceLayer: string | undefined): void {
  let last = 0;
  map.on("idle", () => {
    if (map.getLayoutProperty("heat", "visibility") === "none") return;
    const warmth = warmest(map, sourceLayer);
    if (!warmth || Math.abs(warmth - last) < 0.1 * last) return;
    last = warmth;
    map.setPaintProperty("heat", "heatmap-intensity", 1 / warmth);
  });
}

/** What the points in a square of the reach's side weigh together, where that is more than in nineteen of twenty squares. */
function warmest(map: LibreMap, sourceLayer: string | undefined): number {
  const side = 8 + 4 * Math.min(10, Math.max(0, map.getZoom() - 5));
  const squares = new Map<string, number>();
  const { width, height } = map.getCanvas().getBoundingClientRect();
  for (const { geometry, properties } of map.querySourceFeatures("things", sourceLayer ? { sourceLayer } : undefined)) {
    if (geometry.type !== "Point") continue;
    const { x, y } = map.project(geometry.coordinates as [number, number]);
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const square = `${Math.floor(x / side)} ${Math.floor(y / side)}`;
    squares.set(square, (squares.get(square) ?? 0) + Math.sqrt(Number(properties.n ?? 1)));
  }
  const sums = [...squares.values()].sort((a, b) => a - b);
  return sums[Math.floor(sums.length * 0.95)] ?? 0;
}

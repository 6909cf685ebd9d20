import type { StyleSpecification } from "maplibre-gl";

export interface Palette {
  readonly ground: string;
  readonly area: string;
  readonly road: string;
  readonly mainRoad: string;
  readonly edge: string;
  readonly name: string;
  readonly halo: string;
  readonly point: string;
  readonly pointEdge: string;
  readonly drawn: string;
}

const light: Palette = {
  ground: "#f3f5f9",
  area: "#e4ebf6",
  road: "#ffffff",
  mainRoad: "#f7dca0",
  edge: "#7d93ba",
  name: "#33415c",
  halo: "#ffffff",
  point: "#1f5fd0",
  pointEdge: "#ffffff",
  drawn: "#b3261e",
};

const dark: Palette = {
  ground: "#0f1728",
  area: "#15203a",
  road: "#2b3a59",
  mainRoad: "#4d5f86",
  edge: "#5b6f99",
  name: "#c6d3ec",
  halo: "#0f1728",
  point: "#6fb0ff",
  pointEdge: "#0b1222",
  drawn: "#ff9b8f",
};

export function isDark(): boolean {
  if (document.documentElement.dataset.face !== "desk") return false;
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function palette(): Palette {
  return isDark() ? dark : light;
}

/** A plain ground. Boundaries and streets come from `/map/base.geojson`; no tile, font or picture comes from outside. */
export function plainStyle(inTheDark: boolean): StyleSpecification {
  return {
    version: 8,
    sources: {},
    layers: [{ id: "ground", type: "background", paint: { "background-color": (inTheDark ? dark : light).ground } }],
  };
}

import { AttributionControl, Map as LibreMap, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { addBase } from "./base";
import { startDrawing } from "./drawing";
import { whenDrawn } from "./drawn";
import { addBeside, addFeatures } from "./features";
import { startPicking } from "./picking";
import { isDark, plainStyle } from "./style";

/** Puts a map into the element and keeps it until the element leaves the page. */
export function showMap(element: HTMLElement, leaving: AbortSignal): void {
  const canvas = addCanvas(element);
  void whenStyled().then(() => {
    if (!leaving.aborted) draw(element, canvas, leaving);
  });
}

function draw(element: HTMLElement, canvas: HTMLElement, leaving: AbortSignal): void {
  setWorkerUrl(MAP_WORKER);
  const [lng, lat] = (element.getAttribute("centre") ?? "-3.5,52.4").split(",").map(Number);
  const map = new LibreMap({
    container: canvas,
    style: plainStyle(isDark()),
    center: [lng ?? -3.5, lat ?? 52.4],
    zoom: Number(element.getAttribute("zoom") ?? 6),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl());
  const credit = element.dataset.credit;
  if (credit) map.addControl(new AttributionControl({ compact: false, customAttribution: escaped(credit) }));
  map.getCanvas().setAttribute("aria-label", element.dataset.label ?? "");
  leaving.addEventListener("abort", () => map.remove());

  map.on("load", () => {
    addBeside(map, element);
    void Promise.all([addBase(map, leaving, !element.hasAttribute("centre")), addFeatures(map, element, leaving)]).then(() => whenDrawn(map, element));
  });
  if (element.hasAttribute("pick")) startPicking(map, element, canvas, leaving);
  if (element.hasAttribute("draw")) startDrawing(map, element, canvas);
}

function addCanvas(element: HTMLElement): HTMLElement {
  element.querySelector(".bl-map__canvas")?.remove();
  const canvas = document.createElement("div");
  canvas.className = `bl-map__canvas${element.hasAttribute("tall") ? " bl-map__canvas--tall" : ""}`;
  element.prepend(canvas);
  return canvas;
}

/** The style sheet of the map must be there before it measures itself. */
function whenStyled(): Promise<void> {
  if (document.querySelector(`link[href="${MAP_STYLES}"]`)) return Promise.resolve();
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = MAP_STYLES;
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}

function escaped(text: string): string {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}

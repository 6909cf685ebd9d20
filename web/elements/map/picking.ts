import { type Map as LibreMap, Marker } from "maplibre-gl";

/**
 * Lets the reader choose a point: by a click, or by moving the map under the cross (drag, or arrow keys while the map has the focus) and
 * pressing the button. Both write the point to the two inputs.
 */
export function startPicking(map: LibreMap, element: HTMLElement, canvas: HTMLElement, leaving: AbortSignal): void {
  const [latName = "lat", lngName = "lng"] = (element.getAttribute("pick") || "lat,lng").split(",");
  const form = element.closest("form") ?? element;
  const lat = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(latName)}"]`);
  const lng = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(lngName)}"]`);
  if (!lat || !lng) return;

  const marker = new Marker({ color: "#d4351c" });
  const said = document.createElement("span");
  const choose = (at: { lat: number; lng: number }) => {
    lat.value = at.lat.toFixed(6);
    lng.value = at.lng.toFixed(6);
    marker.setLngLat(at).addTo(map);
    said.textContent = element.dataset.picked ?? "";
    element.dispatchEvent(new CustomEvent("bl-map-picked", { bubbles: true, detail: { lat: at.lat, lng: at.lng } }));
  };

  canvas.append(cross());
  canvas.after(bar(element, said, () => choose(map.getCenter())));
  map.on("click", (event) => choose(event.lngLat));
  if (lat.value && lng.value) showChosen(map, marker, Number(lat.value), Number(lng.value));
  for (const input of [lat, lng])
    input.addEventListener("change", () => showChosen(map, marker, Number(lat.value), Number(lng.value)), { signal: leaving });
}

function showChosen(map: LibreMap, marker: Marker, lat: number, lng: number): void {
  if (!Number.isFinite(lat) || !Number.isFinite(lng) || Math.abs(lat) > 90 || (lat === 0 && lng === 0)) return;
  marker.setLngLat([lng, lat]).addTo(map);
  map.jumpTo({ center: [lng, lat], zoom: Math.max(map.getZoom(), 15) });
}

function cross(): HTMLElement {
  const cross = document.createElement("div");
  cross.className = "bl-map__cross";
  return cross;
}

function bar(element: HTMLElement, said: HTMLElement, choose: () => void): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "bl-map__bar";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = element.dataset.pick ?? "✓";
  button.addEventListener("click", choose);
  said.role = "status";
  bar.append(button, said);
  return bar;
}

/** Those draw into themselves; what the server sends of them is what they began with. */
const drawn = "bl-map, bl-choose";

type Morph = CustomEvent<{ currentElement: Element; newElement?: Element }>;

/**
 * Keeps the reader's place in a frame that is brought up to date under their eyes (`refresh="morph"`): the line at hand, what they opened, what they typed and
 * ticked, and where they are.
 */
export function keepPlace(): void {
  document.addEventListener("turbo:before-morph-attribute", (event) => {
    const { attributeName } = (event as CustomEvent<{ attributeName: string }>).detail;
    if (isOfReader(attributeName, event.target as Element)) event.preventDefault();
  });
  document.addEventListener("turbo:before-morph-element", (event) => {
    const { currentElement, newElement } = (event as Morph).detail;
    if (newElement && currentElement.matches(drawn) && isAsBefore(currentElement, newElement)) event.preventDefault();
  });
  document.addEventListener("turbo:morph-element", (event) => {
    const { currentElement } = (event as Morph).detail;
    if (currentElement.matches(drawn)) queueMicrotask(() => currentElement.replaceWith(currentElement.cloneNode(true)));
  });
  document.addEventListener("turbo:before-frame-morph", () => keepFocus(document.activeElement));
}

function isOfReader(attribute: string, of: Element): boolean {
  if (of instanceof HTMLDetailsElement) return attribute === "open";
  if (of instanceof HTMLOptionElement) return attribute === "selected" && of.selected !== of.defaultSelected;
  if (of instanceof HTMLTextAreaElement) return attribute === "value" && of.value !== of.defaultValue;
  if (of instanceof HTMLInputElement && attribute === "value") return of.value !== of.defaultValue;
  if (of instanceof HTMLInputElement && attribute === "checked") return of.checked !== of.defaultChecked;
  return attribute === "aria-current" && of.closest("bl-keys") !== null;
}

/** The server sends the same: the same attributes, beside those that script added, and the same data. */
function isAsBefore(now: Element, then: Element): boolean {
  const data = (of: Element): string => of.querySelector("script")?.textContent ?? "";
  return [...then.attributes].every(({ name, value }) => now.getAttribute(name) === value) && data(now) === data(then);
}

/** What moves to another line may lose the focus on its way. */
function keepFocus(at: Element | null): void {
  document.addEventListener(
    "turbo:frame-render",
    () => {
      if (at instanceof HTMLElement && at.isConnected && document.activeElement === document.body) at.focus({ preventScroll: true });
    },
    { once: true },
  );
}

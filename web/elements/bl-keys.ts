import { isShortcut } from "../entries/shortcuts";

/**
 * `<bl-keys>` round a table or list: `j` and `k` move through its lines (`tbody tr` or `[data-bl-line]`), Enter opens the line's first link,
 * `x` marks its checkbox. The line at hand has `aria-current="true"` and its link the focus, so that Tab goes on from there.
 */
export class Keys extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener("keydown", this.#press);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#press);
  }

  #press = (event: KeyboardEvent): void => {
    if (!isShortcut(event) || !this.#isAtHand(event)) return;
    if (event.key === "j") this.#move(+1);
    else if (event.key === "k") this.#move(-1);
    else if (event.key === "x") this.#mark();
    else return;
    event.preventDefault();
  };

  /** The list that holds the focus; with the focus elsewhere, the first list of the page. */
  #isAtHand(event: KeyboardEvent): boolean {
    const focused = (event.target as Element).closest("bl-keys");
    return focused ? focused === this : document.querySelector("bl-keys") === this;
  }

  #move(by: 1 | -1): void {
    const lines = this.#lines();
    const from = lines.findIndex((line) => line.ariaCurrent === "true");
    const to = lines[from < 0 ? (by > 0 ? 0 : lines.length - 1) : Math.min(Math.max(from + by, 0), lines.length - 1)];
    if (!to) return;
    lines[from]?.removeAttribute("aria-current");
    to.ariaCurrent = "true";
    to.querySelector<HTMLElement>("a, button, input")?.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest" });
  }

  #mark(): void {
    this.#lines()
      .find((line) => line.ariaCurrent === "true")
      ?.querySelector<HTMLInputElement>("input[type=checkbox]")
      ?.click();
  }

  #lines(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("tbody tr, [data-bl-line]")];
  }
}

/** `<bl-theme>` wraps the form that changes the theme, and spares its round trip: the button's `data-light` and `data-dark` are its texts. */
export class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    this.#offer(this.#shown() === "dark" ? "light" : "dark");
    this.addEventListener("submit", this.#change);
  }

  disconnectedCallback(): void {
    this.removeEventListener("submit", this.#change);
  }

  #change = (event: Event): void => {
    const chosen = this.#button?.value;
    if (!chosen) return;
    event.preventDefault();
    document.documentElement.dataset.theme = chosen;
    document.cookie = `bl-theme=${chosen}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    this.#offer(chosen === "dark" ? "light" : "dark");
    this.dispatchEvent(new CustomEvent("bl-theme-changed", { bubbles: true, detail: { theme: chosen } }));
  };

  #shown(): string {
    return document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }

  #offer(theme: "light" | "dark"): void {
    const button = this.#button;
    if (!button) return;
    button.value = theme;
    button.textContent = button.dataset[theme] ?? theme;
  }

  get #button(): HTMLButtonElement | null {
    return this.querySelector("button");
  }
}

/**
 * `<bl-choose>` round what can be done with the ticked boxes of its form (`data-name`): says how many are ticked, ticks all that are shown, and lets no more
 * than `data-most` go. Texts: `data-none data-count data-full data-over data-nothing data-all data-clear`, with `{n}` and `{most}`. Without script the form works as it is.
 */
export class Choose extends HTMLElement {
  #leaving?: AbortController;
  #form: HTMLFormElement | null = null;

  connectedCallback(): void {
    this.#leaving = new AbortController();
    const signal = this.#leaving.signal;
    this.#form = this.closest("form");
    this.#form?.addEventListener("change", this.#count, { signal });
    this.#form?.addEventListener("submit", this.#check, { signal });
    this.#button().addEventListener("click", this.#all, { signal });
    this.#count();
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
  }

  get #most(): number {
    return Number(this.dataset.most);
  }

  #boxes(which = ""): HTMLInputElement[] {
    return [...(this.#form?.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${this.dataset.name ?? ""}"]${which}`) ?? [])];
  }

  /** Made once; a copy of the page that comes back has it. */
  #button(): HTMLButtonElement {
    const there = this.querySelector<HTMLButtonElement>(".bl-choose__all");
    if (there) return there;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary bl-choose__all";
    this.querySelector(".bl-choose__go")?.after(button);
    return button;
  }

  #count = (): void => {
    const ticked = this.#boxes(":checked").length;
    this.toggleAttribute("data-some", ticked > 0);
    this.#button().textContent = (ticked > 0 ? this.dataset.clear : this.dataset.all) ?? "";
    this.#say(
      ticked === 0 ? this.dataset.none : ticked > this.#most ? this.dataset.over : ticked === this.#most ? this.dataset.full : this.dataset.count,
      ticked,
    );
  };

  #all = (): void => {
    const ticks = this.#boxes(":checked").length === 0;
    this.#boxes().forEach((box, i) => (box.checked = ticks && i < this.#most));
    this.#count();
  };

  #check = (event: Event): void => {
    const ticked = this.#boxes(":checked").length;
    if (ticked > 0 && ticked <= this.#most) return;
    event.preventDefault();
    this.#say(ticked === 0 ? this.dataset.nothing : this.dataset.over, ticked);
  };

  #say(words: string | undefined, ticked: number): void {
    const said = this.querySelector<HTMLElement>(".bl-choose__said");
    if (said) said.textContent = (words ?? "").replace("{n}", String(ticked)).replace("{most}", String(this.#most));
  }
}

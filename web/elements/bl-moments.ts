import { isShortcut } from "../entries/shortcuts";
import { moment, nowButton } from "./bl-clip";
import { awake } from "./bl-player";

/**
 * `<bl-moments data-here="…" data-begins="…" data-ends="…" data-at="…">` wraps the notes on moments of a recording (`li[data-from][data-until]`, in seconds)
 * and the form for one more. It marks the notes on a line under the player, leads there by click and by key (`P` the one before, `N` the next), and `M` takes
 * the moment that is shown into the form.
 */
export class Moments extends HTMLElement {
  #leaving?: AbortController;
  #line = document.createElement("div");
  #added: HTMLElement[] = [];

  connectedCallback(): void {
    const medium = document.querySelector<HTMLMediaElement>(".bl-player video, .bl-player audio");
    if (!medium) return;
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    document.addEventListener("keydown", (event) => this.#press(event, medium), { signal });
    this.addEventListener("click", (event) => this.#click(event, medium), { signal });
    for (const event of ["loadedmetadata", "durationchange"]) medium.addEventListener(event, () => this.#mark(medium), { signal });
    this.#line.className = "bl-moments__line";
    this.#line.ariaHidden = "true"; // the list says the same, for keys and for readers of the page
    medium.after(this.#line);
    this.#addButtons(medium);
    this.#mark(medium);
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
    this.#line.remove();
    this.#added.forEach((added) => added.remove());
    this.#added = [];
  }

  get #notes(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-from]")];
  }

  #addButtons(medium: HTMLMediaElement): void {
    const { here, begins, ends } = this.dataset;
    const [from, until] = [this.#field("From"), this.#field("Until")];
    if (!from || !until || !here || !begins || !ends) return;
    const write = document.createElement("button");
    write.type = "button";
    write.className = "govuk-button govuk-button--secondary";
    write.textContent = here;
    write.addEventListener("click", () => this.#write(medium));
    medium.closest(".bl-player")?.querySelector(".bl-player__bar")?.append(write);
    this.#added = [write, nowButton(begins, from, () => medium), nowButton(ends, until, () => medium)];
  }

  #field(name: string): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`input[name=${name}]`);
  }

  #press(event: KeyboardEvent, medium: HTMLMediaElement): void {
    if (!isShortcut(event)) return;
    const key = event.key.toLowerCase();
    if (key === "m" && this.#field("From")) this.#write(medium);
    else if (key === "p") this.#step(-1, medium);
    else if (key === "n") this.#step(1, medium);
    else return;
    event.preventDefault();
  }

  /** Takes the moment that is shown into the form, and stops there. */
  #write(medium: HTMLMediaElement): void {
    const from = this.#field("From");
    if (!from) return;
    medium.pause();
    from.value = moment(medium.currentTime);
    this.querySelector<HTMLTextAreaElement>("textarea")?.focus();
  }

  /** To the note before or after the moment that is shown. */
  #step(by: 1 | -1, medium: HTMLMediaElement): void {
    const now = medium.currentTime;
    const starts = this.#notes.map((note) => Number(note.dataset.from));
    const to = by > 0 ? starts.find((start) => start > now + 0.05) : starts.findLast((start) => start < now - 0.05);
    if (to !== undefined) awake(medium, () => (medium.currentTime = to));
  }

  #click(event: MouseEvent, medium: HTMLMediaElement): void {
    const note = (event.target as Element).closest(".bl-moments__when")?.closest<HTMLElement>("[data-from]");
    if (!note || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    awake(medium, () => (medium.currentTime = Number(note.dataset.from)));
    medium.scrollIntoView({ block: "nearest" });
  }

  #mark(medium: HTMLMediaElement): void {
    const length = medium.duration || Number(medium.closest<HTMLElement>("bl-player")?.dataset.seconds);
    if (!Number.isFinite(length) || length <= 0) return;
    this.#line.replaceChildren(
      ...this.#notes.map((note) => {
        const [from, until] = [Number(note.dataset.from), Number(note.dataset.until ?? note.dataset.from)];
        const mark = document.createElement("button");
        mark.type = "button";
        mark.tabIndex = -1;
        mark.className = "bl-moments__mark";
        mark.title = `${this.dataset.at} ${moment(from)}`;
        mark.style.left = `${Math.min(100, (from / length) * 100)}%`;
        mark.style.width = `${Math.max(0, ((until - from) / length) * 100)}%`;
        mark.addEventListener("click", () => awake(medium, () => (medium.currentTime = from)));
        return mark;
      }),
    );
    this.#line.hidden = this.#notes.length === 0;
  }
}

import { isShortcut } from "../entries/shortcuts";
import { moment } from "./bl-clip";
import { button, faster } from "./bl-player";

/** Seconds by which a film may be out of step before it is moved; below, it only runs a little faster or slower. */
const JUMP = 0.3;
/** Seconds that nobody sees. */
const NEAR = 0.02;

/**
 * `<bl-beside data-offset="12.5" data-rate="25" …>` wraps two recordings and plays them together with one set of controls: the second stands `data-offset`
 * seconds further on than the first, and is kept there. Moments are those of the first; where only one of them shows anything, the other waits. Links with
 * `data-by` move the second by so many seconds, and the address follows.
 */
export class Beside extends HTMLElement {
  #leaving?: AbortController;
  #bar = document.createElement("div");
  #seek = document.createElement("input");
  #says = document.createElement("output");
  #offset = 0;
  #at = 0;
  #playing = false;
  #rate = 1;
  #last = 0;

  connectedCallback(): void {
    if (this.#films.length !== 2) return;
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.#offset = Number(this.dataset.offset) || 0;
    this.#build(signal);
    document.addEventListener("keydown", (event) => this.#press(event), { signal });
    this.addEventListener("click", (event) => this.#nudge(event), { signal });
    for (const film of this.#films) film.addEventListener("loadedmetadata", () => this.#go(this.#at), { signal });
    const timer = setInterval(() => this.#tick(), 100);
    signal.addEventListener("abort", () => clearInterval(timer));
    this.#go(Number(this.dataset.at) || 0);
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
    this.#playing = false;
    this.#bar.remove();
  }

  get #films(): HTMLMediaElement[] {
    return [...this.querySelectorAll<HTMLMediaElement>("video, audio")];
  }

  get #frame(): number {
    return 1 / (Number(this.dataset.rate) || 40);
  }

  /** The first and the last moment at which either shows something. */
  get #span(): [number, number] {
    const [first = 0, second = 0] = this.#films.map((film) => film.duration || 0);
    return [Math.min(0, -this.#offset), Math.max(first, second - this.#offset)];
  }

  /** The stretch between them that neither recorded; nothing of it when they meet. */
  get #gap(): [number, number] {
    const [first = 0, second = 0] = this.#films.map((film) => film.duration || 0);
    if (-this.#offset > first) return [first, -this.#offset];
    return second - this.#offset < 0 ? [second - this.#offset, 0] : [0, 0];
  }

  get #isKnown(): boolean {
    return this.#films.every((film) => film.duration > 0);
  }

  /** Where a film should stand now. */
  #wanted(index: number): number {
    return this.#at + (index === 0 ? 0 : this.#offset);
  }

  #shows(index: number): boolean {
    const wanted = this.#wanted(index);
    return wanted >= 0 && wanted < (this.#films[index]?.duration || 0);
  }

  #build(signal: AbortSignal): void {
    this.#bar.className = "bl-player__bar bl-beside__bar";
    this.#seek.type = "range";
    this.#seek.step = "0.01";
    this.#seek.className = "bl-beside__seek";
    this.#seek.setAttribute("aria-label", this.dataset.seek ?? "");
    this.#seek.addEventListener("input", () => this.#go(this.#fromLine(Number(this.#seek.value))), { signal });
    const acts: [string | undefined, () => void][] = [
      [this.dataset.play, () => this.#playOrStop()],
      [this.dataset.back, () => this.#step(-1)],
      [this.dataset.on, () => this.#step(1)],
      [this.dataset.slower, () => this.#speed(-1)],
      [this.dataset.faster, () => this.#speed(1)],
    ];
    this.#bar.replaceChildren(this.#seek, ...acts.map(([label, does]) => button(label ?? "", does)), ...this.#sounds(), this.#says);
    this.querySelector(".bl-beside__films")?.after(this.#bar);
    for (const film of this.#films) film.controls = false;
  }

  /** The first is heard, the second is not, until somebody says otherwise. */
  #sounds(): HTMLElement[] {
    const [hear, mute] = [(this.dataset.hear ?? "").split("|"), (this.dataset.mute ?? "").split("|")];
    return this.#films.map((film, index) => {
      const label = (): string => (film.muted ? hear : mute)[index] ?? "";
      film.muted = index > 0;
      const sound = button(label(), () => {
        film.muted = !film.muted;
        sound.textContent = label();
      });
      return sound;
    });
  }

  #press(event: KeyboardEvent): void {
    const acts: Record<string, () => void> = {
      k: () => this.#playOrStop(),
      ",": () => this.#step(-1),
      ".": () => this.#step(1),
      j: () => this.#go(this.#at - 10),
      l: () => this.#go(this.#at + 10),
      "[": () => this.#speed(-1),
      "]": () => this.#speed(1),
    };
    const act = acts[event.key.toLowerCase()];
    if (!act || !isShortcut(event)) return;
    event.preventDefault();
    act();
  }

  #playOrStop(): void {
    if (!this.#playing && this.#at >= this.#span[1] - this.#frame) this.#go(this.#span[0]);
    this.#playing = !this.#playing;
    this.#last = performance.now();
    if (!this.#playing) this.#stop();
    this.#follow();
  }

  #stop(): void {
    this.#playing = false;
    for (const film of this.#films) film.pause();
    this.#go(this.#at);
  }

  #step(frames: number): void {
    if (this.#playing) this.#stop();
    this.#go(this.#at + frames * this.#frame);
  }

  #speed(by: number): void {
    this.#rate = faster(this.#rate, by);
    this.#tell();
  }

  /** To a moment of the first, and where the second stands then. */
  #go(at: number): void {
    const [from, until] = this.#span;
    this.#at = this.#isKnown ? Math.min(Math.max(this.#outOfGap(at), from), until) : at;
    this.#films.forEach((film, index) => this.#place(film, index));
    this.#tell();
  }

  /** Nobody waits where there is nothing: on to the second that was recorded, or back to the end of the first. */
  #outOfGap(at: number): number {
    const [from, until] = this.#gap;
    if (at < from || at >= until) return at;
    return at >= this.#at ? until : from - this.#frame;
  }

  /** Where a moment stands on the line, which leaves out what neither recorded. */
  #onLine(at: number): number {
    const [from, until] = this.#gap;
    return at <= from ? at : Math.max(from, at - until + from);
  }

  #fromLine(value: number): number {
    const [from, until] = this.#gap;
    return value < from ? value : value + until - from;
  }

  #place(film: HTMLMediaElement, index: number): void {
    const to = Math.min(Math.max(0, this.#wanted(index)), film.duration || 0);
    if (Math.abs(film.currentTime - to) > 0.001) film.currentTime = to;
  }

  #tick(): void {
    const now = performance.now();
    const passed = ((now - this.#last) / 1000) * this.#rate;
    this.#last = now;
    if (!this.#playing) return;
    const over = this.#films.findIndex((film, index) => film.ended && this.#shows(index));
    if (over >= 0) this.#at += (this.#films[over]?.duration ?? 0) - this.#wanted(over) + 0.001;
    const lead = this.#films.findIndex((film, index) => this.#shows(index) && !film.paused && isReady(film));
    const film = this.#films[lead];
    if (film) this.#at = film.currentTime - (lead === 0 ? 0 : this.#offset);
    else if (!this.#films.some((_, index) => this.#shows(index))) this.#at = this.#outOfGap(this.#at + passed);
    if (this.#at >= this.#span[1] - 0.01) this.#stop();
    this.#follow();
    this.#tell();
  }

  /** Lets play what shows something, keeps the second in step, and waits for whichever is not ready. */
  #follow(): void {
    const films = this.#films;
    const waits = films.some((film, index) => this.#shows(index) && !isReady(film));
    films.forEach((film, index) => {
      if (!this.#shows(index)) {
        film.pause();
        this.#place(film, index);
        return;
      }

      if (film.ended && this.#wanted(index) > film.duration - JUMP) return;
      const drift = film.currentTime - this.#wanted(index);
      if (Math.abs(drift) > JUMP && isReady(film)) film.currentTime = this.#wanted(index);
      film.playbackRate = this.#rate * (Math.abs(drift) > NEAR ? 1 - Math.min(0.2, Math.max(-0.2, drift)) : 1);
      if (!this.#playing || waits) film.pause();
      else if (film.paused) void film.play().catch(() => undefined);
    });
  }

  #tell(): void {
    const [from, until] = this.#span;
    this.#seek.min = String(this.#onLine(from));
    this.#seek.max = String(this.#onLine(until));
    this.#seek.value = String(this.#onLine(this.#at));
    this.#says.value = `${signed(this.#at)} / ${signed(until)} · ${this.#rate} ×`;
    this.querySelectorAll<HTMLElement>(".bl-beside__state").forEach((state, index) => {
      state.hidden = this.#shows(index) || !this.#films[index]?.duration;
      state.textContent = state.hidden ? "" : ((this.#wanted(index) < 0 ? this.dataset.waits : this.dataset.over) ?? "");
    });
  }

  /** Moves the second, says so, and puts it into the address, so that it can be sent on. */
  #nudge(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-by]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#offset = thousandths(this.#offset + Number(link.dataset.by));
    const address = new URL(location.href);
    address.searchParams.set("offset", String(this.#offset));
    history.replaceState(history.state, "", address);
    for (const other of this.querySelectorAll<HTMLAnchorElement>("a[data-by]")) {
      const to = new URL(other.href);
      to.searchParams.set("offset", String(thousandths(this.#offset + Number(other.dataset.by))));
      other.href = to.href;
    }

    this.#sayOffset();
    this.#go(this.#at);
  }

  #sayOffset(): void {
    const { before, after, same, hand } = this.dataset;
    const words = this.#offset === 0 ? same : this.#offset > 0 ? before : after;
    const [how, apart] = [this.querySelector(".bl-beside__how"), this.querySelector(".bl-beside__offset")];
    if (how) how.textContent = hand ?? "";
    if (apart) apart.textContent = (words ?? "").replace("{long}", long(Math.abs(this.#offset)));
    const field = this.querySelector<HTMLInputElement>("input[name=offset]");
    if (field) field.value = String(this.#offset);
  }
}

function isReady(film: HTMLMediaElement): boolean {
  return !film.seeking && film.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA;
}

function thousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000 + 0;
}

/** As `Alignment.InWords`. */
function long(seconds: number): string {
  const whole = Math.floor(seconds);
  const units: [number, string][] = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor(whole / 3600) % 24, "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [thousandths(seconds - Math.floor(whole / 60) * 60), "s"],
  ];
  return units
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

function signed(seconds: number): string {
  return seconds < 0 ? `−${moment(-seconds)}` : moment(seconds);
}

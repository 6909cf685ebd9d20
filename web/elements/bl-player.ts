import { isShortcut } from "../entries/shortcuts";

/** Speeds that help to look closely, or to get through. */
const speeds = [0.1, 0.25, 0.5, 1, 1.5, 2, 4, 8];

/**
 * `<bl-player data-rate="25" data-back="…" data-on="…" data-slower="…" data-faster="…">` wraps a `<video controls>` or `<audio controls>` that plays without
 * it, and adds buttons and keys: frame by frame (`,` `.`), ten seconds (`J` `L`), play and stop (`K`), speed (`[` `]`). `data-rate`: frames a second.
 * With `data-captions` a button and `C` go through its captions, language after language; those of a sound are written below it.
 */
export class Player extends HTMLElement {
  #leaving?: AbortController;
  #says?: HTMLOutputElement;
  #caption = document.createElement("p");

  connectedCallback(): void {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    document.addEventListener("keydown", (event) => this.#press(event), { signal });
    this.#medium?.addEventListener("ratechange", () => this.#tell(), { signal });
    this.#addBar();
    this.#addCaption(signal);
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
    this.querySelector(".bl-player__bar")?.remove();
    this.#caption.remove();
  }

  get #medium(): HTMLMediaElement | null {
    return this.querySelector<HTMLMediaElement>("video, audio");
  }

  /** One frame; a fortieth of a second where the rate is not known. */
  get #frame(): number {
    return 1 / (Number(this.dataset.rate) || 40);
  }

  #press(event: KeyboardEvent): void {
    const act = this.#act(event.key.toLowerCase());
    if (!act || !isShortcut(event)) return;
    event.preventDefault();
    act();
  }

  #act(key: string): (() => void) | undefined {
    const film = this.#medium instanceof HTMLVideoElement;
    switch (key) {
      case ",":
        return film ? () => this.#step(-1) : undefined;
      case ".":
        return film ? () => this.#step(1) : undefined;
      case "j":
        return () => this.#move(-10);
      case "l":
        return () => this.#move(10);
      case "k":
        return () => this.#playOrStop();
      case "[":
        return () => this.#speed(-1);
      case "]":
        return () => this.#speed(1);
      case "c":
        return this.dataset.captions ? () => this.#nextCaptions() : undefined;
      default:
        return undefined;
    }
  }

  #step(frames: number): void {
    this.#medium?.pause();
    this.#move(frames * this.#frame);
  }

  #move(seconds: number): void {
    const medium = this.#medium;
    if (medium) awake(medium, () => (medium.currentTime = Math.min(Math.max(0, medium.currentTime + seconds), medium.duration || 0)));
  }

  #playOrStop(): void {
    const medium = this.#medium;
    if (medium?.paused) void medium.play().catch(() => undefined);
    else medium?.pause();
  }

  #speed(by: number): void {
    const medium = this.#medium;
    if (!medium) return;
    medium.playbackRate = faster(medium.playbackRate, by);
  }

  #nextCaptions(): void {
    const tracks = [...(this.#medium?.textTracks ?? [])];
    const shown = tracks.findIndex((track) => track.mode === "showing");
    tracks.forEach((track, index) => (track.mode = index === shown + 1 ? "showing" : "disabled"));
    this.#caption.textContent = "";
  }

  /** A sound has no picture for its captions to stand on. */
  #addCaption(signal: AbortSignal): void {
    const medium = this.#medium;
    if (!(medium instanceof HTMLAudioElement)) return;
    this.#caption.className = "govuk-body bl-player__caption";
    medium.after(this.#caption);
    const show = (track: TextTrack): void => {
      this.#caption.textContent = [...(track.activeCues ?? [])].map((cue) => words(cue as VTTCue)).join("\n");
    };
    for (const track of medium.textTracks) track.addEventListener("cuechange", () => show(track), { signal });
  }

  #tell(): void {
    if (this.#says) this.#says.value = `${this.#medium?.playbackRate ?? 1} ×`;
  }

  #addBar(): void {
    const bar = document.createElement("div");
    bar.className = "bl-player__bar";
    const act: [string | undefined, () => void][] = [
      [this.dataset.back, () => this.#step(-1)],
      [this.dataset.on, () => this.#step(1)],
      [this.dataset.slower, () => this.#speed(-1)],
      [this.dataset.faster, () => this.#speed(1)],
      [this.dataset.captions, () => this.#nextCaptions()],
    ];
    for (const [label, does] of act) if (label) bar.append(button(label, does));
    this.#says = document.createElement("output");
    bar.append(this.#says);
    this.#tell();
    this.#medium?.after(bar);
  }
}

/** Asks for a recording of which nothing was asked for yet, and goes on when its length is known. */
export function awake(medium: HTMLMediaElement, then: () => void): void {
  if (medium.readyState >= HTMLMediaElement.HAVE_METADATA) return then();
  medium.addEventListener("loadedmetadata", then, { once: true });
  medium.preload = "metadata";
}

/** The next speed, or the one before. */
export function faster(rate: number, by: number): number {
  const at = speeds.findIndex((speed) => speed >= rate);
  return speeds[Math.min(Math.max(0, at + by), speeds.length - 1)] ?? 1;
}

/** What a caption says, its speaker before it. */
function words(cue: VTTCue): string {
  return cue.text.replace(/<v ([^>]+)>/gu, "$1: ").replace(/<[^>]*>/gu, "");
}

export function button(label: string, does: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "govuk-button govuk-button--secondary";
  made.textContent = label;
  made.addEventListener("click", does);
  return made;
}

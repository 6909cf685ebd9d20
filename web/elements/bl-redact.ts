import { moment } from "./bl-clip";
import { type Box, type Line, placed, read, standing, within, write } from "./redaction";

type Texts = Record<string, string>;

/** How far an arrow key moves a cover, in hundredths of the picture. */
const NUDGE = 1;

/**
 * `<bl-redact data-texts="{…}" data-reasons="{code: title}" data-rate="25">` wraps a picture, film or sound and the text field that says what is covered: it draws the covers
 * over the picture, and writes the text. Covers are drawn by dragging, moved by dragging or by arrow keys (with Shift they change size); moved at another moment
 * of a film, a cover glides there.
 */
export class Redact extends HTMLElement {
  #leaving?: AbortController;
  #lines: Line[] = [];
  #chosen = -1;
  #layer = document.createElement("div");
  #list = document.createElement("ol");
  #bar = document.createElement("div");

  connectedCallback(): void {
    const field = this.#field;
    if (!field) return;
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.#lines = read(field.value);
    this.#build(signal);
    field.addEventListener("input", () => this.#readAgain(), { signal });
    this.#layer.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    this.#layer.addEventListener("keydown", (event) => this.#press(event), { signal });
    for (const event of ["timeupdate", "seeked", "loadedmetadata"]) this.#medium?.addEventListener(event, () => this.#draw(), { signal });
    this.#show();
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
    for (const part of [this.#layer, this.#list, this.#bar]) part.remove();
  }

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  get #medium(): HTMLMediaElement | null {
    return this.querySelector("video, audio");
  }

  get #now(): number {
    return Math.round((this.#medium?.currentTime ?? 0) * 100) / 100;
  }

  get #texts(): Texts {
    return JSON.parse(this.dataset.texts ?? "{}") as Texts;
  }

  get #reasons(): Texts {
    return JSON.parse(this.dataset.reasons ?? "{}") as Texts;
  }

  #build(signal: AbortSignal): void {
    const stage = this.querySelector<HTMLElement>(".bl-redact__stage");
    this.#layer.className = "bl-redact__layer";
    this.#list.className = "govuk-list bl-redact__list";
    this.#bar.className = "bl-redact__bar";
    stage?.append(this.#layer);
    const hint = document.createElement("p");
    hint.className = "govuk-hint";
    const film = this.#medium instanceof HTMLVideoElement;
    hint.textContent = stage ? [this.#texts.draw, film ? this.#texts.glide : undefined].filter(Boolean).join(" ") : "";
    const acts: HTMLElement[] = [hint];
    if (stage) acts.push(button(this.#texts.add ?? "", () => this.#add({ at: this.#now, left: 40, top: 40, width: 20, height: 20 })));
    if (this.#medium) acts.push(button(this.#texts.mute ?? "", () => this.#mute()));
    this.#bar.replaceChildren(...(this.#medium instanceof HTMLVideoElement ? [this.#controls(this.#medium, signal)] : []), ...acts);
    const group = this.#field?.closest(".govuk-form-group");
    group?.before(this.#bar, this.#list);
  }

  /** The film's own controls lie under the covers: these take their place. */
  #controls(film: HTMLVideoElement, signal: AbortSignal): HTMLElement {
    film.controls = false;
    const row = document.createElement("div");
    row.className = "bl-redact__controls";
    const at = document.createElement("input");
    at.type = "range";
    at.min = "0";
    at.step = "0.01";
    at.setAttribute("aria-label", this.#texts.seek ?? "");
    const says = document.createElement("output");
    const frame = 1 / (Number(this.dataset.rate) || 25);
    const follow = (): void => {
      at.max = String(film.duration || 0);
      at.value = String(film.currentTime);
      says.value = `${moment(film.currentTime)} / ${moment(film.duration || 0)}`;
    };
    at.addEventListener("input", () => (film.currentTime = Number(at.value)));
    for (const event of ["timeupdate", "seeked", "loadedmetadata"]) film.addEventListener(event, follow, { signal });
    const play = button(this.#texts.play ?? "", () => (film.paused ? void film.play().catch(() => undefined) : film.pause()));
    row.append(
      play,
      button(this.#texts.back ?? "", () => (film.currentTime -= frame)),
      button(this.#texts.on ?? "", () => (film.currentTime += frame)),
      at,
      says,
    );
    follow();
    return row;
  }

  /** A new cover over what is seen now: in a film until its end, as long as nobody says otherwise. */
  #add(box: Box): void {
    const reason = this.#lines.at(-1)?.reason ?? Object.keys(this.#reasons)[0] ?? "";
    const length = this.#medium?.duration;
    const during: [number, number] | undefined = length && box.at > 0 ? [box.at, Math.ceil(length * 100) / 100] : undefined;
    this.#lines.push({ what: "fill", reason, during, boxes: [during ? box : { ...box, at: 0 }] });
    this.#chosen = this.#lines.length - 1;
    this.#changed();
    this.#layer.querySelector<HTMLElement>(".bl-redact__cover--chosen")?.focus();
  }

  #mute(): void {
    const from = this.#now;
    const reason = this.#lines.at(-1)?.reason ?? Object.keys(this.#reasons)[0] ?? "";
    this.#lines.push({ what: "mute", reason, during: [from, Math.min(from + 2, this.#medium?.duration || from + 2)], boxes: [] });
    this.#chosen = this.#lines.length - 1;
    this.#changed();
  }

  #readAgain(): void {
    this.#lines = read(this.#field?.value ?? "");
    this.#chosen = -1;
    this.#show();
  }

  #changed(): void {
    const field = this.#field;
    if (field) field.value = write(this.#lines);
    this.#show();
  }

  #show(): void {
    this.#draw();
    this.#list.replaceChildren(...this.#lines.map((line, index) => this.#item(line, index)));
    if (this.#lines.length === 0) {
      const none = document.createElement("li");
      none.textContent = this.#texts.none ?? "";
      this.#list.append(none);
    }
  }

  /** The covers as they stand at this moment. */
  #draw(): void {
    const focused = this.#layer.contains(document.activeElement);
    const covers = this.#lines.flatMap((line, index) => {
      const box = this.#isOn(line) ? standing(line.boxes, this.#now) : undefined;
      return box ? [this.#cover(line, index, box)] : [];
    });
    this.#layer.replaceChildren(...covers);
    if (focused) this.#layer.querySelector<HTMLElement>(".bl-redact__cover--chosen")?.focus();
  }

  #isOn(line: Line): boolean {
    return line.what !== "mute" && (!line.during || (this.#now >= line.during[0] && this.#now <= line.during[1]));
  }

  #cover(line: Line, index: number, box: Box): HTMLElement {
    const cover = document.createElement("div");
    cover.className = `bl-redact__cover bl-redact__cover--${line.what}${index === this.#chosen ? " bl-redact__cover--chosen" : ""}`;
    cover.dataset.index = String(index);
    cover.tabIndex = 0;
    cover.setAttribute("role", "group");
    cover.setAttribute("aria-label", `${this.#texts.region} ${index + 1}: ${this.#reasons[line.reason] ?? line.reason}`);
    cover.textContent = String(index + 1);
    cover.style.left = `${box.left}%`;
    cover.style.top = `${box.top}%`;
    cover.style.width = `${box.width}%`;
    cover.style.height = `${box.height}%`;
    cover.addEventListener("focus", () => this.#choose(index));
    return cover;
  }

  #choose(index: number): void {
    if (index === this.#chosen) return;
    this.#chosen = index;
    this.#show();
    this.#layer.querySelector<HTMLElement>(".bl-redact__cover--chosen")?.focus();
  }

  #place(index: number, box: Box): void {
    const line = this.#lines[index];
    if (!line) return;
    const at = this.#medium instanceof HTMLVideoElement ? this.#now : 0;
    line.boxes = placed(line.boxes, within({ ...box, at }));
    this.#changed();
  }

  #press(event: KeyboardEvent): void {
    const line = this.#lines[this.#chosen];
    const box = line && standing(line.boxes, this.#now);
    const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
    if (!box) return;
    if (event.key === "Delete") this.#remove(this.#chosen);
    else if (x === 0 && y === 0) return;
    else if (event.shiftKey) this.#place(this.#chosen, { ...box, width: box.width + (x ?? 0) * NUDGE, height: box.height + (y ?? 0) * NUDGE });
    else this.#place(this.#chosen, { ...box, left: box.left + (x ?? 0) * NUDGE, top: box.top + (y ?? 0) * NUDGE });
    event.preventDefault();
  }

  #remove(index: number): void {
    this.#lines.splice(index, 1);
    this.#chosen = -1;
    this.#changed();
  }

  /** On a cover: moves it. Elsewhere: draws a new one. */
  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#medium?.pause();
    const start = this.#point(event);
    const index = Number((event.target as HTMLElement).dataset.index ?? -1);
    const line = this.#lines[index];
    const box = line && standing(line.boxes, this.#now);
    const stop = new AbortController();
    const ghost = document.createElement("div");
    if (box) this.#choose(index);
    else {
      ghost.className = "bl-redact__ghost";
      this.#layer.append(ghost);
    }
    addEventListener(
      "pointermove",
      (move) => {
        const to = this.#point(move);
        if (box) this.#place(index, { ...box, left: box.left + to[0] - start[0], top: box.top + to[1] - start[1] });
        else stretch(ghost, start, to);
      },
      { signal: stop.signal },
    );
    const end = (up: PointerEvent): void => {
      stop.abort();
      ghost.remove();
      const drawn = between(start, this.#point(up));
      if (!box && up.type === "pointerup" && drawn.width > 1 && drawn.height > 1) this.#add(within({ ...drawn, at: this.#now }));
    };
    addEventListener("pointerup", end, { signal: stop.signal });
    addEventListener("pointercancel", end, { signal: stop.signal });
  }

  /** Where a pointer is, in hundredths of the picture. */
  #point(event: PointerEvent): [number, number] {
    const all = this.#layer.getBoundingClientRect();
    const part = (at: number, from: number, size: number): number => Math.min(100, Math.max(0, ((at - from) / size) * 100));
    return [part(event.clientX, all.left, all.width), part(event.clientY, all.top, all.height)];
  }

  #item(line: Line, index: number): HTMLLIElement {
    const item = document.createElement("li");
    item.className = `bl-redact__line${index === this.#chosen ? " bl-redact__line--chosen" : ""}`;
    const name = document.createElement("span");
    name.className = "bl-redact__name";
    name.textContent = `${index + 1}. ${line.what === "mute" ? this.#texts.silence : this.#texts.region}`;
    item.append(name);
    if (line.what !== "mute") item.append(this.#select(index, "cover", { fill: this.#texts.fill ?? "", blur: this.#texts.blur ?? "" }, line.what, (value) => (line.what = value as Line["what"])));
    item.append(this.#select(index, "reason", this.#reasons, line.reason, (value) => (line.reason = value)));
    if (this.#medium) item.append(...this.#times(line));
    if (line.boxes.length > 1) item.append(this.#frames(line));
    item.append(button(this.#texts.remove ?? "", () => this.#remove(index)));
    return item;
  }

  #select(index: number, what: string, choices: Texts, chosen: string, set: (value: string) => void): HTMLElement {
    const label = document.createElement("label");
    label.className = "govuk-label bl-redact__choice";
    label.textContent = this.#texts[what] ?? "";
    const select = document.createElement("select");
    select.className = "govuk-select";
    select.id = `redact-${what}-${index}`;
    for (const [value, title] of Object.entries(choices)) select.append(new Option(title, value, false, value === chosen));
    select.addEventListener("change", () => {
      set(select.value);
      this.#changed();
    });
    label.append(select);
    return label;
  }

  /** From when to when, with a button each for the moment at which the film stands. */
  #times(line: Line): HTMLElement[] {
    const length = this.#medium?.duration || 0;
    const [from, until] = line.during ?? [0, length];
    const says = document.createElement("span");
    says.textContent = line.during ? `${moment(from)} – ${moment(until)}` : (this.#texts.always ?? "");
    const set = (a: number, b: number): void => {
      if (a >= b) return;
      line.during = [a, b];
      this.#changed();
    };
    return [
      says,
      button(`${this.#texts.from}: ${this.#texts.here}`, () => set(this.#now, until)),
      button(`${this.#texts.until}: ${this.#texts.here}`, () => set(from, this.#now)),
    ];
  }

  /** The moments at which a cover was placed; each leads there. */
  #frames(line: Line): HTMLElement {
    const says = document.createElement("span");
    says.className = "bl-redact__frames";
    says.append(`${this.#texts.frames} `);
    for (const box of line.boxes)
      says.append(
        button(moment(box.at), () => {
          if (this.#medium) this.#medium.currentTime = box.at;
        }),
        button(`${this.#texts.drop} ${moment(box.at)}`, () => {
          line.boxes = line.boxes.filter((other) => other !== box);
          this.#changed();
        }, "×"),
      );
    return says;
  }
}

function between([x1, y1]: [number, number], [x2, y2]: [number, number]): Omit<Box, "at"> {
  return { left: Math.min(x1, x2), top: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

function stretch(ghost: HTMLElement, from: [number, number], to: [number, number]): void {
  const { left, top, width, height } = between(from, to);
  Object.assign(ghost.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
}

function button(label: string, does: () => void, sign?: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "govuk-button govuk-button--secondary bl-redact__button";
  made.textContent = sign ?? label;
  if (sign) made.setAttribute("aria-label", label);
  made.addEventListener("click", does);
  return made;
}

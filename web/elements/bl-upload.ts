import type { HttpResponse, Upload } from "tus-js-client";
import { DeviceHash } from "./device-hash";

/** Files that are on their way at once: enough for a good line, and few enough for a telephone. */
const MOST_AT_ONCE = 3;

/** `waiting` is for the person, `queued` for its turn, `checking` for the sum of the file that this device makes, `busy` for the server, which asked for patience. */
type State = "waiting" | "queued" | "checking" | "sending" | "retrying" | "busy" | "paused" | "broken" | "taken";

/** A chosen file, its line in the list and its way to the server. */
interface Item {
  file: File;
  line: HTMLLIElement;
  state: State;
  /** Begun when the file is sent first; what is made once stands. */
  hash?: DeviceHash;
  upload?: Upload | undefined;
  /** Seconds for which the last answer asked to wait. */
  wait?: number | undefined;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * `<bl-upload src="evidence/uploads">` wraps a working file field of a form: files can be dropped, are sent a few at a time, show how far they are,
 * pause, and go on after a broken line, a server that has too much to do, or another visit (tus 1.0.0). The form's other answers travel with each file. Its
 * texts are its `data-…`; `data-refusals` says by the code of a refusal (JSON) what is shown for it, and without it the server's own sentence is: `drop camera waiting queued checking sending retrying busy paused broken taken pause resume remove none one left progress count`. When all are
 * taken in it goes to `data-back`.
 */
export class UploadFiles extends HTMLElement {
  #items: Item[] = [];
  #list = document.createElement("ul");
  #status = document.createElement("p");
  #leaving?: AbortController;

  connectedCallback(): void {
    this.#leaving = new AbortController();
    const signal = this.#leaving.signal;
    const field = this.#field;
    const form = this.closest("form");
    if (!field || !form) return;
    this.#build(field);
    if (field.files?.length) this.#choose(field); // chosen before this script came
    field.addEventListener("change", () => this.#choose(field), { signal });
    form.addEventListener("submit", (event) => this.#submit(event), { signal });
    this.addEventListener("dragover", (event) => this.#over(event, true), { signal });
    this.addEventListener("dragleave", (event) => this.#over(event, false), { signal });
    this.addEventListener("drop", (event) => this.#drop(event), { signal });
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
    for (const item of this.#items) {
      this.#halt(item);
      item.hash?.stop();
    }
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>("input[type=file]");
  }

  #build(field: HTMLInputElement): void {
    if (this.#list.isConnected) return;
    this.classList.add("bl-upload--live");
    const hint = document.createElement("p");
    hint.className = "govuk-body bl-upload__hint";
    hint.textContent = this.dataset.drop ?? "";
    this.#list.className = "bl-upload__list";
    this.#status.className = "govuk-body bl-upload__status";
    this.#status.setAttribute("role", "status");
    field.before(hint);
    if (matchMedia("(pointer: coarse)").matches) field.after(this.#camera());
    this.append(this.#list, this.#status);
  }

  #camera(): HTMLLabelElement {
    const label = document.createElement("label");
    label.className = "govuk-button govuk-button--secondary bl-upload__camera";
    label.textContent = this.dataset.camera ?? "";
    const input = document.createElement("input");
    input.type = "file";
    input.accept = "image/*,video/*";
    input.setAttribute("capture", "environment");
    input.className = "govuk-visually-hidden";
    input.addEventListener("change", () => this.#choose(input));
    label.append(input);
    return label;
  }

  #over(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.classList.toggle("bl-upload--over", over);
  }

  #drop(event: DragEvent): void {
    this.#over(event, false);
    this.#add(event.dataTransfer?.files ?? []);
  }

  /** The field is emptied: from now on the files are in the list, and a plain sending of the form has none. */
  #choose(field: HTMLInputElement): void {
    this.#add(field.files ?? []);
    field.value = "";
  }

  #add(files: Iterable<File>): void {
    for (const file of files) {
      const item: Item = { file, line: document.createElement("li"), state: "waiting" };
      item.line.className = "bl-upload__file";
      item.line.append(this.#part("name", file.name), this.#bar(file), this.#part("state", ""), this.#button("pause"), this.#button("remove"));
      item.line.querySelector(".bl-upload__pause")?.addEventListener("click", () => this.#pauseOrResume(item));
      item.line.querySelector(".bl-upload__remove")?.addEventListener("click", () => this.#remove(item));
      this.#items.push(item);
      this.#list.append(item.line);
      this.#say(item, "waiting");
    }
    if (this.#items.length > 0) this.#status.textContent = "";
  }

  #part(name: string, text: string): HTMLSpanElement {
    const span = document.createElement("span");
    span.className = `bl-upload__${name}`;
    span.textContent = text;
    return span;
  }

  #bar(file: File): HTMLProgressElement {
    const bar = document.createElement("progress");
    bar.className = "bl-upload__bar";
    bar.max = Math.max(file.size, 1);
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    return bar;
  }

  #button(name: "pause" | "remove"): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `govuk-link bl-upload__button bl-upload__${name}`;
    button.textContent = this.dataset[name] ?? name;
    return button;
  }

  #say(item: Item, state: State, words?: string): void {
    item.state = state;
    const text = words ?? this.dataset[state] ?? state;
    const shown = item.line.querySelector(".bl-upload__state");
    if (shown) shown.textContent = text;
    item.line.dataset.state = state;
    const pause = item.line.querySelector<HTMLButtonElement>(".bl-upload__pause");
    if (pause) {
      pause.hidden = state === "taken" || state === "waiting" || state === "queued";
      pause.textContent = (runs(item) ? this.dataset.pause : this.dataset.resume) ?? "";
      pause.setAttribute("aria-label", `${pause.textContent}: ${item.file.name}`);
    }
    const remove = item.line.querySelector<HTMLButtonElement>(".bl-upload__remove");
    if (remove) {
      remove.hidden = state === "taken";
      remove.setAttribute("aria-label", `${remove.textContent}: ${item.file.name}`);
    }
    if (state === "queued" || state === "checking" || state === "sending" || state === "taken") this.#tell(this.#standing());
    else if (state !== "waiting") this.#tell(state === "busy" ? text : `${item.file.name}: ${text}`);
  }

  /** Read out by screen readers, so the same is not said twice. */
  #tell(text: string): void {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  /** How many have arrived; or, while the server asks for patience, that they go on by themselves. */
  #standing(): string {
    if (this.#items.some(({ state }) => state === "busy")) return this.dataset.busy ?? "";
    const done = this.#items.filter((item) => item.state === "taken").length;
    return (this.dataset.count ?? "{done} / {all}").replace("{done}", `${done}`).replace("{all}", `${this.#items.length}`);
  }

  #halt(item: Item): void {
    clearTimeout(item.timer);
    void item.upload?.abort();
  }

  #remove(item: Item): void {
    clearTimeout(item.timer);
    item.hash?.stop();
    if (item.upload) void item.upload.abort(true).catch(() => undefined); // what is left over runs out by itself
    this.#items = this.#items.filter((other) => other !== item);
    item.line.remove();
    this.#field?.focus();
    this.#next();
  }

  #pauseOrResume(item: Item): void {
    if (runs(item)) {
      this.#halt(item);
      this.#say(item, "paused");
    } else {
      this.#say(item, "queued");
    }
    this.#next();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    event.stopPropagation();
    if (this.#items.length === 0) {
      this.#status.textContent = this.dataset.none ?? "";
      this.#field?.focus();
      return;
    }
    if (this.#items.length > 1 && this.closest("form")?.querySelector<HTMLInputElement>("[name=sha256]")?.value.trim()) {
      this.#status.textContent = this.dataset.one ?? "";
      return;
    }
    for (const item of this.#items) {
      if (item.state === "taken" || runs(item)) continue;
      item.upload = undefined; // the form may have other answers by now
      this.#say(item, "queued");
    }
    this.#next();
  }

  /** Sends those whose turn it is. */
  #next(): void {
    const free = MOST_AT_ONCE - this.#items.filter(runs).length;
    for (const item of this.#items.filter(({ state }) => state === "queued").slice(0, Math.max(free, 0))) {
      this.#say(item, item.upload ? "sending" : "checking");
      if (item.upload) item.upload.start();
      else void this.#send(item).catch((error: unknown) => this.#broken(item, error)); // a file that cannot be read, say
    }
  }

  async #send(item: Item): Promise<void> {
    const form = this.closest("form");
    if (!form) return;
    item.hash ??= new DeviceHash(item.file, () => this.#checked(item));
    const [tus, sha256] = await Promise.all([import("tus-js-client"), item.hash.value]);
    if (!this.#items.includes(item) || item.state !== "checking" || item.upload) return; // paused or removed meanwhile
    this.#say(item, "sending");
    const upload = new tus.Upload(item.file, {
      endpoint: new URL(this.getAttribute("src") ?? "", document.baseURI).href,
      retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000, 30_000],
      metadata: answersOf(form, item.file, sha256),
      headers: headersOf(form),
      removeFingerprintOnSuccess: true,
      // The answers of the form are part of what is sent: with other answers it is another upload.
      fingerprint: async (file) => `bl-${file.name}-${file.size}-${file.lastModified}-${await hashOfText(JSON.stringify(answersOf(form, item.file, sha256)))}`,
      onProgress: (done, all) => this.#progress(item, done, all),
      onBeforeRequest: () => {
        item.wait = undefined;
      },
      onAfterResponse: (request, response) => {
        item.wait = waitOf(response);
        // The client would take this answer for that of an upload that is gone, and begin the file anew.
        if (item.wait !== undefined && request.getMethod() === "HEAD") throw new Error("The server asks for patience.");
      },
      onShouldRetry: (error) => {
        if (item.wait !== undefined) return false;
        const status = error.originalResponse?.getStatus() ?? 0;
        const again = status === 0 || status === 409 || status === 423 || status >= 500;
        if (again) this.#say(item, "retrying");
        return again && status !== 507;
      },
      onError: (error) => (item.wait === undefined ? this.#broken(item, error) : this.#wait(item, item.wait)),
      onSuccess: () => this.#taken(item),
    });
    item.upload = upload;
    for (const before of await upload.findPreviousUploads()) upload.resumeFromPreviousUpload(before);
    if (this.#items.includes(item) && runs(item)) upload.start();
  }

  /** Goes on by itself, as often as it has to. The file keeps its turn. */
  #wait(item: Item, seconds: number): void {
    if (!runs(item)) return;
    this.#say(item, "busy");
    const spread = Math.random(); // not all at the same moment
    item.timer = setTimeout(() => {
      this.#say(item, "sending");
      item.upload?.start();
    }, (seconds + spread) * 1000);
  }

  #broken(item: Item, error: unknown): void {
    this.#say(item, "broken", this.#refusal(error) ?? this.dataset.broken);
    this.#next();
  }

  /** What a refusal is called here. To go on with an upload that is not there is to begin it again; one that cannot begin stands before a closed door. */
  #refusal(error: unknown): string | undefined {
    const problem = problemOf(error);
    if (!this.dataset.refusals) return problem?.detail;
    const code = problem?.type?.split("/").pop() ?? "";
    return code === "no-such-upload" && !isBeginning(error) ? undefined : (JSON.parse(this.dataset.refusals) as Record<string, string>)[code];
  }

  #checked(item: Item): void {
    const shown = item.line.querySelector(".bl-upload__state");
    if (shown && item.state === "checking") shown.textContent = `${this.dataset.checking ?? ""} ${this.#far(item.hash?.done ?? 0, item.file.size)}`;
  }

  #far(done: number, all: number): string {
    return (this.dataset.progress ?? "{done} / {all}").replace("{done}", sizeOf(done)).replace("{all}", sizeOf(all));
  }

  #progress(item: Item, done: number, all: number | null): void {
    if (item.state === "retrying") this.#say(item, "sending");
    const bar = item.line.querySelector("progress");
    if (bar) bar.value = done;
    const shown = item.line.querySelector(".bl-upload__state");
    if (shown && item.state === "sending") shown.textContent = `${this.dataset.sending ?? ""} ${this.#far(done, all ?? item.file.size)}`;
  }

  #taken(item: Item): void {
    const bar = item.line.querySelector("progress");
    if (bar) bar.value = bar.max;
    this.#say(item, "taken");
    this.dispatchEvent(new CustomEvent("bl-upload-taken", { bubbles: true, detail: { name: item.file.name } }));
    this.#next();
    if (this.#items.every((other) => other.state === "taken")) location.assign(new URL(this.dataset.back ?? "", document.baseURI));
    else if (this.#items.every((other) => other.state === "taken" || other.state === "broken")) this.#tell(this.dataset.left ?? "");
  }
}

/** Whether a file is on its way, also if it stands still for a moment. */
function runs(item: Item): boolean {
  return item.state === "checking" || item.state === "sending" || item.state === "retrying" || item.state === "busy";
}

/** Seconds for which a server that has too much to do, or is away for a moment, asks to wait. */
function waitOf(response: HttpResponse): number | undefined {
  const status = response.getStatus();
  if (status !== 429 && status !== 503) return undefined;
  const asked = Number(response.getHeader("Retry-After"));
  return Math.min(Math.max(asked || 5, 1), 60);
}

/** The form's answers, but neither its files nor what protects the form. */
function answersOf(form: HTMLFormElement, file: File, sha256: string | undefined): Record<string, string> {
  const answers: Record<string, string> = { filename: file.name, filetype: file.type };
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value && !name.startsWith("_")) answers[name] = value;
  if (sha256) answers.sha256 ??= sha256; // what the sender knows of it goes before what this device makes of it
  return answers;
}

function headersOf(form: HTMLFormElement): Record<string, string> {
  const token = form.querySelector<HTMLInputElement>("[name=__RequestVerificationToken]")?.value;
  return token ? { RequestVerificationToken: token, Accept: "application/problem+json" } : { Accept: "application/problem+json" };
}

async function hashOfText(text: string): Promise<string> {
  return globalThis.crypto?.subtle ? hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))) : text;
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A refusal of the server: its type ends with its code, and its detail is its own sentence. */
interface Problem {
  type?: string;
  detail?: string;
}

function problemOf(error: unknown): Problem | undefined {
  const body = (error as { originalResponse?: { getBody(): string } | null } | undefined)?.originalResponse?.getBody();
  if (!body) return undefined;
  try {
    return JSON.parse(body) as Problem;
  } catch {
    return undefined;
  }
}

function isBeginning(error: unknown): boolean {
  return (error as { originalRequest?: { getMethod(): string } | null } | undefined)?.originalRequest?.getMethod() === "POST";
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

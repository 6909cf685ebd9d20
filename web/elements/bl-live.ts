import { FrameElement, renderStreamMessage, StreamActions } from "@hotwired/turbo";

/**
 * `<bl-live src="/live?since=812-0&topic=inbox">` listens to the server and applies the Turbo Streams that come; lists change under the reader's
 * eyes. It says up to where the page knows, and is told what changed while the page was on its way or its line was broken.
 * Inside it a `<span class="bl-live__state" role="status">` says how the line is, in the words of its `data-open` and `data-lost`.
 * Without script the page is as fresh as its last load.
 */
export class Live extends HTMLElement {
  #source?: EventSource;
  #known?: string;
  #retry?: ReturnType<typeof setTimeout>;

  connectedCallback(): void {
    this.#open();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
  }

  #open(): void {
    const source = new EventSource(this.#address());
    source.onopen = () => this.#say("open");
    source.onmessage = (message: MessageEvent<string>) => {
      this.#known = message.lastEventId;
      renderStreamMessage(message.data);
    };
    source.addEventListener("still", (message) => (this.#known = message.lastEventId));
    source.onerror = () => {
      this.#say("lost");
      // The browser tries again by itself after a broken line, when the server told it to, but not after a refusal (signed out, server starting).
      // Pages do not all come back at once then either.
      if (source.readyState === EventSource.CLOSED) this.#retry = setTimeout(() => this.#open(), 3000 + Math.random() * 5000);
    };
    this.#source = source;
  }

  /** A line that the browser opens again by itself says by itself what came last; one that we open anew does not. */
  #address(): string {
    const address = new URL(this.getAttribute("src") ?? "live", document.baseURI);
    if (this.#known) address.searchParams.set("since", this.#known);
    return address.href;
  }

  #say(how: "open" | "lost"): void {
    const state = this.querySelector<HTMLElement>(".bl-live__state");
    if (!state) return;
    state.classList.toggle("bl-live__state--open", how === "open");
    const words = state.dataset[how];
    if (words && state.textContent !== words) state.textContent = words;
  }
}

const waiting = new Set<string>();

/**
 * `<turbo-stream action="reload" target="inbox">`: fetches the frame `inbox` again, at most four times a second however many messages come.
 * The server need not know what each reader may see: the frame's own request answers that. With `refresh="morph"` only what differs is
 * touched. Links in the frame want `target="_top"`.
 */
StreamActions.reload = function () {
  const id = this.target;
  if (!id || waiting.has(id)) return;
  waiting.add(id);
  setTimeout(() => void reload(id), 250);
};

async function reload(id: string): Promise<void> {
  // One load at a time: Turbo would break off the one under way, and lose its answer. Until it ends, what comes waits for this one.
  await loaded(document.getElementById(id));
  waiting.delete(id);
  const frame = document.getElementById(id);
  if (!(frame instanceof FrameElement)) return;
  if (!frame.src) adopt(frame);
  void frame.reload();
}

/** Waits for a load under way, however it ends, and ten seconds at most: Turbo tells of no end when an answer breaks off. */
function loaded(frame: Element | null): Promise<void> {
  return new Promise((resolve) => {
    if (!(frame instanceof FrameElement)) return resolve();
    frame.loaded.then(() => resolve(), () => resolve());
    setTimeout(resolve, 10_000);
  });
}

/** Whoever leaves a page while one of its frames loads breaks that load off. Turbo then leaves a rejection to nobody; nothing went wrong. */
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof DOMException && event.reason.name === "AbortError") event.preventDefault();
});

/** Gives a frame that came with its page the page's address, without loading it: a reload can then morph, and keeps focus and scroll. */
function adopt(frame: FrameElement): void {
  frame.disabled = true;
  frame.src = frame.dataset.src ?? location.href;
  frame.setAttribute("complete", "");
  frame.disabled = false;
}

/**
 * How far below the screen the end of the list may be before the next page is fetched: so far that whoever leafs through quickly, at five screens a second,
 * does not see the end before the next page is there, and is pushed away from it.
 */
const AHEAD = "8000px 0px";

/**
 * `<bl-gallery>` round the first page of a list (`.bl-gallery__page`) and its link to the next one (`a[rel=next]`): fetches the next page as its end comes
 * near, and puts it below. The link stays for whoever follows it, and where a page does not come. Texts: `data-more data-failed`. After "back" the link that
 * was followed has the focus again, and is seen.
 */
export class Gallery extends HTMLElement {
  #near?: IntersectionObserver;
  #sizes?: ResizeObserver;
  #leaving?: AbortController;

  connectedCallback(): void {
    this.#leaving = new AbortController();
    const signal = this.#leaving.signal;
    this.#sizes = new ResizeObserver((entries) => entries.forEach(keepHeight));
    this.querySelectorAll(".bl-gallery__page").forEach((page) => this.#sizes?.observe(page));
    this.#near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && void this.#goOn(), { rootMargin: AHEAD });
    this.#watchEnd();
    document.addEventListener("turbo:before-cache", this.#remember, { signal });
    if (this.dataset.at) document.addEventListener("turbo:load", this.#return, { signal, once: true });
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
    this.#near?.disconnect();
    this.#sizes?.disconnect();
  }

  get #next(): HTMLAnchorElement | null {
    return this.querySelector<HTMLAnchorElement>(":scope > nav a[rel=next]");
  }

  /** The observer tells of changes only; a link that is still near after a page came is looked at anew. */
  #watchEnd(): void {
    this.#near?.disconnect();
    if (this.#next) this.#near?.observe(this.#next);
  }

  async #goOn(): Promise<void> {
    const next = this.#next;
    if (!next) return;
    this.#near?.disconnect();
    this.#say(this.dataset.more);
    try {
      const answer = await fetch(next.href, { headers: { accept: "text/html" }, signal: this.#leaving?.signal ?? null });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      this.#put(new DOMParser().parseFromString(await answer.text(), "text/html"), next);
      this.#say("");
      this.#watchEnd();
    } catch {
      if (this.isConnected) this.#say(this.dataset.failed);
    }
  }

  #put(from: Document, link: HTMLAnchorElement): void {
    const page = from.querySelector(`${this.localName} > .bl-gallery__page`);
    if (!page) throw new Error("no page");
    page.querySelector("[data-continued]")?.remove();
    const nav = link.closest("nav");
    nav?.before(page);
    this.#sizes?.observe(page);
    const next = from.querySelector<HTMLAnchorElement>(`${this.localName} > nav a[rel=next]`);
    if (next) link.setAttribute("href", next.getAttribute("href") ?? "");
    else if (nav?.querySelector("a[rel=prev]")) link.parentElement?.remove();
    else nav?.remove();
  }

  #say(words: string | undefined): void {
    let status = this.querySelector<HTMLElement>(":scope > .bl-gallery__status");
    if (!status) {
      status = document.createElement("p");
      status.className = "govuk-body bl-gallery__status";
      status.setAttribute("role", "status");
      this.append(status);
    }
    status.textContent = words ?? "";
  }

  #remember = (): void => {
    const at = document.activeElement;
    if (at instanceof HTMLAnchorElement && this.contains(at)) this.dataset.at = at.getAttribute("href") ?? "";
    else delete this.dataset.at;
  };

  #return = (): void => {
    const at = [...this.querySelectorAll<HTMLAnchorElement>("a")].find((link) => link.getAttribute("href") === this.dataset.at);
    if (!at) return;
    at.focus({ preventScroll: true });
    const { top, bottom } = at.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) at.scrollIntoView({ block: "center" });
  };
}

/** A page is laid out once, as it comes; from then on its true height stands for it while it is far away, also in a copy of the list. So nothing moves later. */
function keepHeight(entry: ResizeObserverEntry): void {
  const page = entry.target as HTMLElement;
  if (!page.checkVisibility({ contentVisibilityAuto: true })) return;
  page.style.containIntrinsicBlockSize = `auto ${entry.contentRect.height}px`;
  page.style.contentVisibility = "auto";
}

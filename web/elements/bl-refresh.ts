/**
 * `<bl-refresh every="20">` fetches its own page again every so many seconds, while the page is seen, and shows what is new in its own place.
 * What the reader types elsewhere on the page is not touched. Without script the page is as fresh as its last load.
 */
export class Refresh extends HTMLElement {
  #timer?: ReturnType<typeof setInterval>;

  connectedCallback(): void {
    const seconds = Math.max(5, Number(this.getAttribute("every")) || 20);
    this.#timer = setInterval(() => void this.#refresh(), seconds * 1000);
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  async #refresh(): Promise<void> {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector(this.localName);
      if (fresh && fresh.textContent !== this.textContent) this.replaceChildren(...fresh.childNodes);
    } catch {
      // No network: the next time will do.
    }
  }
}

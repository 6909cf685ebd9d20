import { moment } from "./bl-clip";
import { button } from "./bl-player";

/** Seconds for which a new caption is shown, until somebody says otherwise. */
const USUAL = 3;

/**
 * `<bl-captions data-from="…" data-until="…">` wraps a recording and the text field of its captions, and adds two buttons: one begins a caption at the moment
 * that is shown, the other ends the last one there.
 */
export class Captions extends HTMLElement {
  #bar = document.createElement("div");

  connectedCallback(): void {
    const [medium, text] = [this.querySelector<HTMLMediaElement>("video, audio"), this.querySelector("textarea")];
    const { from, until } = this.dataset;
    if (!medium || !text || !from || !until) return;
    this.#bar.className = "bl-player__bar";
    this.#bar.replaceChildren(
      button(from, () => {
        const begun = text.value.trimEnd();
        text.value = `${begun}${begun ? "\n\n" : ""}${moment(medium.currentTime)} --> ${moment(medium.currentTime + USUAL)}\n`;
        text.focus();
        text.setSelectionRange(text.value.length, text.value.length);
        text.scrollTop = text.scrollHeight;
      }),
      button(until, () => {
        const at = text.value.lastIndexOf("-->");
        if (at >= 0) text.value = text.value.slice(0, at) + text.value.slice(at).replace(/^-->[^\n]*/u, `--> ${moment(medium.currentTime)}`);
      }),
    );
    medium.after(this.#bar);
  }

  disconnectedCallback(): void {
    this.#bar.remove();
  }
}

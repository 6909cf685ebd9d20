/**
 * `<bl-clip data-from="…" data-until="…">` wraps a `<video>` or `<audio>` and two fields of a form, the first and the last moment of a clip, and adds a button
 * to each that takes the moment at which the recording stands.
 */
export class Clip extends HTMLElement {
  connectedCallback(): void {
    const fields = this.querySelectorAll<HTMLInputElement>("input[type=text]");
    if (this.querySelector(".bl-clip__now")) return;
    for (const [index, label] of [this.dataset.from, this.dataset.until].entries()) {
      const field = fields[index];
      if (field && label) nowButton(label, field, () => this.querySelector<HTMLMediaElement>("video, audio"));
    }
  }
}

/** Adds a button after a field that takes the moment at which a recording stands. */
export function nowButton(label: string, field: HTMLInputElement, medium: () => HTMLMediaElement | null): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary bl-clip__now";
  button.textContent = label;
  button.addEventListener("click", () => (field.value = moment(medium()?.currentTime ?? 0)));
  field.after(button);
  return button;
}

/** Minutes and seconds, to the hundredth: `1:30.5`. */
export function moment(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const [hours, minutes, rest] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60, (hundredths % 6000) / 100];
  const written = `${rest < 10 ? "0" : ""}${rest}`;
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${written}` : `${minutes}:${written}`;
}

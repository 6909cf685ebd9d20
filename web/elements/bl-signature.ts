const WIDTH = 1000;
const HEIGHT = 300;

/** Points at most: the server takes no more than a long signature needs. */
const MOST = 4000;

type Line = [number, number][];

/**
 * `<bl-signature>` round a hidden field: a field to sign in with a finger, a pen or a mouse. What is drawn stands in the hidden field as lines of points,
 * `x,y x,y;x,y …`, in a field of 1000 by 300. Texts: `data-label data-hint data-clear data-empty data-drawn`. Without script the page offers a box to tick.
 */
export class Signature extends HTMLElement {
  #leaving?: AbortController;
  #lines: Line[] = [];
  #drawing = false;
  #canvas = document.createElement("canvas");
  #said = document.createElement("p");

  connectedCallback(): void {
    this.#leaving = new AbortController();
    const signal = this.#leaving.signal;
    this.querySelector(".bl-signature__pad")?.remove();
    this.#lines = this.#read();
    this.#build(signal);
    this.#canvas.addEventListener("pointerdown", this.#begin, { signal });
    this.#canvas.addEventListener("pointermove", this.#go, { signal });
    for (const end of ["pointerup", "pointercancel"]) this.#canvas.addEventListener(end, this.#end, { signal });
    this.#draw();
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector("input[type=hidden]");
  }

  #build(signal: AbortSignal): void {
    const pad = document.createElement("div");
    pad.className = "bl-signature__pad";
    const label = document.createElement("p");
    label.className = "govuk-label";
    label.textContent = this.dataset.label ?? "";
    const hint = document.createElement("p");
    hint.className = "govuk-hint";
    hint.textContent = this.dataset.hint ?? "";
    this.#canvas.width = WIDTH;
    this.#canvas.height = HEIGHT;
    this.#canvas.className = "bl-signature__field";
    this.#canvas.setAttribute("role", "img");
    this.#canvas.setAttribute("aria-label", this.dataset.label ?? "");
    this.#said.className = "govuk-body-s bl-muted";
    this.#said.setAttribute("role", "status");
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "govuk-button govuk-button--secondary";
    clear.textContent = this.dataset.clear ?? "";
    clear.addEventListener(
      "click",
      () => {
        this.#lines = [];
        this.#keep();
      },
      { signal },
    );
    pad.append(label, hint, this.#canvas, this.#said, clear);
    this.append(pad);
  }

  #begin = (event: PointerEvent): void => {
    if (!event.isPrimary || this.#count() >= MOST) return;
    event.preventDefault();
    this.#canvas.setPointerCapture(event.pointerId);
    this.#drawing = true;
    this.#lines.push([this.#point(event)]);
  };

  #go = (event: PointerEvent): void => {
    if (!this.#drawing || this.#count() >= MOST) return;
    this.#lines.at(-1)?.push(this.#point(event));
    this.#draw();
  };

  #end = (): void => {
    if (!this.#drawing) return;
    this.#drawing = false;
    this.#keep();
  };

  #point(event: PointerEvent): [number, number] {
    const box = this.#canvas.getBoundingClientRect();
    const within = (at: number, most: number): number => Math.min(most, Math.max(0, Math.round(at)));
    return [within(((event.clientX - box.left) / box.width) * WIDTH, WIDTH), within(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT)];
  }

  #count(): number {
    return this.#lines.reduce((all, line) => all + line.length, 0);
  }

  #keep(): void {
    if (this.#field) this.#field.value = this.#lines.map((line) => line.map(([x, y]) => `${x},${y}`).join(" ")).join(";");
    this.#draw();
  }

  /** What was drawn before the form came back. */
  #read(): Line[] {
    const lines = (this.#field?.value ?? "").split(";").map((line) =>
      line
        .split(" ")
        .map((point) => point.split(",").map(Number))
        .filter((point): point is [number, number] => point.length === 2 && point.every(Number.isFinite)),
    );
    return lines.filter((line) => line.length > 0);
  }

  #draw(): void {
    const pen = this.#canvas.getContext("2d");
    if (!pen) return;
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.strokeStyle = "#000";
    pen.lineWidth = 5;
    pen.lineCap = pen.lineJoin = "round";
    for (const line of this.#lines) {
      pen.beginPath();
      line.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
      pen.stroke();
    }
    this.#said.textContent = (this.#lines.length > 0 ? this.dataset.drawn : this.dataset.empty) ?? "";
  }
}

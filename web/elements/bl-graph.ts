import { type Knot, settle } from "./graph-layout";

const svg = "http://www.w3.org/2000/svg";

/** About the width of a letter of a name, in pixels. */
const letter = 7.5;

/**
 * `<bl-graph centre="Maria Jones">` draws the links that its list tells. Each `<li>` is one link: two `<a data-node="id">` (or one, for a link
 * with the centre) and a `[data-role]` with the words of the link. The list stays: it is what a screen reader reads and what prints.
 */
export class Graph extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("svg")?.remove();
    // As many units as pixels, so that names are as large as other text.
    const width = Math.min(Math.max(this.clientWidth, 300), 900);
    const height = Math.round(width * 0.62);
    const { knots, lines } = this.#read(width / 2, height / 2);
    if (lines.length === 0) return;
    settle(knots, lines, width, height);
    this.prepend(draw(knots, lines, width, height));
  }

  #read(x: number, y: number): { knots: GraphNode[]; lines: Line[] } {
    const centre: GraphNode = { id: "", name: this.getAttribute("centre") ?? "", href: null, x, y, fixed: true };
    const knots = new Map([["", centre]]);
    const lines: Line[] = [];
    for (const item of this.querySelectorAll("li")) {
      const ends = [...item.querySelectorAll<HTMLAnchorElement>("a[data-node]")].slice(0, 2).map((link) => found(knots, link));
      const [to, from = centre] = ends;
      if (to) lines.push({ from, to, role: item.querySelector("[data-role]")?.textContent ?? "" });
    }
    return { knots: [...knots.values()], lines };
  }
}

interface GraphNode extends Knot {
  readonly id: string;
  readonly name: string;
  readonly href: string | null;
}

interface Line {
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly role: string;
}

function found(knots: Map<string, GraphNode>, link: HTMLAnchorElement): GraphNode {
  const id = link.dataset.node ?? link.href;
  const knot = knots.get(id) ?? { id, name: link.textContent?.trim() ?? "", href: link.href, x: 0, y: 0, fixed: false };
  knots.set(id, knot);
  return knot;
}

function draw(knots: GraphNode[], lines: Line[], width: number, height: number): SVGElement {
  const drawing = make("svg", { class: "bl-graph__drawing", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", focusable: "false" });
  for (const { from, to, role } of lines) {
    drawing.append(make("line", { class: "bl-graph__line", x1: from.x, y1: from.y, x2: to.x, y2: to.y }));
    drawing.append(words("bl-graph__role", (from.x + to.x) / 2, (from.y + to.y) / 2 - 3, role));
  }
  for (const knot of knots) drawing.append(node(knot, width));
  return drawing;
}

function node({ name, href, x, y, fixed }: GraphNode, width: number): SVGElement {
  const group = href ? make("a", { href, tabindex: "-1" }) : make("g", {});
  group.addEventListener("click", (click) => click.stopPropagation()); // Turbo cannot read the address of a link inside a drawing
  group.append(make("rect", { class: "bl-graph__ground", x: x - 12, y: y - 12, width: 24, height: 44 })); // between ring and name is the link too
  group.append(make("circle", { class: `bl-graph__node${fixed ? " bl-graph__node--centre" : ""}`, cx: x, cy: y, r: fixed ? 12 : 9 }));
  group.append(words("bl-graph__name", x, y + (fixed ? 28 : 24), shortened(name, Math.min(28, (2 * Math.min(x, width - x)) / letter))));
  return group;
}

/** A name that stands near an edge has less room. */
function shortened(name: string, most: number): string {
  return name.length > most ? `${name.slice(0, Math.max(6, Math.floor(most) - 1))}…` : name;
}

function words(name: string, x: number, y: number, text: string): SVGElement {
  const element = make("text", { class: name, x, y });
  element.textContent = text;
  return element;
}

function make(tag: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(svg, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, typeof value === "number" ? value.toFixed(1) : value);
  return element;
}

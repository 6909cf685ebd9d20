/** A place in a picture, in hundredths of its width and height, from a moment of the recording on (seconds). */
export interface Box {
  at: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A cover that moves through its boxes, or a stretch without sound. `during` is undefined where it is all the time. */
export interface Line {
  what: "fill" | "blur" | "mute";
  reason: string;
  during: [number, number] | undefined;
  boxes: Box[];
}

/** Reads the lines of the form's text; what cannot be read is left out, and told by the server when it is sent. */
export function read(text: string): Line[] {
  return text.split("\n").flatMap((line) => {
    const [what, reason, when, ...boxes] = line.trim().split(/\s+/);
    if ((what !== "fill" && what !== "blur" && what !== "mute") || !reason || !when) return [];
    const during = when === "all" ? undefined : pair(when);
    return [{ what, reason, during, boxes: boxes.map((box) => readBox(box, during?.[0] ?? 0)) }];
  });
}

/** The text that the server reads. */
export function write(lines: Line[]): string {
  return lines
    .map(({ what, reason, during, boxes }) =>
      [what, reason, during ? `${said(during[0])}-${said(during[1])}` : "all", ...boxes.map(writeBox)].join(" "),
    )
    .join("\n");
}

/** Where a cover stands at a moment: even movement between its boxes. */
export function standing(boxes: Box[], at: number): Box | undefined {
  const next = boxes.findIndex((box) => box.at > at);
  const after = boxes[next];
  const before = boxes[next < 0 ? boxes.length - 1 : next - 1] ?? after;
  if (!before || !after || before === after) return before;
  const part = (at - before.at) / (after.at - before.at);
  const between = (a: number, b: number): number => a + (b - a) * part;
  return {
    at,
    left: between(before.left, after.left),
    top: between(before.top, after.top),
    width: between(before.width, after.width),
    height: between(before.height, after.height),
  };
}

/** The boxes with one that stands at this moment: it takes the place of one that is there already. */
export function placed(boxes: Box[], box: Box): Box[] {
  return [...boxes.filter((other) => Math.abs(other.at - box.at) > 0.02), box].sort((a, b) => a.at - b.at);
}

/** A box within the picture. */
export function within(box: Box): Box {
  const width = Math.min(100, Math.max(1, box.width));
  const height = Math.min(100, Math.max(1, box.height));
  return { at: box.at, width, height, left: Math.min(100 - width, Math.max(0, box.left)), top: Math.min(100 - height, Math.max(0, box.top)) };
}

function readBox(text: string, from: number): Box {
  const [at, sides] = text.includes(":") ? text.split(":") : [String(from), text];
  const [left = 0, top = 0, width = 0, height = 0] = (sides ?? "").split(",").map(Number);
  return { at: Number(at), left, top, width, height };
}

function writeBox(box: Box): string {
  return `${said(box.at)}:${[box.left, box.top, box.width, box.height].map(said).join(",")}`;
}

function pair(text: string): [number, number] | undefined {
  const [from, until] = text.split("-").map(Number);
  return from === undefined || until === undefined || Number.isNaN(from + until) ? undefined : [from, until];
}

function said(number: number): string {
  return String(Math.round(number * 100) / 100);
}

/** A point of the drawing that pushes every other away. */
export interface Knot {
  x: number;
  y: number;
  /** Stays where it is: the centre. */
  readonly fixed: boolean;
}

/**
 * Moves the knots until linked ones are near and all others apart (Fruchterman and Reingold 1991, cooled over 240 steps). The same links
 * always give the same drawing. For the few dozen knots of a record's surroundings.
 */
export function settle(knots: Knot[], links: readonly { from: Knot; to: Knot }[], width: number, height: number): void {
  placeOnCircle(knots, width, height);
  const ideal = 0.8 * Math.sqrt((width * height) / knots.length);
  const steps = 240;
  for (let step = 0; step < steps; step++) {
    const pull = new Map(knots.map((knot) => [knot, { x: 0, y: 0 }]));
    for (const [i, a] of knots.entries()) for (const b of knots.slice(i + 1)) push(pull, a, b, (d) => -(ideal * ideal) / d);
    for (const { from, to } of links) push(pull, from, to, (d) => (d * d) / ideal);
    const heat = (width / 8) * (1 - step / steps);
    for (const knot of knots) move(knot, pull.get(knot)!, heat, width, height); // every knot was put into `pull` above
  }
}

function placeOnCircle(knots: Knot[], width: number, height: number): void {
  const moving = knots.filter((knot) => !knot.fixed);
  for (const [i, knot] of moving.entries()) {
    const angle = (2 * Math.PI * i) / moving.length;
    knot.x = width / 2 + (width / 3) * Math.cos(angle);
    knot.y = height / 2 + (height / 3) * Math.sin(angle);
  }
}

/** Draws two knots together by the force at their distance, or apart when it is negative. */
function push(pull: Map<Knot, { x: number; y: number }>, a: Knot, b: Knot, force: (distance: number) => number): void {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const distance = Math.max(Math.hypot(dx, dy), 1);
  const strength = force(distance) / distance;
  add(pull.get(a), dx * strength, dy * strength);
  add(pull.get(b), -dx * strength, -dy * strength);
}

function add(to: { x: number; y: number } | undefined, x: number, y: number): void {
  if (!to) return;
  to.x += x;
  to.y += y;
}

function move(knot: Knot, pull: { x: number; y: number }, heat: number, width: number, height: number): void {
  if (knot.fixed) return;
  const length = Math.max(Math.hypot(pull.x, pull.y), 0.01);
  const step = Math.min(length, heat) / length;
  knot.x = Math.min(Math.max(knot.x + pull.x * step, 70), width - 70);
  knot.y = Math.min(Math.max(knot.y + pull.y * step, 24), height - 34);
}

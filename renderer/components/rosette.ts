/**
 * The rosette as a picture. Its 34 lines of 900 points each cost 10 ms and more to stroke, as long as all the rest of a
 * screen; where it stands on the next screen as well it is copied.
 */

export interface RosetteLook {
  /** Pixels. */
  readonly side: number;
  /** Of CSS. */
  readonly color: string;
  /** Pixels. */
  readonly lineWidth: number;
  /** Nothing in its middle, all of it from 44 % of the way to its corner. */
  readonly isHollow: boolean;
}

interface Ring {
  readonly radius: number;
  readonly swing: number;
  readonly lobes: number;
  /** Turned copies of the same line; they cross into a braid. */
  readonly lines: number;
}

const RINGS: readonly Ring[] = [
  { radius: 88, swing: 56, lobes: 7, lines: 14 },
  { radius: 196, swing: 34, lobes: 18, lines: 6 },
  { radius: 262, swing: 30, lobes: 24, lines: 6 },
  { radius: 345, swing: 46, lobes: 30, lines: 8 },
];

/** What the rings are measured in. */
const WHOLE = 800;
const STEPS = 900;

let last: { readonly key: string; readonly picture: OffscreenCanvas } | undefined;

/** The same picture for the same look as last time; only one is kept. */
export function drawnRosette(look: RosetteLook): OffscreenCanvas {
  const key = JSON.stringify(look);
  if (last?.key !== key) last = { key, picture: draw(look) };
  return last.picture;
}

function draw({ side, color, lineWidth, isHollow }: RosetteLook): OffscreenCanvas {
  const picture = new OffscreenCanvas(side, side);
  const context = picture.getContext("2d");
  if (!context) return picture;
  context.strokeStyle = color;
  context.lineWidth = lineWidth;
  for (const ring of RINGS) {
    for (let line = 0; line < ring.lines; line += 1) strokeLine(context, ring, line);
  }
  if (isHollow) hollowOut(context, side);
  return picture;
}

function strokeLine(context: OffscreenCanvasRenderingContext2D, ring: Ring, line: number): void {
  const { radius, swing, lobes, lines } = ring;
  const scale = context.canvas.width / WHOLE;
  const phase = (2 * Math.PI * line) / lines;
  context.beginPath();
  for (let step = 0; step < STEPS; step += 1) {
    const angle = (2 * Math.PI * step) / STEPS;
    const r = radius + swing * Math.cos(lobes * angle + phase);
    context.lineTo((WHOLE / 2 + r * Math.cos(angle)) * scale, (WHOLE / 2 + r * Math.sin(angle)) * scale);
  }
  context.closePath();
  context.stroke();
}

function hollowOut(context: OffscreenCanvasRenderingContext2D, side: number): void {
  const middle = side / 2;
  const fade = context.createRadialGradient(middle, middle, 0, middle, middle, middle * Math.SQRT2);
  fade.addColorStop(0.2, "transparent");
  fade.addColorStop(0.44, "#000");
  context.globalCompositeOperation = "destination-in";
  context.fillStyle = fade;
  context.fillRect(0, 0, side, side);
}

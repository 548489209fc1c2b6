// How trades look on the price chart: triangles that point the way of the order, filled for entries and hollow for exits, a
// line from entry to exit, dashed lines where stops and targets rested, and counts where there are too many to be told apart.
import type { ChartColours } from './chart-colours.ts';
import type { Cluster } from './mark-clusters.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const MARK_PX = 5;
const GAP_PX = 4;

/** A triangle below the price for a purchase, above it for a sale. */
export function drawMark(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  look: { readonly isBuy: boolean; readonly filled: boolean; readonly size?: number },
  colours: ChartColours,
): void {
  const size = look.size ?? MARK_PX;
  const way = look.isBuy ? 1 : -1;
  const tip = y + way * GAP_PX;
  context.beginPath();
  context.moveTo(x, tip);
  context.lineTo(x - size, tip + way * size * 1.7);
  context.lineTo(x + size, tip + way * size * 1.7);
  context.closePath();
  context.fillStyle = look.filled ? colours.accent : colours.surface;
  context.strokeStyle = look.filled ? colours.surface : colours.accent;
  context.lineWidth = look.filled ? 1 : 1.5;
  context.fill();
  context.stroke();
}

/** The line from entry to exit. */
export function drawHeld(
  context: CanvasRenderingContext2D,
  from: Point,
  to: Point,
  colour: string,
  width: number,
): void {
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

/** A price over the time it rested, with what it is beside its beginning. */
export function drawResting(
  context: CanvasRenderingContext2D,
  from: Point,
  toX: number,
  look: { readonly label: string; readonly colour: string; readonly dash: readonly number[] },
): void {
  context.beginPath();
  context.setLineDash([...look.dash]);
  context.moveTo(from.x, from.y);
  context.lineTo(Math.max(toX, from.x + 2), from.y);
  context.strokeStyle = look.colour;
  context.lineWidth = 1.5;
  context.stroke();
  context.setLineDash([]);
  if (look.label === '') return;
  context.fillStyle = look.colour;
  context.font = '11px system-ui, sans-serif';
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillText(look.label, from.x - 4, from.y);
}

/** A count of marks in a pill: its edge is whole where their trades gained together, dashed where they lost. */
export function drawCluster(
  context: CanvasRenderingContext2D,
  { x, count, result }: Cluster,
  y: number,
  colours: ChartColours,
): void {
  const text = String(count);
  context.font = '600 11px system-ui, sans-serif';
  const width = Math.max(22, context.measureText(text).width + 10);
  const colour = result >= 0 ? colours.gain : colours.loss;
  context.beginPath();
  context.roundRect(x - width / 2, y - 9, width, 18, 9);
  context.fillStyle = colours.surface;
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.fill();
  context.setLineDash(result >= 0 ? [] : [3, 2]);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = colour;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, x, y + 0.5);
}

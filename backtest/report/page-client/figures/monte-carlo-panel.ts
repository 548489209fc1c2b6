// The drawdown that the same trades could have had in another order, as a scale with the drawdown they had.
import { element, svgElement } from '../dom/element.ts';
import { panel } from '../dom/section.ts';
import type { RunSummary } from '../model/run-summary.ts';
import { countText, percentText } from '../text/number-text.ts';
import { linearScale } from './scale.ts';

const WIDTH = 520;
const HEIGHT = 98;
const EDGE = 14;
const RAIL = 42;

/** Null where the trades were not shuffled. */
export function monteCarloPanel({ monteCarlo }: RunSummary): HTMLElement | null {
  if (!monteCarlo) return null;
  const { shuffles, observedRatio, p5Ratio, p50Ratio, p95Ratio, worseRatio } = monteCarlo;
  const x = linearScale(0, Math.max(observedRatio, p95Ratio) * 1.06 || 1, EDGE, WIDTH - EDGE);
  const said = `Shuffled ${countText(shuffles)} times the trades drew down ${percentText(p50Ratio)} at the median, ${percentText(p5Ratio)} to ${percentText(p95Ratio)} in nine of ten; as they came ${percentText(observedRatio)}. ${percentText(worseRatio, false, 0)} of the orders were worse.`;
  const tick = (value: number, name: string, y: number, anchor: string) =>
    svgElement(
      'text',
      { x: x(value), y, class: 'tick', 'text-anchor': anchor },
      `${name} ${percentText(value, false, 1)}`,
    );
  const anchorOf = (value: number) => (x(value) > WIDTH * 0.7 ? 'end' : x(value) < WIDTH * 0.3 ? 'start' : 'middle');
  const svg = svgElement(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'fluid', role: 'img', 'aria-label': said },
    svgElement('line', { x1: EDGE, x2: WIDTH - EDGE, y1: RAIL, y2: RAIL, class: 'band-rail' }),
    svgElement('rect', {
      x: x(p5Ratio),
      width: Math.max(2, x(p95Ratio) - x(p5Ratio)),
      y: RAIL - 7,
      height: 14,
      rx: 3,
      class: 'band-span',
    }),
    svgElement('line', { x1: x(p50Ratio), x2: x(p50Ratio), y1: RAIL - 11, y2: RAIL + 11, class: 'band-start' }),
    svgElement('line', {
      x1: x(observedRatio),
      x2: x(observedRatio),
      y1: RAIL - 15,
      y2: RAIL + 15,
      class: 'band-final',
    }),
    tick(observedRatio, 'as it came', RAIL - 22, anchorOf(observedRatio)),
    tick(p5Ratio, 'one order in twenty below', RAIL + 26, anchorOf(p5Ratio)),
    tick(p95Ratio, 'one in twenty above', RAIL + 44, anchorOf(p95Ratio)),
  );
  return panel(
    'Drawdown by chance',
    'The same trades in other orders: how deep equity could have fallen (seeded shuffles).',
    svg,
    element('p', {}, said),
  );
}

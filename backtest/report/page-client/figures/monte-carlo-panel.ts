// The drawdown that the same trades could have had in another sequence, as a scale with the drawdown they had.
import { element, svgElement } from '../dom/element.ts';
import { panel } from '../dom/section.ts';
import type { RunSummary } from '../model/run-summary.ts';
import { countText, percentText } from '../text/number-text.ts';
import { linearScale } from './scale.ts';

type Shuffled = NonNullable<RunSummary['monteCarlo']>;

const WIDTH_MAX_PX = 640;
const HEIGHT_PX = 98;
const EDGE = 14;
const RAIL = 42;

/** Null where the trades were not shuffled. */
export function monteCarloPanel({ monteCarlo }: RunSummary): HTMLElement | null {
  if (!monteCarlo) return null;
  const { shuffles, observedRatio, p5Ratio, p50Ratio, p95Ratio, worseRatio } = monteCarlo;
  const said = `Shuffled ${countText(shuffles)} times the trades drew down ${percentText(p50Ratio)} at the median, ${percentText(p5Ratio)} to ${percentText(p95Ratio)} in nine of ten; as they came ${percentText(observedRatio)}. ${percentText(worseRatio, false, 0)} of the shuffles were worse.`;
  const frame = element('div', { class: 'time-figure', role: 'img', 'aria-label': said });
  // Drawn at the width there is, never scaled: its words keep their size on a narrow screen.
  new ResizeObserver(([entry]) =>
    frame.replaceChildren(drawScale(monteCarlo, Math.min(WIDTH_MAX_PX, Math.floor(entry?.contentRect.width ?? 0)))),
  ).observe(frame);
  return panel(
    'Drawdown by chance',
    'The same trades shuffled: how deep equity could have fallen, had they come in another sequence (seeded).',
    frame,
    element('p', {}, said),
  );
}

function drawScale({ observedRatio, p5Ratio, p50Ratio, p95Ratio }: Shuffled, widthPx: number): SVGSVGElement {
  const x = linearScale(0, Math.max(observedRatio, p95Ratio) * 1.06 || 1, EDGE, Math.max(EDGE + 40, widthPx - EDGE));
  const anchorOf = (at: number) => (at > widthPx * 0.65 ? 'end' : at < widthPx * 0.35 ? 'start' : 'middle');
  const tick = (value: number, name: string, y: number) =>
    svgElement(
      'text',
      { x: x(value), y, class: 'tick', 'text-anchor': anchorOf(x(value)) },
      `${name} ${percentText(value, false, 1)}`,
    );
  const upright = (value: number, reach: number, look: string) =>
    svgElement('line', { x1: x(value), x2: x(value), y1: RAIL - reach, y2: RAIL + reach, class: look });
  return svgElement(
    'svg',
    { width: widthPx, height: HEIGHT_PX, viewBox: `0 0 ${widthPx} ${HEIGHT_PX}`, 'aria-hidden': 'true' },
    svgElement('line', { x1: EDGE, x2: widthPx - EDGE, y1: RAIL, y2: RAIL, class: 'band-rail' }),
    svgElement('rect', {
      x: x(p5Ratio),
      width: Math.max(2, x(p95Ratio) - x(p5Ratio)),
      y: RAIL - 7,
      height: 14,
      rx: 3,
      class: 'band-span',
    }),
    upright(p50Ratio, 11, 'band-start'),
    upright(observedRatio, 15, 'band-final'),
    tick(observedRatio, 'as it came', RAIL - 22),
    tick(p5Ratio, 'one shuffle in twenty below', RAIL + 26),
    tick(p95Ratio, 'one in twenty above', RAIL + 44),
  );
}

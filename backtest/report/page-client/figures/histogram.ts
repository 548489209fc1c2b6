// How often results of which size: bars over round bins, with the mean and the median as lines.
import { element, svgElement } from '../dom/element.ts';
import { axisText, countText, counted } from '../text/number-text.ts';
import { binsOf, meanOf, medianOf } from './bins.ts';
import { linearScale } from './scale.ts';
import { roundTicks } from './ticks.ts';

export interface HistogramParts {
  readonly label: string;
  readonly values: readonly number[];
  readonly format: (value: number) => string;
  readonly axisUnit?: string;
  readonly axisFactor?: number;
}

const HEIGHT_PX = 220;
const AXIS_PX = 34;

export function histogram(parts: HistogramParts): HTMLElement {
  const { values, label, format } = parts;
  if (values.length === 0) return element('p', { class: 'muted' }, 'No closed trades.');
  const [mean, median] = [meanOf(values), medianOf(values)];
  const said = `${label}: ${counted(values.length, 'trade')}, mean ${format(mean)}, median ${format(median)}.`;
  const frame = element('div', { class: 'time-figure', role: 'img', 'aria-label': said });
  const draw = (widthPx: number): void => frame.replaceChildren(drawHistogram(parts, widthPx, mean, median));
  new ResizeObserver(([entry]) => draw(Math.floor(entry?.contentRect.width ?? 0))).observe(frame);
  const legend = element(
    'div',
    { class: 'legend' },
    element('span', { class: 'entry' }, swatch('mean'), `mean ${format(mean)}`),
    element('span', { class: 'entry' }, swatch('median'), `median ${format(median)}`),
  );
  return element('div', {}, legend, frame);
}

function drawHistogram(parts: HistogramParts, widthPx: number, mean: number, median: number): SVGSVGElement {
  const bins = binsOf(parts.values);
  const [low, high] = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 1];
  const bottom = HEIGHT_PX - 22;
  const x = linearScale(low, high, AXIS_PX, Math.max(AXIS_PX + 40, widthPx - 8));
  const tallest = Math.max(1, ...bins.map(({ count }) => count));
  const y = linearScale(0, tallest, bottom, 8);
  const svg = svgElement('svg', {
    width: widthPx,
    height: HEIGHT_PX,
    viewBox: `0 0 ${widthPx} ${HEIGHT_PX}`,
    'aria-hidden': 'true',
  });
  for (const tick of roundTicks(0, tallest, 4).ticks.filter(Number.isInteger)) {
    svg.append(
      svgElement('line', { x1: AXIS_PX, x2: widthPx, y1: y(tick), y2: y(tick), class: 'rule' }),
      svgElement(
        'text',
        { x: AXIS_PX - 6, y: y(tick), class: 'tick', 'text-anchor': 'end', 'dominant-baseline': 'central' },
        countText(tick),
      ),
    );
  }
  for (const bin of bins) {
    if (bin.count === 0) continue;
    const title = `${parts.format(bin.from)} to ${parts.format(bin.to)}: ${counted(bin.count, 'trade')}`;
    const [left, right] = [x(bin.from) + 0.75, x(bin.to) - 0.75];
    const shape = { x: left, width: Math.max(1, right - left), y: y(bin.count), height: bottom - y(bin.count) };
    svg.append(
      svgElement('rect', { ...shape, class: bin.from < 0 ? 'bar loss' : 'bar gain' }, svgElement('title', {}, title)),
    );
  }
  drawValueTicks(svg, parts, [low, high], x, bottom, widthPx);
  for (const [look, value] of [
    ['mean', mean],
    ['median', median],
  ] as const) {
    svg.append(svgElement('line', { x1: x(value), x2: x(value), y1: 4, y2: bottom, class: `mark ${look}` }));
  }
  return svg;
}

function drawValueTicks(
  svg: SVGSVGElement,
  { axisFactor = 1, axisUnit = '' }: HistogramParts,
  [low, high]: readonly [number, number],
  x: (value: number) => number,
  bottom: number,
  widthPx: number,
): void {
  const { ticks, step } = roundTicks(low * axisFactor, high * axisFactor, widthPx / 90);
  for (const tick of ticks) {
    const at = x(tick / axisFactor);
    if (at > widthPx - 14) continue;
    const isZero = Math.abs(tick) < step * 1e-9;
    if (isZero) svg.append(svgElement('line', { x1: at, x2: at, y1: 4, y2: bottom, class: 'zero' }));
    svg.append(
      svgElement(
        'text',
        { x: at, y: bottom + 15, class: 'tick', 'text-anchor': 'middle' },
        axisText(tick, step) + axisUnit,
      ),
    );
  }
}

function swatch(look: string): SVGSVGElement {
  return svgElement(
    'svg',
    { width: 18, height: 8, class: 'swatch' },
    svgElement('path', { d: 'M0 4H18', class: `mark ${look}` }),
  );
}

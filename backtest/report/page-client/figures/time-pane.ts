// One pane of a figure over time as SVG: grid, labelled axes, lines and filled areas. Colours come from the style sheet by
// class, so that light, dark and paper need no second drawing.
import { type Attributes, svgElement } from '../dom/element.ts';
import { axisText } from '../text/number-text.ts';
import { linearScale, logScale, extentOf, type Scale } from './scale.ts';
import { roundTicks, timeTicks } from './ticks.ts';

/** The look of a line: a colour and a dash pattern of its own, so that it can be told without the colour. */
export type Look = 'first' | 'second' | 'third' | 'fourth' | 'fifth' | 'sixth' | 'gain' | 'loss';

export interface TimeLine {
  readonly name: string;
  /** Epoch ms, ascending. */
  readonly time: readonly number[];
  readonly value: readonly number[];
  readonly look: Look;
  /** Filled down (or up) to zero. */
  readonly filled?: boolean;
  /** Each value holds until the next. */
  readonly steps?: boolean;
  /** How a value of this line is said in the legend, where it is not as in the rest of its pane. */
  readonly format?: (value: number) => string;
}

export interface TimePane {
  readonly title: string;
  readonly heightPx: number;
  readonly lines: readonly TimeLine[];
  /** How a value is said in the legend. */
  readonly format: (value: number) => string;
  /** Written after the numbers of the axis. */
  readonly axisUnit?: string;
  /** The axis shows value × this: 100 for per cent. */
  readonly axisFactor?: number;
  readonly withZero?: boolean;
  readonly log?: boolean;
}

export interface DrawnPane {
  readonly svg: SVGSVGElement;
  readonly x: Scale;
}

const AXIS_PX = 58;
const TIME_AXIS_PX = 22;
const TICK_EVERY_PX = 42;
const TIME_TICK_EVERY_PX = 84;

/** The pane at a width; only the lowest of a figure carries the labels of the time axis. */
export function drawPane(
  pane: TimePane,
  span: readonly [number, number],
  widthPx: number,
  withTimes: boolean,
): DrawnPane {
  const bottom = pane.heightPx - (withTimes ? TIME_AXIS_PX : 4);
  const right = Math.max(40, widthPx - AXIS_PX);
  const x = linearScale(span[0], span[1], 2, right);
  const [min, max] = extentOf(
    pane.lines.map((line) => line.value),
    pane.withZero === true,
  );
  const log = pane.log === true && min > 0;
  const y = log ? logScale(min, max, bottom, 6) : linearScale(min, max, bottom, 6);
  const svg = svgElement('svg', {
    width: widthPx,
    height: pane.heightPx,
    viewBox: `0 0 ${widthPx} ${pane.heightPx}`,
    'aria-hidden': 'true',
  });
  drawValueAxis(svg, pane, y, { min, max, right, bottom });
  drawTimeAxis(svg, span, x, { right, bottom, withTimes });
  for (const line of pane.lines) drawLine(svg, line, x, y, y(Math.min(Math.max(0, min), max)));
  return { svg, x };
}

interface Frame {
  readonly right: number;
  readonly bottom: number;
}

function drawValueAxis(
  svg: SVGSVGElement,
  pane: TimePane,
  y: Scale,
  frame: Frame & { min: number; max: number },
): void {
  const factor = pane.axisFactor ?? 1;
  const { ticks, step } = roundTicks(frame.min * factor, frame.max * factor, (frame.bottom - 6) / TICK_EVERY_PX);
  for (const tick of ticks) {
    const at = y(tick / factor);
    svg.append(
      svgElement('line', {
        x1: 0,
        x2: frame.right,
        y1: at,
        y2: at,
        class: Math.abs(tick) < step * 1e-9 ? 'zero' : 'rule',
      }),
      text(
        { x: frame.right + 6, y: at, class: 'tick', 'dominant-baseline': 'central' },
        axisText(tick, step) + (pane.axisUnit ?? ''),
      ),
    );
  }
}

function drawTimeAxis(
  svg: SVGSVGElement,
  span: readonly [number, number],
  x: Scale,
  frame: Frame & { withTimes: boolean },
): void {
  for (const { time, text: label } of timeTicks(span[0], span[1], Math.max(2, frame.right / TIME_TICK_EVERY_PX))) {
    const at = x(time);
    svg.append(svgElement('line', { x1: at, x2: at, y1: 0, y2: frame.bottom, class: 'rule' }));
    if (!frame.withTimes || at > frame.right - 8) continue;
    const anchor = at < 16 ? 'start' : 'middle';
    svg.append(text({ x: at, y: frame.bottom + 15, class: 'tick', 'text-anchor': anchor }, label));
  }
}

function drawLine(svg: SVGSVGElement, line: TimeLine, x: Scale, y: Scale, zeroY: number): void {
  const path = pathOf(line, x, y);
  if (path === '') return;
  if (line.filled === true) {
    const [first, last] = [x(line.time[0] ?? 0), x(line.time.at(-1) ?? 0)];
    svg.append(
      svgElement('path', {
        d: `${path}L${last.toFixed(1)} ${zeroY}L${first.toFixed(1)} ${zeroY}Z`,
        class: `area ${line.look}`,
      }),
    );
  }
  svg.append(
    svgElement('path', {
      d: path,
      class: `line ${line.look}${line.filled === true && line.steps === true ? ' steps' : ''}`,
    }),
  );
}

function pathOf({ time, value, steps }: TimeLine, x: Scale, y: Scale): string {
  let path = '';
  let before: string | null = null;
  for (let index = 0; index < time.length; index++) {
    const at = value[index];
    if (at === undefined || !Number.isFinite(at)) continue;
    const [left, top] = [x(time[index] ?? 0).toFixed(1), y(at).toFixed(1)];
    if (before === null) path += `M${left} ${top}`;
    else path += steps === true && before !== top ? `H${left}V${top}` : `L${left} ${top}`;
    before = top;
  }
  return path;
}

function text(attributes: Attributes, content: string): SVGTextElement {
  return svgElement('text', attributes, content);
}

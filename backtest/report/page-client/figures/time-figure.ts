// A figure over time: panes one below the other on one time axis, a legend that tells the values under the pointer in all of
// them at once, and the same by arrow keys. Drawn again when its width changes.
import { element, svgElement } from '../dom/element.ts';
import { timeText } from '../text/time-text.ts';
import { drawPane, type DrawnPane, type TimeLine, type TimePane } from './time-pane.ts';

export interface TimeFigureParts {
  /** What the figure shows, in a sentence, for those who cannot see it. */
  readonly label: string;
  /** Epoch ms. */
  readonly span: readonly [number, number];
  readonly panes: readonly TimePane[];
}

export interface TimeFigure {
  readonly root: HTMLElement;
  /** Draws other panes in its place. */
  update(panes: readonly TimePane[]): void;
}

const KEY_STEP = 0.01;

export function timeFigure({ label, span, panes: first }: TimeFigureParts): TimeFigure {
  const root = element('div', { class: 'time-figure', role: 'img', 'aria-label': label, tabindex: 0 });
  let panes = first;
  let drawn: readonly DrawnPane[] = [];
  let legends: readonly (() => void)[] = [];
  let widthPx = 0;
  let pointedMs: number | null = null;

  const draw = (): void => {
    if (widthPx === 0) return;
    const made = panes.map((pane, index) => {
      const { svg, x } = drawPane(pane, span, widthPx, index === panes.length - 1);
      const { row, tell } = legendOf(pane, () => pointedMs);
      return { svg, x, row, tell };
    });
    drawn = made;
    legends = made.map(({ tell }) => tell);
    root.replaceChildren(...made.flatMap(({ row, svg }) => [row, svg]));
    point(pointedMs);
  };
  const point = (timeMs: number | null): void => {
    pointedMs = timeMs;
    for (const { svg, x } of drawn) {
      svg.querySelector('.pointer')?.remove();
      if (timeMs === null) continue;
      const at = x(timeMs);
      svg.append(svgElement('line', { class: 'pointer', x1: at, x2: at, y1: 0, y2: svg.height.baseVal.value }));
    }
    for (const tell of legends) tell();
  };
  const pointAt = (event: PointerEvent): void => {
    const x = drawn[0]?.x;
    if (x === undefined) return;
    const wanted = x.invert(event.clientX - root.getBoundingClientRect().left);
    point(Math.min(Math.max(wanted, span[0]), span[1]));
  };
  root.addEventListener('pointermove', pointAt);
  root.addEventListener('pointerdown', pointAt);
  root.addEventListener('pointerleave', () => point(null));
  root.addEventListener('blur', () => point(null));
  root.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const wanted = (pointedMs ?? (step > 0 ? span[0] : span[1])) + step * (span[1] - span[0]);
    point(Math.min(Math.max(wanted, span[0]), span[1]));
  });
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === widthPx) return;
    widthPx = width;
    draw();
  }).observe(root);
  return {
    root,
    update: (wanted) => {
      panes = wanted;
      draw();
    },
  };
}

/** The pane's title and its lines with the value pointed at, or else the last. */
function legendOf(pane: TimePane, pointedMs: () => number | null) {
  const time = element('span', { class: 'muted figures-text' });
  const entries = pane.lines.map((line) => {
    const value = element('span', { class: 'figures-text' });
    const swatch = svgElement(
      'svg',
      { width: 18, height: 8, class: 'swatch' },
      svgElement('path', { d: 'M0 4H18', class: `line ${line.look}` }),
    );
    return { line, value, item: element('span', { class: 'entry' }, swatch, `${line.name} `, value) };
  });
  const tell = (): void => {
    const at = pointedMs();
    time.textContent = at === null ? '' : `${timeText(Math.floor(at / 60_000) * 60_000)} UTC`;
    for (const { line, value } of entries) value.textContent = valueText(line, at, line.format ?? pane.format);
  };
  tell();
  const row = element(
    'div',
    { class: 'legend' },
    element('strong', {}, pane.title),
    ...entries.map(({ item }) => item),
    time,
  );
  return { row, tell };
}

function valueText({ time, value }: TimeLine, atMs: number | null, format: (value: number) => string): string {
  const row = atMs === null ? time.length - 1 : lastAtOrBefore(time, atMs);
  const found = value[row];
  return found === undefined || !Number.isFinite(found) ? '' : format(found);
}

function lastAtOrBefore(time: readonly number[], wanted: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((time[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// What stands around the price chart: the choice of the market, buttons, legend and foot, and what they say.
import type { MarketModel } from '../../page/report-model.ts';
import { element } from '../dom/element.ts';
import { fixedText } from '../text/number-text.ts';
import { intervalText, timeText } from '../text/time-text.ts';
import type { ShownKline } from './price-chart.ts';
import type { Viewport } from './viewport.ts';

/** The elements, empty where the section fills them. */
export function createPriceShell(symbols: readonly string[]) {
  const select = element(
    'select',
    { 'aria-label': 'Market' },
    ...symbols.map((symbol) => element('option', { value: symbol }, symbol)),
  );
  const title = symbols.length > 1 ? select : element('strong', {}, symbols[0] ?? '');
  const interval = element('span', { class: 'muted' });
  const hover = element('span', { class: 'hover figures-text', 'aria-hidden': 'true' });
  const spans = element('span', { class: 'buttons', role: 'group', 'aria-label': 'Length of the view' });
  const steps = element('span', { class: 'buttons', role: 'group', 'aria-label': 'Move and zoom' });
  const span = element('span', { class: 'figures-text' });
  const paper = element('div', { class: 'only-paper chart-picture' });
  const frame = element('div', { class: 'price-chart', tabindex: 0, role: 'application' });
  const bar = element('div', { class: 'chart-bar' }, title, interval, element('span', { class: 'push' }), spans, steps);
  const foot = element(
    'p',
    { class: 'chart-foot muted' },
    span,
    element('span', { class: 'for-mouse' }, 'Drag to move; click, then scroll to zoom; double-click shows all.'),
    element('span', { class: 'for-thumb' }, 'Drag sideways to move, pinch to zoom; All shows all.'),
  );
  return { select, interval, hover, spans, steps, span, frame, paper, bar, foot };
}

/** A chart has the width of its screen; on paper a picture of it takes its place, which can be any width. */
export function printAsPicture(place: HTMLElement, picture: () => HTMLElement | null): void {
  addEventListener('beforeprint', () => place.replaceChildren(picture() ?? ''));
  addEventListener('afterprint', () => place.replaceChildren());
}

/** The stretch in view, to the minute. */
export function spanText({ fromMs, toMs }: Viewport): string {
  return `${minuteText(fromMs)} – ${minuteText(toMs)} UTC`;
}

/** Which klines are shown, and whether there are finer ones. */
export function detailText({ finestMs, interval }: MarketModel, intervalMs: number): string {
  const coarser = finestMs === intervalMs ? '' : ', finer when zoomed in';
  return `${intervalText(intervalMs)} klines${intervalMs === finestMs && intervalText(finestMs) !== interval ? ` (run on ${interval})` : coarser}`;
}

/** The kline under the pointer. */
export function hoverText(kline: ShownKline | null, decimals: number): string {
  if (kline === null) return '';
  const price = (value: number) => fixedText(value, decimals);
  return `${timeText(kline.time)}  O ${price(kline.open)}  H ${price(kline.high)}  L ${price(kline.low)}  C ${price(kline.close)}`;
}

function minuteText(timeMs: number): string {
  return timeText(Math.round(timeMs / 60_000) * 60_000);
}

// The section of the price chart: the chart with its buttons and legend, and which market, stretch and trade it shows.
import type { MarketModel, ReportModel } from '../../page/report-model.ts';
import { button, element } from '../dom/element.ts';
import { section } from '../dom/section.ts';
import type { Trade, TradeBook } from '../model/trades.ts';
import { fixedText } from '../text/number-text.ts';
import { DAY_MS, intervalText, timeText } from '../text/time-text.ts';
import { listenForGestures } from './gestures.ts';
import { createLevelStore, type LevelStore } from './level-store.ts';
import { createPriceChart, type PriceChart, type ShownKline } from './price-chart.ts';
import { createTradeLayer } from './trade-layer.ts';
import { type TradePrices, tradePrices } from './trade-prices.ts';
import { around, lasting, moved, spanOf, type Viewport, type ViewportLimits, zoomed } from './viewport.ts';

export interface PriceSection {
  readonly root: HTMLElement;
  /** To be called once it is in the document, where it has a width. */
  start(): void;
  /** Goes to a trade and draws it in full; null lets go of it and stays where it is. */
  select(trade: Trade | null): void;
  /** Takes the page's colours again. */
  recolour(): void;
}

export interface PriceSectionParts {
  readonly model: ReportModel;
  readonly book: TradeBook;
  /** A trade was clicked on the chart. */
  onSelect(trade: Trade): void;
  /** What stands below the chart. */
  readonly below: HTMLElement;
}

interface Market {
  readonly model: MarketModel;
  readonly levels: LevelStore;
  readonly limits: ViewportLimits;
  readonly trades: readonly Trade[];
}

const SPANS = [
  ['1D', 'Show one day', DAY_MS],
  ['1W', 'Show one week', 7 * DAY_MS],
  ['1M', 'Show one month', 30 * DAY_MS],
  ['3M', 'Show three months', 91 * DAY_MS],
] as const;
const KLINES_IN_VIEW_MIN = 20;

export function createPriceSection({ model, book, onSelect, below }: PriceSectionParts): PriceSection {
  const markets = model.markets.flatMap((market) => marketOf(market, book));
  const first = markets[0];
  if (first === undefined) return emptySection();
  const shell = createShell(markets, first);
  let market = first;
  let view: Viewport = market.limits.whole;
  let chosen: { readonly trade: Trade; readonly prices: TradePrices } | null = null;
  let chart: PriceChart | null = null;
  let due = false;

  const layer = createTradeLayer({
    trades: () => market.trades,
    selected: () => (chosen?.trade.symbol === market.model.symbol ? chosen : null),
    xOf: (timeMs) => chart?.xOf(timeMs) ?? 0,
    colours: () => chart?.colours() ?? NO_COLOURS,
  });
  const render = (): void => {
    due = false;
    chart?.show(view);
    layer.refresh();
    shell.frame.dataset['from'] = new Date(view.fromMs).toISOString();
    shell.frame.dataset['to'] = new Date(view.toMs).toISOString();
    shell.span.textContent = `${minuteText(view.fromMs)} – ${minuteText(view.toMs)} UTC`;
  };
  // Many small movements within one frame are drawn once.
  const go = (wanted: Viewport): void => {
    view = wanted;
    if (!due) requestAnimationFrame(render);
    due = true;
  };
  const use = (symbol: string): void => {
    const found = markets.find((each) => each.model.symbol === symbol);
    if (found === undefined) return;
    if (found !== market) view = sameStretch(view, found.limits);
    market = found;
    shell.select.value = symbol;
    shell.frame.setAttribute('aria-label', `Price of ${symbol}: ${KEYS_IN_WORDS}`);
    chart?.use(market.levels, market.model.priceDecimals);
    go(view);
  };
  const showAll = (): void => go(market.limits.whole);
  const zoom = (factor: number, share: number): void =>
    go(zoomed(view, factor, view.fromMs + share * spanOf(view), market.limits));
  const move = (share: number): void => go(moved(view, share * spanOf(view), market.limits));

  shell.select.addEventListener('change', () => use(shell.select.value));
  shell.spans.append(
    ...SPANS.filter(([, , spanMs]) => spanMs < spanOf(first.limits.whole)).map(([name, label, spanMs]) =>
      button({ class: 'plain', 'aria-label': label }, () => go(lasting(view, spanMs, market.limits)), name),
    ),
    button({ class: 'plain', 'aria-label': 'Show all' }, showAll, 'All'),
  );
  shell.steps.append(
    button({ class: 'plain', 'aria-label': 'Earlier' }, () => move(-0.5), '◀'),
    button({ class: 'plain', 'aria-label': 'Zoom out' }, () => zoom(2, 0.5), '−'),
    button({ class: 'plain', 'aria-label': 'Zoom in' }, () => zoom(0.5, 0.5), '+'),
    button({ class: 'plain', 'aria-label': 'Later' }, () => move(0.5), '▶'),
  );
  const root = section(
    { id: 'price', title: 'Price and trades', short: 'Price', note: NOTE },
    shell.bar,
    element('div', { class: 'price-frame' }, shell.frame, shell.hover, shell.paper),
    shell.foot,
    below,
  );
  const start = (): void => {
    chart = createPriceChart({
      frame: shell.frame,
      onFeed: (intervalMs, fed) => {
        shell.frame.dataset['interval'] = intervalText(intervalMs);
        shell.frame.dataset['fed'] = String(fed);
        shell.interval.textContent = detailText(market.model, intervalMs);
      },
      onHover: (kline) => (shell.hover.textContent = hoverText(kline, market.model.priceDecimals)),
    });
    chart.attach(layer);
    const paneWidth = () => chart?.paneWidth() ?? 1;
    listenForGestures(shell.frame, paneWidth, {
      move,
      zoom,
      showAll,
      press: (x, y) => {
        const hit = layer.hit(x, y);
        if (hit === null) return;
        if ('tradeId' in hit) onSelect(hit);
        else zoom(0.2, hit.x / paneWidth());
      },
    });
    new ResizeObserver(() => go(view)).observe(shell.frame);
    printAsPicture(shell.paper, () => chart?.picture() ?? null);
    use(market.model.symbol);
    unpackWhenIdle(markets.flatMap(({ levels }) => levels.intervalsMs.map((_, level) => () => levels.level(level))));
  };
  const select = (trade: Trade | null): void => {
    chosen = trade === null ? null : { trade, prices: tradePrices(model, book, trade) };
    shell.frame.dataset['trade'] = trade?.tradeId ?? '';
    if (trade === null) {
      layer.refresh();
      return;
    }
    use(trade.symbol);
    go(around(trade.entryTime, trade.exitTime, market.limits));
  };
  return { root, start, select, recolour: () => chart?.recolour() };
}

const KEYS_IN_WORDS = 'arrow keys move, plus and minus zoom, 0 shows all';
const NOTE =
  '▲ is a purchase, ▼ a sale; filled ones enter, hollow ones leave. Where trades are too many to be told apart, pills count the entries: green and whole where they gained together, red and dashed where they lost.';
const NO_COLOURS = {
  text: '',
  muted: '',
  line: '',
  surface: '',
  gain: '',
  loss: '',
  accent: '',
  candleUp: '',
  candleDown: '',
};

function marketOf(model: MarketModel, book: TradeBook): readonly Market[] {
  const levels = createLevelStore(model);
  const whole = levels.whole();
  if (whole === null) return [];
  const limits = { whole, spanMinMs: Math.min(KLINES_IN_VIEW_MIN * model.finestMs, spanOf(whole)) };
  return [{ model, levels, limits, trades: book.trades.filter((trade) => trade.symbol === model.symbol) }];
}

function createShell(markets: readonly Market[], first: Market) {
  const select = element(
    'select',
    { 'aria-label': 'Market' },
    ...markets.map(({ model }) => element('option', { value: model.symbol }, model.symbol)),
  );
  const title = markets.length > 1 ? select : element('strong', {}, first.model.symbol);
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
    element('span', {}, 'Drag to move; click, then scroll to zoom; double-click shows all.'),
  );
  return { select, interval, hover, spans, steps, span, frame, paper, bar, foot };
}

function emptySection(): PriceSection {
  const root = section(
    { id: 'price', title: 'Price and trades', short: 'Price' },
    element('p', {}, 'The run has no klines to show.'),
  );
  return { root, start: () => {}, select: () => {}, recolour: () => {} };
}

/** A chart has the width of its screen; on paper a picture of it takes its place, which can be any width. */
function printAsPicture(place: HTMLElement, picture: () => HTMLElement | null): void {
  addEventListener('beforeprint', () => place.replaceChildren(picture() ?? ''));
  addEventListener('afterprint', () => place.replaceChildren());
}

/** Does the pieces of work one after the other whenever the page has nothing else to do, so that no zoom waits for them. */
function unpackWhenIdle(pieces: readonly (() => unknown)[]): void {
  const [piece, ...rest] = pieces;
  if (piece === undefined || typeof requestIdleCallback !== 'function') return;
  requestIdleCallback(() => {
    piece();
    unpackWhenIdle(rest);
  });
}

function minuteText(timeMs: number): string {
  return timeText(Math.round(timeMs / 60_000) * 60_000);
}

/** The same time in another market, as far as that has it. */
function sameStretch(view: Viewport, limits: ViewportLimits): Viewport {
  return moved(zoomed(view, 1, view.fromMs, limits), 0, limits);
}

function detailText({ finestMs, interval }: MarketModel, intervalMs: number): string {
  const coarser = finestMs === intervalMs ? '' : ', finer when zoomed in';
  return `${intervalText(intervalMs)} klines${intervalMs === finestMs && intervalText(finestMs) !== interval ? ` (run on ${interval})` : coarser}`;
}

function hoverText(kline: ShownKline | null, decimals: number): string {
  if (kline === null) return '';
  const price = (value: number) => fixedText(value, decimals);
  return `${timeText(kline.time)}  O ${price(kline.open)}  H ${price(kline.high)}  L ${price(kline.low)}  C ${price(kline.close)}`;
}

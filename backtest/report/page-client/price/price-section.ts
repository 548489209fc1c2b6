// The section of the price chart: the chart with its buttons and legend, and which market, stretch and trade it shows.
import type { ReportModel } from '../../page/report-model.ts';
import { button, element } from '../dom/element.ts';
import { section } from '../dom/section.ts';
import type { Trade, TradeBook } from '../model/trades.ts';
import { whenIdle } from '../page/when-idle.ts';
import { DAY_MS, intervalText } from '../text/time-text.ts';
import { chartColours } from './chart-colours.ts';
import { listenForGestures } from './gestures.ts';
import { createPriceChart, type PriceChart } from './price-chart.ts';
import { createPriceShell, detailText, hoverText, printAsPicture, spanText } from './price-shell.ts';
import { sameStretch, shownMarket } from './shown-market.ts';
import { createTradeLayer } from './trade-layer.ts';
import { type TradePrices, tradePrices } from './trade-prices.ts';
import { around, lasting, moved, spanOf, type Viewport, zoomed } from './viewport.ts';

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

const SPANS = [
  ['1D', 'Show one day', DAY_MS],
  ['1W', 'Show one week', 7 * DAY_MS],
  ['1M', 'Show one month', 30 * DAY_MS],
  ['3M', 'Show three months', 91 * DAY_MS],
] as const;

export function createPriceSection({ model, book, onSelect, below }: PriceSectionParts): PriceSection {
  const markets = model.markets.flatMap((each) => shownMarket(each, book));
  const first = markets[0];
  if (first === undefined) return emptySection();
  const shell = createPriceShell(markets.map(({ model: { symbol } }) => symbol));
  let market = first;
  let view: Viewport = market.limits.whole;
  let chosen: { readonly trade: Trade; readonly prices: TradePrices } | null = null;
  let chart: PriceChart | null = null;
  let due = false;

  const layer = createTradeLayer({
    trades: () => market.trades,
    selected: () => (chosen?.trade.symbol === market.model.symbol ? chosen : null),
    candlesInView: () => chart?.candlesInView() ?? null,
    xOf: (timeMs) => chart?.xOf(timeMs) ?? 0,
    colours: () => chart?.colours() ?? chartColours(),
  });
  const render = (): void => {
    due = false;
    chart?.show(view);
    layer.refresh();
    shell.frame.dataset['from'] = new Date(view.fromMs).toISOString();
    shell.frame.dataset['to'] = new Date(view.toMs).toISOString();
    shell.span.textContent = spanText(view);
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
    whenIdle(markets.flatMap(({ levels }) => levels.intervalsMs.map((_, level) => () => levels.level(level))));
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
function emptySection(): PriceSection {
  const root = section(
    { id: 'price', title: 'Price and trades', short: 'Price' },
    element('p', {}, 'The run has no klines to show.'),
  );
  return { root, start: () => {}, select: () => {}, recolour: () => {} };
}

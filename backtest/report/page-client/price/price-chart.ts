// The price chart of one market at a time: candles by TradingView's Lightweight Charts, which is only ever given what is in
// view and a margin. The view itself is kept here as a stretch of time, so that changing the level of detail under a moving
// hand moves nothing.
import {
  CandlestickSeries,
  type CandlestickData,
  createChart,
  CrosshairMode,
  type IChartApi,
  type ISeriesApi,
  type TickMarkFormatter,
  TickMarkType,
  type MouseEventParams,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';

import { fixedText } from '../text/number-text.ts';
import { timeText } from '../text/time-text.ts';
import { type ChartColours, chartColours } from './chart-colours.ts';
import { type Feed, feedFor, isCovered, levelFor } from './level-of-detail.ts';
import type { Klines, LevelStore } from './level-store.ts';
import { type CandlesInView, rangeInView } from './price-range.ts';
import { type FedTimes, placeOf, timeAt } from './time-places.ts';
import { type LabelledUnit, showsYears, timeLabel } from './time-labels.ts';
import type { TradeLayer } from './trade-layer.ts';
import { spanOf, type Viewport } from './viewport.ts';

/** What of a kline the legend shows. */
export interface ShownKline {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

export interface PriceChart {
  /** Shows another market's klines. */
  use(levels: LevelStore, priceDecimals: number): void;
  show(view: Viewport): void;
  /** Pixels of an instant from the left edge of the pane. */
  xOf(timeMs: number): number;
  /** The stretch that is shown and the prices of the candles in it; null where there are none. */
  candlesInView(): CandlesInView | null;
  /** The instant at a share of the pane's width. */
  timeAtShare(share: number): number;
  paneWidth(): number;
  colours(): ChartColours;
  /** Takes the page's colours again, after they changed. */
  recolour(): void;
  attach(layer: TradeLayer): void;
  /** The chart as it stands, as one picture. */
  picture(): HTMLCanvasElement;
}

export interface PriceChartParts {
  readonly frame: HTMLElement;
  /** What is shown has changed: the level's length and how many of its klines the chart was given. */
  onFeed(intervalMs: number, fed: number): void;
  /** The kline under the pointer; null where there is none. */
  onHover(kline: ShownKline | null): void;
}

const NOTHING_FED: FedTimes = { time: [], intervalMs: 1 };

export function createPriceChart({ frame, onFeed, onHover }: PriceChartParts): PriceChart {
  const chart = createChart(frame, { autoSize: true, ...steadyOptions() });
  const series = chart.addSeries(CandlestickSeries, { lastValueVisible: false, priceLineVisible: false });
  let store: LevelStore | null = null;
  let feed: Feed | null = null;
  let fed: FedTimes = NOTHING_FED;
  let labelledYears: boolean | null = null;
  let shown: { readonly klines: Klines; readonly view: Viewport } | null = null;
  let colours = chartColours();

  const paneWidth = (): number => Math.max(50, chart.timeScale().width());
  const recolour = (): void => {
    colours = chartColours();
    applyColours(chart, series, colours);
  };
  const show = (view: Viewport): void => {
    if (store === null || store.intervalsMs.length === 0) return;
    const level = levelFor(store.intervalsMs, view, paneWidth());
    const klines = store.level(level);
    if (feed === null || feed.level !== level || !isCovered(feed, klines.time, view)) {
      feed = feedFor(level, klines.time, view);
      fed = { time: klines.time.subarray(feed.from, feed.to), intervalMs: klines.intervalMs };
      series.setData(candles(klines, feed));
      onFeed(klines.intervalMs, feed.to - feed.from);
    }
    shown = { klines, view };
    labelTimes(showsYears(spanOf(view)));
    // The chart's range ends in the middle of its outermost klines, ours at their edges.
    const [from, to] = [placeOf(view.fromMs, fed), placeOf(view.toMs, fed)];
    chart.timeScale().setVisibleLogicalRange({ from, to: Math.max(to - 1, from + 1) });
  };

  const labelTimes = (overYears: boolean): void => {
    // The chart keeps the labels it made until its options change.
    if (overYears !== labelledYears) chart.applyOptions({ timeScale: { tickMarkFormatter: labelsOf(overYears) } });
    labelledYears = overYears;
  };

  recolour();
  chart.subscribeCrosshairMove((event) => onHover(hovered(event, series)));
  const range = () => chart.timeScale().getVisibleLogicalRange() ?? { from: 0, to: 1 };
  return {
    use: (levels, priceDecimals) => {
      store = levels;
      feed = null;
      shown = null;
      chart.applyOptions({ localization: { priceFormatter: (price: number) => fixedText(price, priceDecimals) } });
      series.applyOptions({ priceFormat: { type: 'price', precision: priceDecimals, minMove: 10 ** -priceDecimals } });
    },
    show,
    xOf: (timeMs) => {
      const { from, to } = range();
      return ((placeOf(timeMs, fed) - from) / (to - from + 1)) * paneWidth();
    },
    candlesInView: () => {
      const prices = shown === null ? null : rangeInView(shown.klines, shown.view);
      return shown === null || prices === null ? null : { view: shown.view, prices };
    },
    timeAtShare: (share) => {
      const { from, to } = range();
      return timeAt(from + share * (to - from + 1), fed);
    },
    paneWidth,
    colours: () => colours,
    recolour,
    attach: (layer) => series.attachPrimitive(layer),
    picture: () => chart.takeScreenshot(),
  };
}

/** Labels of hours are left to the chart. */
function labelsOf(overYears: boolean): TickMarkFormatter {
  const units: Partial<Record<TickMarkType, LabelledUnit>> = {
    [TickMarkType.Year]: 'year',
    [TickMarkType.Month]: 'month',
    [TickMarkType.DayOfMonth]: 'day',
  };
  return (time, type) => {
    const unit = units[type];
    return unit === undefined ? null : timeLabel(Number(time) * 1_000, unit, overYears);
  };
}

function steadyOptions() {
  return {
    // Moving and zooming are ours (gestures.ts).
    handleScroll: false,
    handleScale: false,
    layout: {
      attributionLogo: true,
      fontSize: 11,
      fontFamily: 'system-ui, sans-serif',
      background: { color: 'transparent' },
    },
    crosshair: { mode: CrosshairMode.Normal },
    rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.12, bottom: 0.1 } },
    timeScale: { borderVisible: false, timeVisible: true, secondsVisible: false, minBarSpacing: 0.05, rightOffset: 0 },
    localization: { locale: 'en-GB', timeFormatter: (time: Time) => `${timeText(Number(time) * 1_000)} UTC` },
  } as const;
}

function applyColours(chart: IChartApi, series: ISeriesApi<'Candlestick'>, colours: ChartColours): void {
  const { line, muted, text, candleUp, candleDown } = colours;
  chart.applyOptions({
    layout: { textColor: muted },
    grid: { vertLines: { color: line }, horzLines: { color: line } },
    crosshair: {
      vertLine: { color: muted, labelBackgroundColor: text },
      horzLine: { color: muted, labelBackgroundColor: text },
    },
  });
  series.applyOptions({
    upColor: candleUp,
    borderUpColor: candleUp,
    wickUpColor: candleUp,
    downColor: candleDown,
    borderDownColor: candleDown,
    wickDownColor: candleDown,
  });
}

function candles(klines: Klines, { from, to }: Feed): CandlestickData<UTCTimestamp>[] {
  const made: CandlestickData<UTCTimestamp>[] = [];
  for (let row = from; row < to; row++) {
    made.push({
      time: ((klines.time[row] ?? 0) / 1_000) as UTCTimestamp,
      open: klines.open[row] ?? 0,
      high: klines.high[row] ?? 0,
      low: klines.low[row] ?? 0,
      close: klines.close[row] ?? 0,
    });
  }
  return made;
}

function hovered({ seriesData, time }: MouseEventParams, series: ISeriesApi<'Candlestick'>): ShownKline | null {
  const data = seriesData.get(series);
  if (time === undefined || data === undefined || !('open' in data)) return null;
  const { open, high, low, close } = data;
  return { time: Number(time) * 1_000, open, high, low, close };
}

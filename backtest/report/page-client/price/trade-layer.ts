// The layer of the price chart that shows trades. It is asked by the chart to draw itself whenever the chart draws, and keeps
// what it drew where, so that a click can find it again.
import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  SeriesAttachedParameter,
} from 'lightweight-charts';

import type { Trade } from '../model/trades.ts';
import type { ChartColours } from './chart-colours.ts';
import { drawCluster, drawHeld, drawMark, drawResting, type Point } from './draw-trades.ts';
import { type Cluster, clustersOf, MARKS_MAX } from './mark-clusters.ts';
import { type CandlesInView, type DrawnPrice, rangeWithTrade } from './price-range.ts';
import type { RestingPrice, TradePrices } from './trade-prices.ts';

type Canvas = Parameters<IPrimitivePaneRenderer['draw']>[0];

export interface TradeLayerParts {
  /** Of the shown market, by entry. */
  trades(): readonly Trade[];
  selected(): { readonly trade: Trade; readonly prices: TradePrices } | null;
  candlesInView(): CandlesInView | null;
  /** Pixels of an instant; it may lie outside. */
  xOf(timeMs: number): number;
  colours(): ChartColours;
}

export interface TradeLayer extends ISeriesPrimitive {
  /** What lies nearest to a place of the pane, within reach of a finger: a trade, a count of them, or nothing. */
  hit(x: number, y: number): Trade | Cluster | null;
  /** Draws again. */
  refresh(): void;
}

interface DrawnMark extends Point {
  readonly trade: Trade;
  readonly result: number;
  readonly isEntry: boolean;
}

const REACH_PX = 14;
const RESTED_PX_MIN = 6;
const RESTING_LOOK = {
  stop: { label: 'stop', dash: [5, 3] },
  target: { label: 'target', dash: [2, 3] },
  entry: { label: 'entry', dash: [8, 4] },
} as const;

export function createTradeLayer(parts: TradeLayerParts): TradeLayer {
  let attached: SeriesAttachedParameter | null = null;
  let marks: readonly DrawnMark[] = [];
  let clusters: readonly Cluster[] = [];
  let clusterY = 0;
  const yOf = (price: number): number => attached?.series.priceToCoordinate(price) ?? -100;

  const draw = (target: Canvas): void =>
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      const colours = parts.colours();
      const chosen = parts.selected();
      const inView = marksInView(parts, yOf, mediaSize.width);
      const crowded = inView.length > MARKS_MAX;
      marks = crowded ? [] : inView;
      clusters = crowded
        ? clustersOf(
            inView.filter(({ isEntry }) => isEntry),
            mediaSize.width,
          )
        : [];
      clusterY = 14;
      for (const cluster of clusters) drawCluster(context, cluster, clusterY, colours);
      for (const { trade, isEntry, x, y } of marks) {
        if (isEntry)
          drawHeld(
            context,
            { x, y },
            { x: parts.xOf(trade.exitTime), y: yOf(trade.exitPrice) },
            faint(trade, colours),
            1,
          );
      }
      for (const mark of marks) {
        if (mark.trade !== chosen?.trade)
          drawMark(context, mark, { isBuy: mark.trade.isLong === mark.isEntry, filled: mark.isEntry }, colours);
      }
      if (chosen !== null) drawChosen(context, chosen.trade, chosen.prices, parts, yOf);
    });

  const view: IPrimitivePaneView = { zOrder: () => 'top', renderer: () => ({ draw }) };
  return {
    attached: (parameter) => (attached = parameter),
    detached: () => (attached = null),
    paneViews: () => [view],
    autoscaleInfo: () => {
      const [chosen, candles] = [parts.selected(), parts.candlesInView()];
      if (chosen === null || candles === null) return null;
      const { low, high } = rangeWithTrade(candles, endsOf(chosen.trade), chosen.prices.resting);
      return { priceRange: { minValue: low, maxValue: high } };
    },
    hit: (x, y) => {
      const cluster = clusters.find((each) => Math.abs(each.x - x) <= REACH_PX && Math.abs(clusterY - y) <= REACH_PX);
      if (cluster !== undefined) return cluster;
      const near = marks
        .map((mark) => ({ trade: mark.trade, distance: Math.hypot(mark.x - x, mark.y - y) }))
        .filter(({ distance }) => distance <= REACH_PX)
        .toSorted((a, b) => a.distance - b.distance);
      return near[0]?.trade ?? null;
    },
    refresh: () => attached?.requestUpdate(),
  };
}

/** Entry and exit of a trade, each at its instant. */
function endsOf({ entryTime, entryPrice, exitTime, exitPrice }: Trade): readonly DrawnPrice[] {
  return [
    { from: entryTime, to: entryTime, price: entryPrice },
    { from: exitTime, to: exitTime, price: exitPrice },
  ];
}

function marksInView({ trades, xOf }: TradeLayerParts, yOf: (price: number) => number, width: number): DrawnMark[] {
  const found: DrawnMark[] = [];
  for (const trade of trades()) {
    const [entryX, exitX] = [xOf(trade.entryTime), xOf(trade.exitTime)];
    if (exitX < 0 || entryX > width) continue;
    found.push({ trade, result: trade.result, isEntry: true, x: entryX, y: yOf(trade.entryPrice) });
    if (!trade.open) found.push({ trade, result: trade.result, isEntry: false, x: exitX, y: yOf(trade.exitPrice) });
  }
  return found;
}

function drawChosen(
  context: CanvasRenderingContext2D,
  trade: Trade,
  { fills, resting }: TradePrices,
  parts: TradeLayerParts,
  yOf: (price: number) => number,
): void {
  const colours = parts.colours();
  const colour = trade.result >= 0 ? colours.gain : colours.loss;
  for (const [index, line] of resting.entries()) {
    const from = { x: parts.xOf(line.from), y: yOf(line.price) };
    // An entry that filled as soon as it was placed rested nowhere.
    if (line.kind === 'entry' && parts.xOf(line.to) - from.x < RESTED_PX_MIN) continue;
    const { label, dash } = RESTING_LOOK[line.kind];
    const lineColour = { stop: colours.loss, target: colours.gain, entry: colours.muted }[line.kind];
    drawResting(context, from, parts.xOf(line.to), {
      label: isMoved(resting, index) ? '' : label,
      colour: lineColour,
      dash,
    });
  }
  const point = (time: number, price: number): Point => ({ x: parts.xOf(time), y: yOf(price) });
  drawHeld(context, point(trade.entryTime, trade.entryPrice), point(trade.exitTime, trade.exitPrice), colour, 2.5);
  const shown = fills.length > 0 ? fills : [{ time: trade.entryTime, price: trade.entryPrice, isBuy: trade.isLong }];
  for (const fill of shown) {
    drawMark(
      context,
      point(fill.time, fill.price),
      { isBuy: fill.isBuy, filled: fill.isBuy === trade.isLong, size: 7 },
      colours,
    );
  }
}

/** Whether a line goes on where another of its kind was: then it needs no name of its own. */
function isMoved(resting: readonly RestingPrice[], index: number): boolean {
  const line = resting[index];
  return resting.slice(0, index).some((earlier) => earlier.kind === line?.kind && earlier.from < line.from);
}

function faint(trade: Trade, { gain, loss }: ChartColours): string {
  return `color-mix(in srgb, ${trade.result >= 0 ? gain : loss} 55%, transparent)`;
}

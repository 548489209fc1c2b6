// A market as the price chart shows it: its klines by level, how far they reach, and its trades.
import type { MarketModel } from '../../page/report-model.ts';
import type { Trade, TradeBook } from '../model/trades.ts';
import { createLevelStore, type LevelStore } from './level-store.ts';
import { moved, spanOf, type Viewport, type ViewportLimits, zoomed } from './viewport.ts';

export interface ShownMarket {
  readonly model: MarketModel;
  readonly levels: LevelStore;
  readonly limits: ViewportLimits;
  readonly trades: readonly Trade[];
}

const KLINES_IN_VIEW_MIN = 20;

/** The market, or none where it has no klines. */
export function shownMarket(model: MarketModel, book: TradeBook): readonly ShownMarket[] {
  const levels = createLevelStore(model);
  const whole = levels.whole();
  if (whole === null) return [];
  const limits = { whole, spanMinMs: Math.min(KLINES_IN_VIEW_MIN * model.finestMs, spanOf(whole)) };
  return [{ model, levels, limits, trades: book.trades.filter((trade) => trade.symbol === model.symbol) }];
}

/** The same time in another market, as far as that has it. */
export function sameStretch(view: Viewport, limits: ViewportLimits): Viewport {
  return moved(zoomed(view, 1, view.fromMs, limits), 0, limits);
}

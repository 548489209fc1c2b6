// One symbol of a synthetic market, bar by bar: price, candle, mark price, volume and funding.
import { intervalMs } from '../../engine/domain/interval.ts';
import type { FundingColumns } from '../data/funding-columns.ts';
import { allocateKlineColumns, type KlineColumns } from '../data/kline-columns.ts';
import { activityAt } from './activity-profile.ts';
import { SUB_STEPS, walkBar } from './bar-path.ts';
import { createDecimalGrid } from './decimal-grid.ts';
import { createFundingModel } from './funding-model.ts';
import { createMarkModel } from './mark-model.ts';
import { demand, type CompleteRun, type CompleteTraits } from './market-options.ts';
import { createPremiumModel } from './premium-model.ts';
import { createUniformSource } from './uniform-source.ts';
import { createVolumeModel } from './volume-model.ts';

/** Recorded files of one symbol, made up: klines, mark-price klines of the same bars, and funding settlements. */
export interface SyntheticMarket {
  readonly klines: KlineColumns;
  readonly mark: KlineColumns;
  readonly funding: FundingColumns;
}

export interface SymbolMarket {
  /** Makes bar `bar` from the driver's move and volatility, both in units of the symbol's own volatility. */
  advance(bar: number, openTime: number, closeTime: number, move: number, volatility: number): void;
  finish(): SyntheticMarket;
}

const DAY_MS = 86_400_000;
const HALF_DAY_MS = DAY_MS / 2;
/** No bar moves the price by more than this. */
const MOVE_MAX_RATIO = 0.5;
/** The price does not come nearer to zero. */
const PRICE_TICKS_MIN = 20;
const GAP_TICKS_MAX = 3;
/** How far prices and volumes may rise above the usual and still be exact numbers. */
const EXACT_MARGIN = 10_000;
const QUOTE_VOLUME_DECIMALS = 1e4;
/** Quote asset in a usual trade. */
const TRADE_NOTIONAL = 2000;

export function createSymbolMarket(run: CompleteRun, traits: CompleteTraits): SymbolMarket {
  const { symbol, priceStart } = traits;
  const { interval, seed, bars } = run;
  const stepMs = intervalMs(interval);
  const prices = createDecimalGrid(traits.tickSize);
  const quantities = createDecimalGrid(traits.quantityStep);
  const chance = createUniformSource(seed, `${symbol} path`);
  const volumes = createVolumeModel({ uniform: createUniformSource(seed, `${symbol} volume`), stepMs });
  const nextPremium = createPremiumModel({ uniform: createUniformSource(seed, `${symbol} premium`), stepMs });
  const klines = allocateKlineColumns(symbol, interval, bars);
  const mark = createMarkModel(symbol, interval, bars);
  const funding = createFundingModel(symbol);

  const deviation = traits.volatilityPerDayRatio * Math.sqrt(stepMs / DAY_MS);
  const turnover = (traits.turnoverPerDay * stepMs) / DAY_MS;
  const priceMin = PRICE_TICKS_MIN * prices.step;
  const path = new Float64Array(SUB_STEPS);
  demand(priceStart >= priceMin, 'priceStart', priceStart, `at least ${PRICE_TICKS_MIN} ticks (${priceMin})`);
  demand(priceStart <= prices.exactMax / EXACT_MARGIN, 'tickSize', prices.step, 'a coarser one for such a price');
  const quantityFits = turnover / priceStart <= quantities.exactMax / EXACT_MARGIN;
  demand(quantityFits, 'quantityStep', quantities.step, 'a coarser one for such a turnover');
  let price = priceStart;
  let closeTicks = prices.nearest(price);

  function advance(bar: number, openTime: number, closeTime: number, move: number, volatility: number): void {
    // Longer bars hold busy and quiet hours alike.
    const activity = stepMs < HALF_DAY_MS ? activityAt(openTime + stepMs / 2) : 1;
    const premium = nextPremium(move);
    const isTraded = chance.next() >= run.zeroVolumeRatio;
    if (isTraded) moveBar(bar, move, volatility, Math.sqrt(activity));
    else standStill(bar);
    if (isTraded) tradeBar(bar, { activity, volatility, move });
    klines.openTime[bar] = openTime;
    mark.addBar(bar, openTime, path, premium);
    funding.addBar(openTime, closeTime, premium);
  }

  function moveBar(bar: number, move: number, volatility: number, bustle: number): void {
    const ratio = Math.max(-MOVE_MAX_RATIO, Math.min(MOVE_MAX_RATIO, deviation * bustle * move));
    // Two terms of the exponential series, so that ups and downs cancel out over time.
    const end = Math.max(priceMin, price * (1 + ratio + (ratio * ratio) / 2));
    walkBar(path, price, end, price * deviation * bustle * volatility, chance);
    const openTicks = Math.max(1, closeTicks + gapTicks());
    closeTicks = prices.nearest(end);
    let highTicks = Math.max(openTicks, closeTicks);
    let lowTicks = Math.min(openTicks, closeTicks);
    for (let step = 0; step < SUB_STEPS; step++) {
      const point = Math.max(priceMin, path[step] ?? end);
      path[step] = point;
      const ticks = prices.nearest(point);
      if (ticks > highTicks) highTicks = ticks;
      if (ticks < lowTicks) lowTicks = ticks;
    }
    price = end;
    klines.open[bar] = prices.valueOf(openTicks);
    klines.high[bar] = prices.valueOf(highTicks);
    klines.low[bar] = prices.valueOf(lowTicks);
    klines.close[bar] = prices.valueOf(closeTicks);
  }

  function gapTicks(): number {
    if (chance.next() >= run.gapRatio) return 0;
    const ticks = 1 + Math.floor(chance.next() * GAP_TICKS_MAX);
    return chance.next() < 0.5 ? -ticks : ticks;
  }

  /** A bar without a trade: flat at the close before, volume 0. */
  function standStill(bar: number): void {
    const last = prices.valueOf(closeTicks);
    klines.open[bar] = last;
    klines.high[bar] = last;
    klines.low[bar] = last;
    klines.close[bar] = last;
    path.fill(last);
  }

  function tradeBar(bar: number, mood: { activity: number; volatility: number; move: number }): void {
    const usual = turnover / price;
    const steps = Math.max(1, quantities.nearest(usual * volumes.factor(mood)));
    const volume = quantities.valueOf(steps);
    const typical = (at(klines.open, bar) + at(klines.high, bar) + at(klines.low, bar) + at(klines.close, bar)) / 4;
    const trades = Math.round(((volume * price) / TRADE_NOTIONAL) * volumes.tradeCountFactor());
    klines.volume[bar] = volume;
    klines.quoteVolume[bar] = Math.round(volume * typical * QUOTE_VOLUME_DECIMALS) / QUOTE_VOLUME_DECIMALS;
    klines.tradeCount[bar] = Math.max(1, Math.min(steps, trades));
    klines.takerBuyVolume[bar] = quantities.valueOf(Math.round(steps * volumes.takerBuyRatio(mood.move)));
  }

  return { advance, finish: () => ({ klines, mark: mark.columns, funding: funding.columns() }) };
}

function at(column: Float64Array, bar: number): number {
  return column[bar] ?? NaN;
}

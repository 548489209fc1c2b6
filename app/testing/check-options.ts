// Slips of the hand in what a run over hand-made klines is asked for with: a member that nobody reads would leave a test
// green for the wrong reason, so each is refused with one sentence.
import { describeFound } from '../../config/describe-found.ts';
import { nearestName } from '../../engine/domain/nearest-name.ts';
import { isRecord } from '../../config/setting-path.ts';
import { INTERVALS } from '../../engine/domain/interval.ts';
import type { StrategyDefinition } from '../../engine/strategy/define-strategy.ts';
import type { KlinePrices } from './hand-made-klines.ts';
import type { RunOptions, RunSettings, TestMarket } from './run-options.ts';
import type { TestRules } from './test-rules.ts';

type Names<T> = Readonly<Record<keyof T, true>>;

const SETTINGS: Names<RunSettings> = {
  ...{ params: true, interval: true, start: true, warmup: true, seed: true },
  ...{ account: true, exchange: true, execution: true, risk: true, results: true, allowQuarantine: true },
};
const MARKET: Names<TestMarket> = { klines: true, symbol: true, marks: true, funding: true, rules: true };
const RULES: Names<TestRules> = {
  ...{ priceTick: true, quantityStep: true, notionalMin: true },
  ...{ leverageMax: true, maintenanceRatio: true },
};
const PRICES: Names<KlinePrices> = { open: true, high: true, low: true, close: true, volume: true };

/** Throws RangeError where `strategy` is none, and where `options` has a member that no run knows. */
export function demandOptions(strategy: StrategyDefinition, options: RunOptions): void {
  if (!isRecord(strategy) || typeof strategy.run !== 'function') {
    const hint = isRecord(strategy) && 'then' in strategy ? ' that is not awaited: await loadStrategy(…)' : '';
    const found = hint === '' ? describeFound(strategy) : 'a promise';
    throw new RangeError(`strategy: found ${found}${hint}, allowed: what defineStrategy returns`);
  }
  demandNames(options, 'options', { ...SETTINGS, ...MARKET, markets: true });
  const { interval = '1m', markets } = options;
  const intervals = INTERVALS.filter((name) => name !== '1M');
  if (!intervals.includes(interval)) {
    throw new RangeError(`interval: found ${describeFound(interval)}, allowed: ${intervals.join(', ')}`);
  }
  if (markets === undefined) return;
  const stray = Object.keys(MARKET).find((name) => name in options);
  if (stray !== undefined) throw new RangeError(`${stray}: stands beside markets, allowed: in each of the markets`);
  demandNames(markets, 'markets', undefined);
}

/** Throws RangeError where a market lacks klines or has something that is none; `place` is '' for a market that is the options. */
export function demandMarket(market: TestMarket, place: string): void {
  if (place !== '') demandNames(market, place, MARKET);
  const within = place === '' ? '' : `${place}.`;
  demandKlines(market.klines, `${within}klines`);
  if (market.marks !== undefined) demandKlines(market.marks, `${within}marks`);
  if (market.rules !== undefined) demandNames(market.rules, `${within}rules`, RULES);
  if (market.funding !== undefined) demandFunding(market.funding, `${within}funding`);
}

/** Throws RangeError where `section` is none, or has a name that is not among `known`; without `known` any name will do. */
function demandNames(section: unknown, place: string, known: object | undefined): void {
  if (!isRecord(section)) throw new RangeError(`${place}: found ${describeFound(section)}, allowed: an object`);
  if (known === undefined) return;
  const names = Object.keys(known);
  const unknown = Object.keys(section).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const near = nearestName(unknown, names);
  const hint = near === undefined ? ',' : `, did you mean ${near}?`;
  throw new RangeError(`${place}.${unknown}: unknown${hint} allowed: ${names.join(', ')}`);
}

function demandKlines(klines: unknown, place: string): void {
  if (klines === undefined) throw new RangeError(`${place}: missing, needed: a list of klines, warm-up first`);
  if (!Array.isArray(klines)) {
    const hint = typeof klines === 'string' ? '; marbleKlines makes one of a diagram' : '';
    throw new RangeError(`${place}: found ${describeFound(klines)}, allowed: a list of klines${hint}`);
  }
  const list: readonly unknown[] = klines;
  for (const [index, kline] of list.entries()) {
    if (typeof kline === 'number' || kline === null || Array.isArray(kline)) continue;
    if (isRecord(kline)) demandNames(kline, `${place}[${index}]`, PRICES);
    else throw new RangeError(`${place}[${index}]: found ${describeFound(kline)}, ${KLINE_ALLOWED}`);
  }
}

const KLINE_ALLOWED = 'allowed: a close, [open, high, low, close, volume], the same with names, or null for none';

function demandFunding(funding: unknown, place: string): void {
  demandNames(funding, place, undefined);
  for (const [kline, rateRatio] of Object.entries(isRecord(funding) ? funding : {})) {
    if (/^\d+$/.test(kline) && Number.isFinite(rateRatio)) continue;
    throw new RangeError(`${place}.${kline}: found ${describeFound(rateRatio)}, allowed: ratios by number of kline`);
  }
}

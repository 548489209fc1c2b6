// A drawn scenario as markets, klines and commands.
import type { WalkKline, WalkMark } from '../../backtest/exchange/walk-input.ts';
import type { Command } from '../../engine/domain/command.ts';
import { toDecimal } from '../../engine/domain/decimal.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import type { LeverageBrackets } from '../../engine/domain/leverage-bracket.ts';
import { buildCommand, buildReactions, orderId, type Market } from './build-command.ts';
import type { Drawn, DrawnBar, DrawnMarket } from './drawn-scenario.ts';
import { makeBrackets, makeInstrument, MINUTE_MS, START_TIME } from './make.ts';
import type { Reaction, Scenario, ScenarioStep } from './scenario.ts';

const SYMBOLS = ['AUSDT', 'BUSDT'] as const;
/** Price in ticks at which every market begins, and the least it falls to. */
const START_TICKS = 1000;
const LEAST_TICKS = 200;

const WIDE_BRACKETS: LeverageBrackets = makeBrackets(
  [1000, 50, '0.01'],
  [2000, 20, '0.025'],
  [5000, 10, '0.05'],
  [1_000_000, 3, '0.125'],
);
const NARROW_BRACKETS: LeverageBrackets = makeBrackets(
  [60, 50, '0.01'],
  [150, 50, '0.03'],
  [400, 20, '0.04'],
  [3000, 20, '0.045'],
);

export function buildScenario(drawn: Drawn): Scenario {
  const markets = drawn.markets.map((each, index): Market => {
    const symbol = SYMBOLS[index] ?? SYMBOLS[0];
    return { symbol, instrument: buildInstrument(symbol, each), klines: buildKlines(symbol, each) };
  });
  return {
    // Multi-assets margin is cross only.
    settings: { ...drawn.settings, multiAssets: drawn.settings.multiAssets === true && !isolates(drawn) },
    instruments: new Map(markets.map(({ symbol, instrument }) => [symbol, instrument])),
    brackets: new Map(
      markets.map(({ symbol }, index) => [
        symbol,
        drawn.markets[index]?.hasNarrowBrackets === true ? NARROW_BRACKETS : WIDE_BRACKETS,
      ]),
    ),
    startBalance: String(drawn.balance),
    startTime: START_TIME,
    slownessMs: drawn.slowness,
    steps: buildSteps(drawn, markets),
    reactions: drawn.commands.flatMap((command, index): readonly Reaction[] => {
      const legs = buildReactions(drawn, markets, command, index);
      const { deed, when } = command;
      if (when.at !== 'report') return legs;
      const send = buildCommand(drawn, markets, command, index);
      // What speaks of an order answers its acceptance, else it would mostly come too early or too late.
      if (deed.what === 'amend' || deed.what === 'cancel') {
        return [...legs, { on: 'orderAccepted', clientOrderId: orderId(drawn, deed.of), send }];
      }
      return [...legs, { on: when.kind, clientOrderId: orderId(drawn, when.of), send }];
    }),
  };
}

function isolates(drawn: Drawn): boolean {
  const { marginMode, symbols = {} } = drawn.settings;
  return marginMode === 'isolated' || Object.values(symbols).some((own) => own.marginMode === 'isolated');
}

function buildSteps(drawn: Drawn, markets: readonly Market[]): ScenarioStep[] {
  const minutes = drawn.markets[0]?.bars.length ?? 0;
  return Array.from({ length: minutes }, (_, minute): ScenarioStep => {
    const send: Command[] = [];
    const timed: { readonly time: number; readonly commands: readonly Command[] }[] = [];
    for (const [index, command] of drawn.commands.entries()) {
      const { when } = command;
      if (when.at === 'report' || when.minute !== minute) continue;
      const commands = buildCommand(drawn, markets, command, index);
      if (when.at === 'minute') send.push(...commands);
      else timed.push({ time: START_TIME + minute * MINUTE_MS + when.ms, commands });
    }
    const klines = markets.flatMap((market, index) => {
      const kline = market.klines[minute];
      if (kline === undefined || drawn.markets[index]?.bars[minute]?.isMissing === true) return [];
      return kline.closeTime === START_TIME + (minute + 1) * MINUTE_MS ? [kline] : [];
    });
    const funding = markets.flatMap(({ symbol }, index) => {
      const rateRatio = drawn.markets[index]?.funding[minute] ?? null;
      return rateRatio === null ? [] : [{ symbol, rateRatio }];
    });
    const instant = { time: START_TIME + (minute + 1) * MINUTE_MS, klines, funding };
    return { send, timed: timed.toSorted((a, b) => a.time - b.time), instant };
  });
}

function buildInstrument(symbol: string, drawn: DrawnMarket): Instrument {
  const quantityStep = toDecimal(drawn.step);
  const lot = { quantityMin: quantityStep, quantityMax: toDecimal(drawn.isStrict ? 3 : 1000), quantityStep };
  const strict: Partial<Instrument> = {
    priceRatioMax: toDecimal('1.01'),
    priceRatioMin: toDecimal('0.99'),
    marketTakeRatioMax: toDecimal('0.005'),
    notionalMin: toDecimal('60'),
    priceMax: toDecimal(drawn.tick).times(START_TICKS + 40),
  };
  return makeInstrument(symbol, {
    priceTick: toDecimal(drawn.tick),
    priceMin: toDecimal(drawn.tick),
    lot,
    marketLot: lot,
    openOrdersMax: drawn.openOrdersMax,
    triggerProtectRatio: toDecimal('0.01'),
    ...(drawn.isStrict ? strict : {}),
  });
}

function buildKlines(symbol: string, drawn: DrawnMarket): WalkKline[] {
  // A price is the double that prints as its ticks do.
  const price = (ticks: number): number =>
    toDecimal(drawn.klineTick ?? drawn.tick)
      .times(ticks)
      .toNumber();
  let closeTicks = START_TICKS;
  return drawn.bars.map((bar, minute) => {
    const open = Math.max(LEAST_TICKS, closeTicks + bar.gap);
    const high = open + bar.up;
    const low = open - bar.down;
    const close = low + Math.round(((high - low) * bar.close) / 12);
    closeTicks = close;
    // A kline of two minutes stands in the list at both, and ends with the second.
    const openTime = START_TIME + (minute - (minute % drawn.klineMinutes)) * MINUTE_MS;
    const closeTime = openTime + drawn.klineMinutes * MINUTE_MS;
    const prices = { open: price(open), high: price(high), low: price(low), close: price(close) };
    const mark = buildMark(bar, drawn.markRatio, { open, high, low, close }, price);
    return { symbol, openTime, closeTime, ...prices, volume: bar.volume, mark };
  });
}

function buildMark(
  drawn: DrawnBar,
  ratio: number,
  last: Readonly<Record<'open' | 'high' | 'low' | 'close', number>>,
  price: (ticks: number) => number,
): WalkMark {
  if (drawn.mark === null) return { kind: 'ratio', ratio };
  const open = last.open + drawn.mark.open;
  const close = last.close + drawn.mark.close;
  const high = Math.max(open, close, last.high + drawn.mark.high);
  const low = Math.min(open, close, last.low + drawn.mark.low);
  return { kind: 'kline', open: price(open), high: price(high), low: price(low), close: price(close) };
}

// A strategy that says anything at all, on klines that go anywhere, through the whole engine against the simulated exchange:
// from one seed each. The run itself demands equal books after every report; here it is demanded that nothing throws, that
// brackets never hold what the strategy does not, that no leg outlives its bracket, and that what asked for a stop has one
// from the next place on.
import { from, mergeMap } from 'rxjs';
import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import type { Exits } from '../../../engine/domain/intent.ts';
import { isEnded } from '../../../engine/domain/order.ts';
import type { Direction, PositionSide } from '../../../engine/domain/side.ts';
import {
  amend,
  cancelAll,
  close,
  defineStrategy,
  type Intent,
  keepOrders,
  open,
  place,
  reduce,
  reverse,
  setExits,
  target,
} from '../../../engine/index.ts';
import { type Bench, type BenchInput, type Candle, startRun, T0 } from '../end-to-end/bench.ts';

const KLINES = 120;
const MINUTE_MS = 60_000;

type Chance = () => number;

/** A small generator of its own, so that a seed means the same for ever. */
function chanceOf(seed: number): Chance {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A walk around 100; every tenth kline trades nothing. */
function candles(chance: Chance): readonly Candle[] {
  const onTick = (price: number): number => Math.round(Math.max(5, price) * 10) / 10;
  let price = 100;
  return Array.from({ length: KLINES }, (): Candle => {
    const first = price;
    price = onTick(price + (chance() - 0.5) * 3);
    const high = onTick(Math.max(first, price) + chance() * 2);
    const low = onTick(Math.min(first, price) - chance() * 2);
    return [first, high, low, price, chance() < 0.1 ? 0 : 5 + chance() * 100];
  });
}

function exitsOf(chance: Chance): Exits {
  return {
    ...(chance() < 0.7
      ? { stop: chance() < 0.5 ? { distance: 0.3 + chance() * 4 } : { ratio: 0.005 + chance() * 0.03 } }
      : {}),
    ...(chance() < 0.5
      ? { targets: Array.from({ length: 1 + Math.floor(chance() * 3) }, () => ({ distance: 0.3 + chance() * 5 })) }
      : {}),
    ...(chance() < 0.2
      ? {
          trailing: {
            callbackRatio: 0.01 + chance() * 0.02,
            by: chance() < 0.3 ? ('venue' as const) : ('engine' as const),
          },
        }
      : {}),
    ...(chance() < 0.2 ? { breakEven: { trigger: { distance: 1 } } } : {}),
    ...(chance() < 0.2 ? { maxHoldingMs: MINUTE_MS * (1 + Math.floor(chance() * 10)) } : {}),
  };
}

type Sentence = Intent<never>;

/** One intent of any kind, sensible or not. */
function anyIntent(chance: Chance, last: number, isHedge: boolean, refs: string[]): Sentence {
  const direction: Direction = chance() < 0.5 ? 'long' : 'short';
  const side = isHedge ? { side: direction } : {};
  const position = isHedge ? { position: direction } : {};
  const quantity = Math.max(0.1, Math.round(chance() * 30) / 10);
  const near = last + (chance() - 0.5) * 3;
  const ref = `r${refs.length}`;
  const known = refs[Math.floor(chance() * refs.length)] ?? 'nothing';
  const kinds: (() => Sentence)[] = [
    () => open({ side: direction, quantity, ref, ...exitsOf(chance) }),
    () => open({ side: direction, type: 'limit', price: near, quantity, ref, ...exitsOf(chance) }),
    () => open({ side: direction, type: 'stop', triggerPrice: near, quantity, ref, ...exitsOf(chance) }),
    () => close(side),
    () => close({ of: known, ...side }),
    () => reduce({ quantity, ...side }),
    () => reverse({ ...side, ...exitsOf(chance) }),
    () => target({ quantity: direction === 'long' ? quantity : -quantity, ...side, ...exitsOf(chance) }),
    () => target({ quantity: 0, ...side }),
    () => place({ side: chance() < 0.5 ? 'buy' : 'sell', price: near, quantity, ref, ...position }),
    () => place({ side: chance() < 0.5 ? 'buy' : 'sell', price: near, quantity, ref, ...position, ...exitsOf(chance) }),
    () => keepOrders(keptSet(chance, last, isHedge)),
    () => setExits({ ...side, ...exitsOf(chance), ...(chance() < 0.2 ? { stop: null } : {}) }),
    () => amend({ of: known, price: near }),
    () => cancelAll(),
  ];
  refs.push(ref);
  return kinds[Math.floor(chance() * kinds.length)]?.() ?? cancelAll();
}

function keptSet(chance: Chance, last: number, isHedge: boolean): Parameters<typeof keepOrders>[0] {
  const orders = Array.from({ length: Math.floor(chance() * 4) }, (_, index) => {
    const isBuy = chance() < 0.5;
    const price = last + (isBuy ? -1 : 1) * chance() * 2;
    const position = isHedge ? { position: isBuy ? ('long' as const) : ('short' as const) } : {};
    const exits = chance() < 0.3 ? { stop: { distance: 2 } } : {};
    return [`k${index}`, { side: isBuy ? 'buy' : 'sell', price, quantity: 1, ...position, ...exits } as const] as const;
  });
  return Object.fromEntries(orders);
}

function talker(seed: number, isHedge: boolean) {
  const chance = chanceOf(seed);
  const refs: string[] = [];
  return defineStrategy({
    name: 'talker',
    params: z.object({}),
    run: (context) =>
      context.klines('1m').pipe(
        mergeMap((kline) => {
          const said: Sentence[] = [];
          while (chance() < 0.45) said.push(anyIntent(chance, kline.close, isHedge, refs));
          return from(said);
        }),
      ),
  });
}

interface Setting {
  readonly seed: number;
  readonly mode: 'one-way' | 'hedge' | 'shared';
  readonly latencyMs: number;
  readonly isThin: boolean;
  readonly isLevered: boolean;
}

function begin({ seed, mode, latencyMs, isThin, isLevered }: Setting): Bench {
  const chance = chanceOf(seed);
  const isHedge = mode === 'hedge';
  const strategies =
    mode === 'shared' ? { s1: talker(seed, false), s2: talker(seed + 1, false) } : talker(seed, isHedge);
  const input: BenchInput = {
    klines: candles(chance),
    strategy: strategies,
    seed,
    account: {
      ...(isHedge ? { positionMode: 'hedge' } : {}),
      ...(mode === 'shared' ? { sharing: 'shared' } : {}),
      ...(isLevered ? { balance: 400, leverage: 20, marginMode: 'isolated' } : {}),
    },
    exchange: { latencyMs, participationRatio: isThin ? 0.1 : null },
    execution: { takeProfitType: chance() < 0.5 ? 'limit' : 'market', coalesceMs: chance() < 0.3 ? 50 : 0 },
  };
  return startRun(input);
}

/** What must hold at every instant; the first thing that does not, in words. */
function fault(bench: Bench, { mode, latencyMs }: Setting, instant: number): string | undefined {
  const { execution, account } = bench.backtest.engine;
  const brackets = execution.brackets();
  const openIds = new Set(brackets.map(({ bracketId }) => bracketId));
  for (const { bracketId, filled, exited, unprotectedSince, closing } of brackets) {
    if (filled.lt(exited)) return `${bracketId} holds less than nothing`;
    // What is sent at the close of a kline arrives with the next one; anything older is a hole.
    const isOld = unprotectedSince !== null && unprotectedSince < T0 + instant * MINUTE_MS - 100;
    if (latencyMs === 0 && closing === null && isOld) return `${bracketId} is without its stop`;
  }
  for (const { clientOrderId, status, role, bracketId } of bench.orders()) {
    const isLeg = role === 'stop-loss' || role === 'take-profit';
    if (latencyMs === 0 && isLeg && !isEnded(status) && !openIds.has(bracketId ?? ''))
      return `${clientOrderId} is orphaned`;
  }
  if (mode === 'shared') return undefined;
  const sides: readonly PositionSide[] = mode === 'hedge' ? ['long', 'short'] : ['both'];
  for (const side of sides) {
    const book = account.position('BTCUSDT', side).quantity;
    for (const bracket of brackets.filter(({ positionSide }) => positionSide === side)) {
      const held = bracket.filled.minus(bracket.exited);
      if (held.gt(book.abs())) return `${bracket.bracketId} holds ${held.toString()} of a book of ${book.toString()}`;
    }
  }
  return undefined;
}

const settings = Array.from({ length: 12 }, (_, index): Setting => {
  const seed = index + 1;
  return {
    seed,
    mode: (['one-way', 'hedge', 'shared'] as const)[index % 3] ?? 'one-way',
    latencyMs: index % 2 === 0 ? 0 : 700 * seed,
    isThin: index % 4 < 2,
    isLevered: index % 5 === 0,
  };
});

describe('a strategy that says anything at all', () => {
  test.each(settings)(
    'leaves brackets, books and legs in line: seed $seed, $mode, latency $latencyMs ms',
    (setting) => {
      const bench = begin(setting);
      for (let instant = 1; instant <= KLINES; instant += 1) {
        bench.step(1);
        expect(fault(bench, setting, instant)).toBeUndefined();
      }
      bench.stop();
      expect(bench.quarantines).toEqual([]);
      expect(bench.fills.length).toBeGreaterThan(0);
    },
  );
});

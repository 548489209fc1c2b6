// The simulated exchange alone: a kline in which nothing happens, and an order that is placed and filled, beside few and many that rest.
import { createSimulatedExchange, type SimulatedExchange } from '../../backtest/exchange/simulated-exchange.ts';
import { defaultExchangeSettings } from '../../backtest/exchange/settings.ts';
import type { WalkInstant } from '../../backtest/exchange/walk-input.ts';
import { createVirtualClock } from '../../engine/clock/virtual-clock.ts';
import { Decimal } from '../../engine/domain/decimal.ts';
import type { OrderRequest } from '../../engine/domain/order.ts';
import { BALANCE, QUANTITY } from '../data/always-in-terms.ts';
import { randomKlines } from '../data/random-klines.ts';
import { benchRules, SYMBOL } from '../data/rules.ts';
import { timePasses } from '../time-passes.ts';
import type { Measured } from '../sample.ts';

const LOWEST_PRICE = 100;
/** More than any part lets rest. */
const ORDERS_MAX = 10_000;

/** A kline walked while orders rest far below it. */
export function restingPart(orders: number): (count: number) => Promise<Measured> {
  return async (count) => {
    const instants = instantsOf(count);
    const stand = await standOf(orders);
    return timePasses(count, () => {
      const exchange = stand();
      return () => {
        for (const instant of instants) exchange.walk(instant);
      };
    });
  };
}

/** A kline at whose open an order at market arrives and is filled, turn about, while others rest. */
export function matchingPart(orders: number): (count: number) => Promise<Measured> {
  return async (count) => {
    const instants = instantsOf(count);
    const stand = await standOf(orders);
    return timePasses(count, () => {
      const exchange = stand();
      const filledBefore = exchange.statistics.fills;
      return () => {
        for (const [index, instant] of instants.entries()) {
          exchange.send({ kind: 'place', order: orderOf(`m${index}`, index % 2 === 0 ? 'buy' : 'sell', null) });
          exchange.walk(instant);
        }
        const filled = exchange.statistics.fills - filledBefore;
        if (filled !== count) throw new Error(`${filled} fills of ${count}`);
      };
    });
  };
}

/** Makes an exchange on which so many limit orders rest. */
async function standOf(orders: number): Promise<() => SimulatedExchange> {
  const { instrument, brackets } = await benchRules();
  return () => {
    const exchange = createSimulatedExchange({
      settings: defaultExchangeSettings(),
      instruments: new Map([[SYMBOL, { ...instrument, openOrdersMax: ORDERS_MAX }]]),
      brackets: new Map([[SYMBOL, brackets]]),
      clock: createVirtualClock(0),
      startBalance: new Decimal(BALANCE),
    });
    exchange.start();
    for (let index = 0; index < orders; index += 1) {
      exchange.send({ kind: 'place', order: orderOf(`r${index}`, 'buy', LOWEST_PRICE + index) });
    }
    return exchange;
  };
}

function instantsOf(count: number): readonly WalkInstant[] {
  return randomKlines(count).map((kline) => ({
    time: kline.closeTime,
    klines: [{ ...kline, mark: { kind: 'ratio', ratio: 1 } }],
    funding: [],
  }));
}

function orderOf(clientOrderId: string, side: 'buy' | 'sell', price: number | null): OrderRequest {
  return {
    clientOrderId,
    symbol: SYMBOL,
    side,
    positionSide: 'both',
    type: price === null ? 'MARKET' : 'LIMIT',
    quantity: new Decimal(price === null ? QUANTITY : 2),
    price: price === null ? null : new Decimal(price),
    triggerPrice: null,
    activationPrice: null,
    callbackRatio: null,
    timeInForce: 'GTC',
    goodTillMs: null,
    workingType: 'last',
    priceProtect: false,
    reduceOnly: false,
    closePosition: false,
  };
}

// From a run as the engine knows it to the plain values a test compares.
import { intervalMs } from '../../engine/domain/interval.ts';
import type { Order } from '../../engine/domain/order.ts';
import type { Refusal } from '../../engine/domain/refusal.ts';
import type { Trade } from '../../engine/portfolio/trade.ts';
import type { Quarantine } from '../../engine/strategy/host.ts';
import type { AttributedFill } from '../../engine/trader/observer.ts';
import { finalEquityOf } from '../final-equity.ts';
import { toGroupedMarble } from './marbles.ts';
import { plainRecord } from './plain.ts';
import type { SeenRun } from './run-over-klines.ts';
import type { RunFill, RunIntent, RunOrder, RunQuarantine, RunRefusal, RunTrade, StrategyRun } from './strategy-run.ts';

/** Number of the kline at a time: that which holds it, or, as somebody who sees closes counts, that which has just closed. */
interface KlineCount {
  holding(time: number): number;
  closedAt(time: number): number;
}

export function strategyRunOf(seen: SeenRun): StrategyRun {
  const { backtest, recorder, initialEquity, startTime, klineCount } = seen;
  const { engine } = backtest;
  const stepMs = intervalMs(seen.interval);
  const count: KlineCount = {
    holding: (time) => Math.floor((time - startTime) / stepMs),
    closedAt: (time) => Math.ceil((time - startTime) / stepMs) - 1,
  };
  const { feesPaid, fundingReceived } = engine.account.books();
  const [quarantine] = recorder.quarantines();
  const intents = seen.intents.map(({ intent, time }): RunIntent => {
    return { ...plainRecord(intent), kind: intent.kind, kline: count.closedAt(time), time };
  });
  const trades = [...recorder.trades(), ...engine.openTrades()].toSorted(
    (one, other) => one.entryTime - other.entryTime,
  );
  return {
    intents,
    warmupIntentsDropped: engine.strategies().reduce((sum, strategy) => sum + strategy.warmupIntentsDropped, 0),
    trades: trades.map((trade) => tradeOf(trade, count)),
    fills: recorder.fills().map((fill) => fillOf(fill, count)),
    orders: recorder.orders().map((order) => orderOf(order, count)),
    refusals: seen.refusals.map((refusal) => refusalOf(refusal, count)),
    logs: seen.logs,
    quarantine: quarantine === undefined ? null : quarantineOf(quarantine, count),
    equity: [...recorder.equitySeries(startTime, initialEquity).equity],
    finalEquity: finalEquityOf(backtest).toNumber(),
    feesPaid: feesPaid.toNumber(),
    fundingReceived: fundingReceived.toNumber(),
    bust: recorder.isBust(),
    marble: (alphabet) => {
      const at = (kline: number): readonly RunIntent[] => intents.filter((intent) => intent.kline === kline);
      const early = at(-1);
      const places = Array.from({ length: klineCount }, (_, kline) => at(kline));
      const diagram = toGroupedMarble(places, alphabet);
      return early.length === 0 ? diagram : `${toGroupedMarble([early], alphabet)}^${diagram}`;
    },
    table: (...members) => intents.map((intent) => members.map((member) => intent[member])),
  };
}

function tradeOf(trade: Trade, count: KlineCount): RunTrade {
  const { symbol, direction, ref, open, entryTime, exitTime, exitCause } = trade;
  return {
    symbol,
    direction,
    ref,
    open,
    entryKline: count.holding(entryTime),
    entryTime,
    exitKline: open ? count.closedAt(exitTime) : count.holding(exitTime),
    exitTime,
    quantity: trade.quantity.toNumber(),
    entryPrice: trade.entryPrice.toNumber(),
    exitPrice: trade.exitPrice.toNumber(),
    profit: trade.profit.toNumber(),
    fees: trade.fees.toNumber(),
    funding: trade.funding.toNumber(),
    result: trade.result.toNumber(),
    exitCause,
  };
}

function fillOf(fill: AttributedFill, count: KlineCount): RunFill {
  const { time, symbol, role, ref, side, quantity, price, fee, liquidity, cause } = fill;
  return {
    kline: count.holding(time),
    time,
    symbol,
    role,
    ref,
    side,
    quantity: quantity.toNumber(),
    price: price.toNumber(),
    fee: fee.toNumber(),
    liquidity,
    cause,
  };
}

function orderOf(order: Order, count: KlineCount): RunOrder {
  const { symbol, role, ref, type, side, status, endCode } = order;
  return {
    kline: count.closedAt(order.placedTime),
    symbol,
    role,
    ref,
    type,
    side,
    quantity: order.quantity?.toNumber() ?? null,
    price: order.price?.toNumber() ?? null,
    triggerPrice: order.triggerPrice?.toNumber() ?? null,
    filledQuantity: order.filledQuantity.toNumber(),
    status,
    endCode,
  };
}

function refusalOf(refusal: Refusal, count: KlineCount): RunRefusal {
  const { time, symbol, ref, intent, by, outcome, code, message, operands } = refusal;
  return { kline: count.closedAt(time), time, symbol, ref, intent, by, outcome, code, message, operands };
}

function quarantineOf({ time, code, message, cause }: Quarantine, count: KlineCount): RunQuarantine {
  return { kline: count.closedAt(time), time, code, message, cause };
}

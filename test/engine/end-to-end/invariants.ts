// What holds in every run, whatever is said and whatever the market does. That the books of engine and exchange are equal
// after every report is demanded by the composition itself: a run in which they differ throws.
import { isEnded } from '../../../engine/domain/order.ts';
import type { VenueOrder } from '../../../engine/domain/report.ts';
import { signedQuantity } from '../../../engine/domain/side.ts';
import { Decimal, type StrategyPosition } from '../../../engine/index.ts';
import type { Excursion } from '../../../app/excursion-watch.ts';
import type { Trade } from '../../../engine/portfolio/trade.ts';
import type { AttributedFill } from '../../../engine/trader/observer.ts';
import { type Bench, type Candle, startRun, T0 } from './bench.ts';
import { benchInput, type RandomRun } from './random-runs.ts';

const ZERO = new Decimal(0);

/** A random run to its end, with all that must hold looked at on the way. Throws an Error that says what does not. */
export function runAndCheck(random: RandomRun): Bench {
  const positions = new Map<string, StrategyPosition>();
  const run = startRun(
    benchInput(random, (position) => {
      positions.set(bookOf(position), position);
    }),
  );
  const isShared = random.account['sharing'] === 'shared';
  const isAtOnce = random.exchange['latencyMs'] === 0;
  const { replay } = run.backtest;
  while (replay.barsDone() < replay.barsTotal && !isBust(run)) {
    run.step(1);
    if (isAtOnce) demandProtection(run, random);
  }
  demandPositionsTold(run, positions);
  if (random.closesAtEnd && !isBust(run)) closeAndDemandFlat(run, isShared);
  run.stop();
  demandNoFlips(run, isShared);
  demandBooksAddUp(run);
  demandOrdersAddUp(run);
  demandTradesExplainEquity(run);
  demandTradesExplainFills(run);
  demandFundingIsShared(run);
  demandExcursions(run, random);
  demandOrdersAreThere(run);
  if (isAtOnce) demandNoLooseLegs(run);
  return run;
}

function demand(holds: boolean, ...words: readonly unknown[]): void {
  if (!holds) throw new Error(words.map(String).join(' '));
}

function isBust({ reports }: Bench): boolean {
  return reports.at(-1)?.kind === 'bust';
}

function bookOf(of: Pick<AttributedFill, 'strategyId' | 'symbol' | 'positionSide'>): string {
  return [of.strategyId, of.symbol, of.positionSide].join(' ');
}

function signedOf({ side, quantity }: AttributedFill): Decimal {
  return signedQuantity(side, quantity);
}

/**
 * What a bracket asks to be stopped by rests, is being closed, or was asked for since its market was last walked: a command
 * waits for the next kline (DESIGN law 6).
 */
function demandProtection({ backtest, equityTimes }: Bench, { markets }: RandomRun): void {
  const now = equityTimes.at(-1) ?? T0;
  for (const bracket of backtest.engine.execution.brackets()) {
    const { bracketId, symbol, filled, exited, unprotectedSince, closing } = bracket;
    const isDust = filled.minus(exited).lt('0.001');
    if (isDust || closing !== null || unprotectedSince === null) continue;
    const isOnItsWay = unprotectedSince >= lastCloseTime(markets[symbol]?.klines ?? [], now);
    demand(isOnItsWay, bracketId, 'is held without its stop since', unprotectedSince);
  }
}

function lastCloseTime(klines: readonly Candle[], now: number): number {
  const told = klines.slice(0, (now - T0) / 60_000);
  return T0 + (told.findLastIndex((candle) => candle !== null) + 1) * 60_000;
}

/** What a strategy was told of its books last is what its fills add up to. */
function demandPositionsTold(run: Bench, positions: ReadonlyMap<string, StrategyPosition>): void {
  const { fills, quarantines } = run;
  for (const [book, { strategyId, quantity, feesPaid }] of positions) {
    // A strategy that is stopped is told nothing any more.
    if (quarantines.some((quarantine) => quarantine.strategyId === strategyId)) continue;
    const own = fills.filter((fill) => bookOf(fill) === book);
    const held = own.reduce((sum, fill) => sum.plus(signedOf(fill)), ZERO);
    const fees = own.reduce((sum, { fee }) => sum.plus(fee), ZERO);
    demand(held.eq(quantity), book, 'was told', quantity, 'and its fills are', held);
    demand(fees.eq(feesPaid), book, 'was told of fees of', feesPaid, 'and its fills paid', fees);
  }
}

/** Closing at the end leaves nothing resting and nothing held. */
function closeAndDemandFlat(run: Bench, isShared: boolean): void {
  const { engine, exchange } = run.backtest;
  run.backtest.closeAtEnd();
  for (const { symbol, quantity } of exchange.books().positions) {
    // In a shared account orders carry no flag, so less than the smallest order cannot be closed.
    const isDust =
      isShared &&
      quantity
        .abs()
        .times(engine.markOf(symbol) ?? 0)
        .lt(5);
    demand(quantity.isZero() || isDust, quantity, 'of', symbol, 'is held after the end');
  }
  for (const { request } of openOrdersOf(run)) demand(false, request.clientOrderId, 'rests after the end');
}

/** What reduces never flips: each such fill leaves a book of the same sign, or none. */
function demandNoFlips({ fills, backtest }: Bench, isShared: boolean): void {
  // In a shared account exits carry no flag; what fills beyond the book is counted, and closed.
  if (isShared && backtest.engine.execution.counters().excessExits > 0) return;
  const books = new Map<string, Decimal>();
  for (const fill of fills) {
    const book = bookOf(fill);
    const before = books.get(book) ?? ZERO;
    const after = before.plus(signedOf(fill));
    books.set(book, after);
    if (fill.role === 'entry') continue;
    const isSameSide = after.isZero() || after.isNegative() === before.isNegative();
    const shrinks = isSameSide && after.abs().lt(before.abs());
    demand(shrinks, 'a fill of', fill.role, fill.clientOrderId, 'brought', book, 'from', before, 'to', after);
  }
}

/** The strategies' fills add up to what the exchange says is held. */
function demandBooksAddUp({ fills, backtest }: Bench): void {
  for (const { fillId, strategyId } of fills) demand(strategyId !== null, 'the fill', fillId, 'is nobody’s');
  for (const { symbol, positionSide, quantity } of backtest.exchange.books().positions) {
    const sum = fills
      .filter((fill) => fill.symbol === symbol && fill.positionSide === positionSide)
      .reduce((signed, fill) => signed.plus(signedOf(fill)), ZERO);
    demand(sum.eq(quantity), symbol, positionSide, 'holds', quantity, 'and the fills add up to', sum);
  }
}

/** An order has filled what its fills say, never more than it asked for, and one that has ended says why. */
function demandOrdersAddUp(run: Bench): void {
  const filled = new Map<string, Decimal>();
  for (const { clientOrderId, quantity } of run.fills) {
    if (clientOrderId !== null) filled.set(clientOrderId, quantity.plus(filled.get(clientOrderId) ?? ZERO));
  }
  for (const { clientOrderId, quantity, filledQuantity, status, endCode } of run.orders()) {
    const sum = filled.get(clientOrderId) ?? ZERO;
    demand(sum.eq(filledQuantity), clientOrderId, 'has filled', filledQuantity, 'and its fills add up to', sum);
    demand(quantity === null || quantity.gte(sum), clientOrderId, 'has filled', sum, 'of', quantity);
    const saysWhy = !isEnded(status) || (status === 'filled') === (endCode === null);
    demand(saysWhy, clientOrderId, 'has ended', status, 'with', endCode);
  }
}

/** Every change of equity is in some trade, but for what the insurance fund took or gave. */
function demandTradesExplainEquity({ trades, backtest }: Bench): void {
  const { engine, exchange } = backtest;
  const results = [...trades, ...engine.openTrades()].map(({ result }) => result);
  const explained = results.reduce((sum, result) => sum.plus(result), exchange.books().insuranceCleared);
  const change = engine.account.equity(engine.markOf)?.minus(10_000);
  const isSame = change?.minus(explained).abs().lte(1e-6) === true;
  demand(isSame, 'equity has changed by', change, 'and trades and insurance explain', explained);
}

/** Every fill of a strategy is in its trades to the last digit, no two trades have one id, and a trade holds what its parts say. */
function demandTradesExplainFills({ fills, trades, backtest }: Bench): void {
  const all = [...trades, ...backtest.engine.openTrades()];
  demand(new Set(all.map(({ tradeId }) => tradeId)).size === all.length, 'two trades have one id');
  const sums = new Map<string, { entry: Decimal; exit: Decimal; fee: Decimal }>();
  for (const { fillId, strategyId, quantity, fee, parts } of fills) {
    if (strategyId === null) continue;
    const [inParts, feeInParts] = [sumOf(parts.map((part) => part.quantity)), sumOf(parts.map((part) => part.fee))];
    demand(inParts.eq(quantity), 'the parts of', fillId, 'hold', inParts, 'of', quantity);
    demand(feeInParts.eq(fee), 'the parts of', fillId, 'pay', feeInParts, 'of', fee);
    for (const one of parts) {
      const sum = sums.get(one.tradeId) ?? { entry: ZERO, exit: ZERO, fee: ZERO };
      sums.set(one.tradeId, {
        ...sum,
        [one.part]: sum[one.part].plus(one.quantity),
        fee: sum.fee.plus(one.fee),
      });
    }
  }
  demand(sums.size === all.length, sums.size, 'trades have fills, and there are', all.length);
  for (const { tradeId, quantity, fees, open } of all) {
    const sum = sums.get(tradeId);
    demand(sum?.entry.eq(quantity) === true, tradeId, 'has', quantity, 'and its fills entered', sum?.entry);
    demand(sum?.fee.eq(fees) === true, tradeId, 'paid', fees, 'and its fills', sum?.fee);
    demand(open ? sum?.exit.lt(quantity) === true : sum?.exit.eq(quantity) === true, tradeId, 'left', sum?.exit);
  }
}

function sumOf(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((sum, amount) => sum.plus(amount), ZERO);
}

/** A settlement is shared over trades to the last digit, and a trade has received its shares. */
function demandFundingIsShared({ funding, trades, backtest }: Bench): void {
  const sums = new Map<string, Decimal>();
  for (const payment of funding) {
    const shared = sumOf(payment.trades.map(({ amount }) => amount));
    const isWhole = payment.strategyId === null || shared.eq(payment.amount);
    demand(isWhole, payment.symbol, 'paid', payment.amount, 'and its trades', shared);
    for (const { tradeId, amount } of payment.trades) sums.set(tradeId, amount.plus(sums.get(tradeId) ?? ZERO));
  }
  for (const trade of [...trades, ...backtest.engine.openTrades()]) {
    const sum = sums.get(trade.tradeId) ?? ZERO;
    demand(sum.eq(trade.funding), trade.tradeId, 'received', trade.funding, 'and its shares are', sum);
  }
}

/**
 * How far the price went while a trade was held is at most what the klines show that it touched, the close it was entered at
 * included, and at least what those show that it was held through.
 */
function demandExcursions(run: Bench, random: RandomRun): void {
  for (const trade of run.trades) {
    const excursion = run.backtest.excursions.of(trade);
    const [least, most] = [excursionOver(random, trade, 'through'), excursionOver(random, trade, 'touched')];
    for (const name of ['maeRatio', 'mfeRatio'] as const) {
      const ratio = excursion?.[name] ?? Number.NaN;
      const isWithin = ratio >= least[name] - 1e-12 && ratio <= most[name] + 1e-12;
      const held = `${trade.direction} from ${trade.entryTime - T0} to ${trade.exitTime - T0} at ${trade.entryPrice.toFixed()}`;
      demand(
        isWithin,
        name,
        'of',
        trade.tradeId,
        held,
        'is',
        ratio,
        'and its klines say',
        least[name],
        'to',
        most[name],
      );
    }
  }
}

function excursionOver(
  { markets }: RandomRun,
  { symbol, direction, entryTime, exitTime, entryPrice }: Trade,
  which: 'through' | 'touched',
): Excursion {
  const entry = entryPrice.toNumber();
  const candles = markets[symbol]?.klines ?? [];
  const lastRow = candles.findLastIndex((candle) => candle !== null);
  let [below, above] = [0, 0];
  for (const [row, candle] of candles.entries()) {
    if (candle === null) continue;
    const [opens, closes] = [T0 + row * 60_000, T0 + (row + 1) * 60_000];
    const [, high, low, close] = candle;
    const isThrough = opens > entryTime && closes <= exitTime;
    const isTouched = closes > entryTime && opens <= exitTime;
    // What is closed at the end of data meets the last close, by as much later as commands take.
    const isEnteredAtClose = which === 'touched' && closes <= entryTime && row === lastRow;
    if (which === 'through' ? isThrough : isTouched) {
      below = Math.max(below, (entry - low) / entry);
      above = Math.max(above, (high - entry) / entry);
    } else if (isEnteredAtClose) {
      below = Math.max(below, (entry - close) / entry);
      above = Math.max(above, (close - entry) / entry);
    }
  }
  return direction === 'long' ? { maeRatio: below, mfeRatio: above } : { maeRatio: above, mfeRatio: below };
}

/** What we hold to be open is open at the exchange, filled as far; what it has open we know. */
function demandOrdersAreThere(run: Bench): void {
  const theirs = new Map(openOrdersOf(run).map((order) => [order.request.clientOrderId, order]));
  const ours = new Map(run.orders().map((order) => [order.clientOrderId, order]));
  for (const [id, { filledQuantity }] of theirs) {
    const order = ours.get(id);
    const isKnown = order !== undefined && !isEnded(order.status) && order.filledQuantity.eq(filledQuantity);
    demand(isKnown, id, 'is open at the exchange, filled', filledQuantity, 'and here', order?.status);
  }
  for (const [id, { status }] of ours) {
    // What was sent at the last instant has not arrived.
    const isThere = isEnded(status) || status === 'pending' || theirs.has(id);
    demand(isThere, id, 'is', status, 'here, and the exchange does not know it');
  }
}

function openOrdersOf({ backtest: { exchange } }: Bench): readonly VenueOrder[] {
  let found: readonly VenueOrder[] | undefined;
  const subscription = exchange.report$.subscribe((report) => {
    if (report.kind === 'snapshot') found = report.snapshot.openOrders;
  });
  exchange.send({ kind: 'querySnapshot', requestId: 'end' });
  subscription.unsubscribe();
  if (found === undefined) throw new Error('the exchange has not answered the query of its orders');
  return found;
}

/** Exits rest for what is held, and for nothing else. */
function demandNoLooseLegs(run: Bench): void {
  const open = new Set(run.backtest.engine.execution.brackets().map(({ bracketId }) => bracketId));
  for (const { role, bracketId, status, clientOrderId } of run.orders()) {
    const isLeg = role === 'stop-loss' || role === 'take-profit';
    const isLoose = isLeg && !isEnded(status) && !open.has(bracketId ?? '');
    demand(!isLoose, clientOrderId, 'is', status, 'and its bracket is closed');
  }
}

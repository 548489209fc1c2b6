// The simulated exchange: a venue that walks recorded klines and answers like a real one. docs/fill-rules.md lists what
// it does; here the parts are joined.
import { Subject } from 'rxjs';
import type { Command } from '../../engine/domain/command.ts';
import type { Report } from '../../engine/domain/report.ts';
import { type Arrival, createArrivals } from './arrivals.ts';
import { BATCH_MAX, symbolOf } from './commands.ts';
import { type Desk, type ReportBody, type Sink, zeroCounts } from './desk.ts';
import { createEndedOrders } from './ended-orders.ts';
import { settleFunding } from './funding.ts';
import { walkInstant } from './instant-walk.ts';
import { createModels } from './models.ts';
import { answerQuery, capabilitiesOf } from './queries.ts';
import { createQuietWalk } from './quiet-walk.ts';
import { refuseUnlisted } from './unlisted.ts';
import type { SimulatedExchange, SimulatedExchangeParts } from './simulated-exchange-face.ts';
import { accountSettingsOf, booksOf, createState, type Market, takeWalked } from './state.ts';
import { fallsTogether } from './together.ts';
import type { WalkInstant } from './walk-input.ts';

export type { ExchangeStatistics, SimulatedExchange, SimulatedExchangeParts } from './simulated-exchange-face.ts';

const ENDED_ORDERS_MAX = 10_000;

/** An exchange without positions or orders; throws RangeError where its settings contradict each other. */
export function createSimulatedExchange(parts: SimulatedExchangeParts): SimulatedExchange {
  const { settings, instruments, brackets, clock, startBalance, asset = 'USDT' } = parts;
  const state = createState(settings, instruments, brackets, startBalance, asset);
  const markets = new Map(state.markets.map((market) => [market.symbol, market]));
  const marketOf = (symbol: string): Market | undefined => markets.get(symbol);
  const reports = new Subject<Report>();
  const arrivals = createArrivals(state.markets.length);
  const models = createModels(settings, parts.models);
  const counts = zeroCounts();
  let reportNumber = 0;
  let isWalking = false;
  /** Time of the report that is being told; commands sent in answer leave then. */
  let telling: number | undefined;

  const sink: Sink = {
    emit(body: ReportBody, time: number) {
      clock.advanceTo(time);
      reportNumber += 1;
      const outer = telling;
      telling = time;
      // The numbers stand before the spread: behind it each new member costs V8 a microsecond.
      reports.next({ reportNumber, time, ...body });
      telling = outer;
    },
  };
  const desk: Desk = {
    ...{ state, settings, models, sink, arrivals, counts },
    endedOrders: createEndedOrders(ENDED_ORDERS_MAX),
  };
  const quiet = createQuietWalk(desk, clock, marketOf);

  const carryOutForAccount = ({ command, time }: Arrival): void => {
    if (command.kind === 'querySnapshot' || command.kind === 'queryOrder') answerQuery(desk, command, time);
    else refuseUnlisted(desk, command, time);
  };

  const queue = (command: Command): void => {
    const symbol = symbolOf(command);
    const time = (telling ?? clock.now()) + models.latency(command);
    const index = symbol === null ? -1 : (markets.get(symbol)?.index ?? -1);
    if (command.kind === 'placeBatch' && command.orders.length <= BATCH_MAX) {
      for (const order of command.orders) {
        arrivals.add(markets.get(order.symbol)?.index ?? -1, { command: { kind: 'place', order }, time });
      }
    } else {
      arrivals.add(index, { command, time });
    }
  };

  const walkInFull = (instant: WalkInstant): void => {
    const { liquidations } = counts;
    walkInstant({ desk, clock, marketOf, carryOutForAccount }, instant);
    if (counts.liquidations === liquidations && fallsTogether(state, instant.klines)) counts.ambiguousLiquidations += 1;
    quiet.forget();
  };

  const settleAll = ({ funding, time }: WalkInstant): void => {
    for (const { symbol, rateRatio } of funding) {
      const market = marketOf(symbol);
      if (market !== undefined) settleFunding(desk, market, rateRatio, time);
    }
    if (funding.length > 0) quiet.forget();
  };

  return {
    report$: reports.asObservable(),
    start() {
      sink.emit({ kind: 'capabilities', capabilities: capabilitiesOf(BATCH_MAX) }, clock.now());
    },
    send(command) {
      const isQuery = command.kind === 'querySnapshot' || command.kind === 'queryOrder';
      if (isQuery && !isWalking) answerQuery(desk, command, clock.now());
      else queue(command);
    },
    async stop() {},
    walk(instant) {
      isWalking = true;
      counts.klines += instant.klines.length;
      if (!quiet.tryWalk(instant)) walkInFull(instant);
      settleAll(instant);
      isWalking = false;
    },
    books: () => booksOf(state),
    accountSettings: () => accountSettingsOf(state),
    takeWalked(symbol) {
      const market = marketOf(symbol);
      if (market === undefined) throw new RangeError(`${symbol} is not listed`);
      return takeWalked(market);
    },
    statistics: counts,
  };
}

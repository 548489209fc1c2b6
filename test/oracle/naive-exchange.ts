// The oracle: a naive exchange written from SEMANTICS and docs/fill-rules.md alone, as a witness against the simulated
// one. Plain loops over arrays, everything looked up anew at every step; it shares no code with backtest/exchange.
import type { WalkInstant, WalkKline } from '../../backtest/exchange/walk-input.ts';
import type { AccountBooks } from '../../engine/domain/account.ts';
import type { Command } from '../../engine/domain/command.ts';
import { Decimal } from '../../engine/domain/decimal.ts';
import { booksOf, postFunding } from './naive-books.ts';
import { payBust } from './naive-bust.ts';
import { createLane, moveTo, type NaiveLane } from './naive-lane.ts';
import { isLiquidatedNow, liquidate, wouldLiquidateTogether } from './naive-liquidation.ts';
import { heldOn } from './naive-margin.ts';
import type { Place } from './naive-path.ts';
import type { NaiveReport } from './naive-report.ts';
import {
  markOf,
  openNaiveState,
  symbolOf,
  type NaiveParts,
  type NaiveState,
  type PendingCommand,
} from './naive-state.ts';
import { isLiquidationHere, nextAtOpen, nextOnTheWay, runStep } from './naive-steps.ts';
import { chooseWalk, compareReplaced, replaceRest } from './naive-walk-choice.ts';

/** Commands that leave by themselves, as a timer of a strategy would send them. */
export interface TimedCommands {
  readonly time: number;
  readonly commands: readonly Command[];
}

export interface NaiveExchange {
  /** Sends commands at `time`; they arrive `latencyMs` later. */
  send(commands: readonly Command[], time: number): void;
  /** Walks all that ends at one instant and settles its funding. `timed` leave while it walks, in order of time. */
  walk(instant: WalkInstant, timed?: readonly TimedCommands[]): void;
  books(): AccountBooks;
  ambiguousBars(): number;
  ambiguousLiquidations(): number;
}

interface NextStep {
  readonly lane: NaiveLane;
  readonly isLiquidationHere: boolean;
  readonly time: number;
  /** Opens before choices before the rest. */
  readonly stage: 0 | 1 | 2;
  readonly run: () => void;
}

/** `onReport` sees every report when it is told and answers with the commands that are sent then. */
export function createNaiveExchange(
  parts: NaiveParts,
  onReport: (report: NaiveReport) => readonly Command[],
): NaiveExchange {
  const pending: PendingCommand[] = [];
  let sequence = 0;
  let ambiguousBars = 0;
  let ambiguousLiquidations = 0;
  const answers: { readonly time: number; readonly commands: readonly Command[] }[] = [];
  const state = openNaiveState(parts, (report) => answers.push({ time: report.time, commands: onReport(report) }));

  const send = (commands: readonly Command[], time: number): void => {
    for (const command of commands.flatMap(singleRows)) {
      pending.push({ arrivesAt: time + parts.latency(command), sequence: sequence++, command });
    }
  };

  /** Runs one happening whole; what was answered to its reports is sent only then. */
  const happen = (time: number, run: () => void): void => {
    run();
    payBust(state, time);
    for (const answer of answers.splice(0)) send(answer.commands, answer.time);
  };

  const walk = (instant: WalkInstant, timed: readonly TimedCommands[] = []): void => {
    const lanes = instant.klines.map((kline) => createLane(state, kline, symbolOf(state, kline.symbol)));
    const liquidationsBefore = state.liquidations;
    const timers = [...timed];
    let before: NextStep | undefined;
    for (;;) {
      const next = nextStep(state, lanes, pending, before);
      const [timer] = timers;
      if (timer !== undefined && timer.time < (next?.time ?? instant.time)) {
        while (timers[0]?.time === timer.time) send(timers.shift()?.commands ?? [], timer.time);
        continue;
      }
      if (next === undefined) break;
      happen(next.time, next.run);
      before = next;
    }
    if (state.liquidations === liquidationsBefore && wouldLiquidateTogether(state, instant)) ambiguousLiquidations += 1;
    for (const { symbol, rateRatio } of instant.funding) {
      const lane = lanes.find((each) => each.kline.symbol === symbol);
      settle(symbol, rateRatio, instant.time, lane?.kline);
    }
    ambiguousBars += lanes.filter((lane) => lane.isAmbiguous).length;
  };

  const settle = (name: string, rateRatio: number, time: number, kline: WalkKline | undefined): void => {
    const symbol = symbolOf(state, name);
    happen(time, () => {
      for (const position of heldOn(state, name)) {
        const rate = new Decimal(String(rateRatio));
        const amount = postFunding(state.account, position, markOf(symbol), rate, symbol.marginMode);
        const { positionSide } = position;
        state.tell({
          kind: 'fundingSettled',
          time,
          symbol: name,
          positionSide,
          rateRatio: rate,
          markPrice: markOf(symbol),
          amount,
        });
      }
    });
    for (;;) {
      const who = isLiquidatedNow(state, symbol);
      if (who === undefined || symbol.last === null || symbol.mark === null) return;
      const place: Place = { segment: 0, u: 0, time, last: symbol.last, mark: symbol.mark, isPoint: true };
      happen(time, () => liquidate(state, symbol, who, place, kline));
    }
  };

  return {
    send,
    walk,
    books: () => booksOf(state.account),
    ambiguousBars: () => ambiguousBars,
    ambiguousLiquidations: () => ambiguousLiquidations,
  };
}

/** The step of all lanes that comes first: by time, then opens, choices, the rest, then the order of the klines (PATH-8). */
function nextStep(
  state: NaiveState,
  lanes: readonly NaiveLane[],
  pending: PendingCommand[],
  before: NextStep | undefined,
): NextStep | undefined {
  let first: NextStep | undefined;
  let own: NextStep | undefined;
  for (const lane of lanes) {
    const next = nextOfLane(state, lane, pending, before?.time ?? lane.at.time);
    if (next === undefined) continue;
    if (lane === before?.lane && next.isLiquidationHere) own = next;
    if (first === undefined || next.time < first.time || (next.time === first.time && next.stage < first.stage)) {
      first = next;
    }
  }
  // A liquidation that a step made due in its own symbol comes before what other symbols do at that time.
  if (own !== undefined && own.time === first?.time && own.stage === first.stage) return own;
  return first;
}

function nextOfLane(state: NaiveState, lane: NaiveLane, pending: PendingCommand[], now: number): NextStep | undefined {
  const common = { lane, isLiquidationHere: false };
  if (lane.stage === 'before') {
    const run = (): void => {
      lane.stage = 'open';
      moveTo(state, lane, lane.at);
    };
    return { ...common, time: lane.at.time, stage: 0, run };
  }
  if (lane.stage === 'open') {
    const step = nextAtOpen(state, lane, pending);
    const time = Math.max(now, lane.at.time);
    if (step === undefined) return { ...common, time, stage: 1, run: () => chooseWalk(state, lane) };
    const run = (): void => runStep(state, lane, step, time);
    return { lane, isLiquidationHere: isLiquidationHere(lane, step), time, stage: 0, run };
  }
  const step = nextOnTheWay(state, lane, pending);
  if (step === undefined) return undefined;
  const time = Math.max(now, step.place.time);
  const run = (): void => {
    const goesOn = step.place.segment !== lane.at.segment || step.place.u !== lane.at.u;
    if (lane.replaced !== null && goesOn) compareReplaced(state, lane);
    runStep(state, lane, step, time);
    if (lane.opened !== null) replaceRest(state, lane);
  };
  return { lane, isLiquidationHere: isLiquidationHere(lane, step), time, stage: 2, run };
}

/** A batch is as many commands, one after the other (ACC-15). */
function singleRows(command: Command): readonly Command[] {
  if (command.kind !== 'placeBatch') return [command];
  return command.orders.map((order) => ({ kind: 'place', order }));
}

// A scenario is all that an exchange is told: markets, settings, klines, and commands sent between klines, by timers and
// in answer to reports. Both exchanges play the same one and answer with a transcript: every report with the books after it.
import type { VirtualClock } from '../../engine/clock/virtual-clock.ts';
import type { Command } from '../../engine/domain/command.ts';
import { Decimal } from '../../engine/domain/decimal.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import type { LeverageBrackets } from '../../engine/domain/leverage-bracket.ts';
import type { Report, ReportKind } from '../../engine/domain/report.ts';
import { createVirtualClock } from '../../engine/clock/virtual-clock.ts';
import { exchangeSettingsSchema, type ExchangeSettings } from '../../backtest/exchange/settings.ts';
import type { SimulatedExchange, SimulatedExchangeParts } from '../../backtest/exchange/simulated-exchange-face.ts';
import type { WalkInstant } from '../../backtest/exchange/walk-input.ts';
import { createNaiveExchange, type TimedCommands } from './naive-exchange.ts';
import { printBooks, printReport, type NaiveReport } from './naive-report.ts';

/** The first time a report of that kind tells of that order, the commands are sent. */
export interface Reaction {
  readonly on: ReportKind;
  readonly clientOrderId: string;
  readonly send: readonly Command[];
}

export interface ScenarioStep {
  /** Sent before the instant, at the end of the one before it. */
  readonly send: readonly Command[];
  /** Sent by timers while the instant is walked, in order of time. */
  readonly timed: readonly TimedCommands[];
  readonly instant: WalkInstant;
}

export interface Scenario {
  readonly settings: Partial<ExchangeSettings>;
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly brackets: ReadonlyMap<string, LeverageBrackets>;
  readonly startBalance: string;
  readonly startTime: number;
  /** How much longer than `latencyMs` a command takes that is no placement. */
  readonly slownessMs: number;
  readonly steps: readonly ScenarioStep[];
  readonly reactions: readonly Reaction[];
}

export interface Transcript {
  /** Report and books by turns. */
  readonly lines: readonly string[];
  readonly reports: readonly (Report | NaiveReport)[];
  readonly books: string;
  readonly ambiguousBars: number;
  readonly ambiguousLiquidations: number;
}

export type PlayScenario = (scenario: Scenario) => Transcript;

/** Plays a scenario on the oracle. */
export function playOnOracle(scenario: Scenario): Transcript {
  const settings = exchangeSettingsSchema.parse(scenario.settings);
  const startBalance = new Decimal(scenario.startBalance);
  const recorder = createRecorder(scenario.reactions);
  const { instruments, brackets } = scenario;
  const parts = { settings, instruments, brackets, startBalance, latency: latencyOf(scenario) };
  const exchange = createNaiveExchange(parts, (report) => recorder.hear(report, printBooks(exchange.books())));
  let time = scenario.startTime;
  for (const step of scenario.steps) {
    exchange.send(step.send, time);
    exchange.walk(step.instant, step.timed);
    time = step.instant.time;
  }
  return {
    ...recorder.heard(),
    books: printBooks(exchange.books()),
    ambiguousBars: exchange.ambiguousBars(),
    ambiguousLiquidations: exchange.ambiguousLiquidations(),
  };
}

/** Plays a scenario on an exchange that `create` makes. */
export function playOnExchange(create: (parts: SimulatedExchangeParts) => SimulatedExchange): PlayScenario {
  return (scenario) => {
    const clock: VirtualClock = createVirtualClock(scenario.startTime);
    const exchange = create({
      settings: exchangeSettingsSchema.parse(scenario.settings),
      instruments: scenario.instruments,
      brackets: scenario.brackets,
      clock,
      startBalance: new Decimal(scenario.startBalance),
      models: { latency: latencyOf(scenario) },
    });
    const recorder = createRecorder(scenario.reactions);
    const sendAll = (commands: readonly Command[]): void => {
      for (const command of commands) exchange.send(command);
    };
    const subscription = exchange.report$.subscribe((report) => {
      if (report.kind === 'capabilities') return;
      sendAll(recorder.hear(report, printBooks(exchange.books())));
    });
    exchange.start();
    for (const step of scenario.steps) {
      sendAll(step.send);
      for (const timed of step.timed) clock.at(timed.time, () => sendAll(timed.commands));
      exchange.walk(step.instant);
      clock.advanceTo(step.instant.time);
    }
    subscription.unsubscribe();
    const { ambiguousBars, ambiguousLiquidations } = exchange.statistics;
    return { ...recorder.heard(), books: printBooks(exchange.books()), ambiguousBars, ambiguousLiquidations };
  };
}

function latencyOf(scenario: Scenario): (command: Command) => number {
  const { latencyMs = 0 } = scenario.settings;
  return ({ kind }) => latencyMs + (kind === 'place' || kind === 'placeBatch' ? 0 : scenario.slownessMs);
}

function createRecorder(reactions: readonly Reaction[]): {
  hear(report: Report | NaiveReport, books: string): readonly Command[];
  heard(): Pick<Transcript, 'lines' | 'reports'>;
} {
  const lines: string[] = [];
  const reports: (Report | NaiveReport)[] = [];
  let left = reactions;
  return {
    hear(report, books) {
      lines.push(printReport(report), books);
      reports.push(report);
      const id = clientOrderIdOf(report);
      const answering = left.filter((each) => each.on === report.kind && each.clientOrderId === id);
      left = left.filter((each) => !answering.includes(each));
      return answering.flatMap((reaction) => reaction.send);
    },
    heard: () => ({ lines, reports }),
  };
}

function clientOrderIdOf(report: Report | NaiveReport): string | null {
  if (report.kind === 'filled') return report.fill.clientOrderId;
  return 'clientOrderId' in report ? report.clientOrderId : null;
}

// Judges the strategies of one lab: makes the runs, compares them, and says what was found.
import { basename, dirname, relative, sep } from 'node:path';
import type { LabStrategy, StrategyLab } from '../../app/strategy-lab.ts';
import { indexAtTime } from '../data/kline-columns.ts';
import type { ReplayMarket } from '../replay/replay.ts';
import { authorTexts } from './author-texts.ts';
import { findCarriedData } from './carried-data.ts';
import type { CheckResult, Finding, StartComparison, StrategyVerdict, Verdict } from './check-result.ts';
import { chooseCuts, type Cut } from './choose-cuts.ts';
import { cuttingTimes } from './cut-markets.ts';
import { betsOf, settleBets, singles } from './directions.ts';
import type { Said } from './emission-book.ts';
import * as findings from './findings.ts';
import { firstDifference } from './first-difference.ts';
import { readIntent } from './intent-text.ts';
import { compareLaterStarts } from './later-starts.ts';
import { withOtherPrices } from './other-prices.ts';
import { comparePrefixes, type PrefixResult } from './prefix.ts';
import { waysOut } from './reaching-out.ts';
import { isoTime, showDifference } from './show.ts';
import { type CheckHooks, createTrials, type Trial, type Trials } from './trials.ts';

export interface JudgeOptions {
  /** Points at which the data is cut, at most. */
  readonly cuts: number;
  /** Runs that begin later, at most. */
  readonly starts: number;
  readonly seed: number;
  /** Whether warnings and a dependence on the start fail the check too. */
  readonly strict: boolean;
}

/** What the runs showed; members are missing where the check was interrupted before. */
interface Evidence {
  readonly whole: Trial | undefined;
  readonly again: Trial | undefined;
  readonly prefix: PrefixResult | undefined;
  /** On other prices from the first kline on. */
  readonly stranger: Trial | undefined;
  readonly starts: ReadonlyMap<string, readonly StartComparison[]> | undefined;
}

export async function judgeStrategies(
  lab: StrategyLab,
  options: JudgeOptions,
  hooks: CheckHooks,
): Promise<CheckResult> {
  const evidence = await gather(lab, options, createTrials(lab, hooks, estimate(lab, options)));
  const interrupted = hooks.signal.aborted;
  const strategies = lab.strategies.map((strategy) => {
    const verdict = judge(strategy, lab, evidence);
    return interrupted && verdict.verdict === 'holds' ? { ...verdict, verdict: 'unproven' as const } : verdict;
  });
  return {
    from: isoTime(lab.fromTime),
    to: isoTime(lab.toTime),
    markets: lab.markets.map((market) => {
      const { symbol, interval } = market.klines;
      return { symbol, interval, klines: toldKlines(market, lab) };
    }),
    seed: options.seed,
    strict: options.strict,
    passed: !interrupted && strategies.every((verdict) => passes(verdict, options.strict)),
    interrupted,
    strategies,
  };
}

function passes({ findings: found }: StrategyVerdict, strict: boolean): boolean {
  return found.every(({ code, severity }) =>
    strict ? severity === 'note' && code !== 'DEPENDS_ON_START' : severity !== 'breach',
  );
}

/** Klines of all runs: a cut costs half of the whole twice, a later start about two thirds. */
function estimate(lab: StrategyLab, { cuts, starts }: JudgeOptions): number {
  const klines = lab.markets.reduce((sum, market) => sum + toldKlines(market, lab), 0);
  return Math.round(klines * (3 + cuts + starts * 0.67));
}

function toldKlines({ klines }: ReplayMarket, { fromTime, toTime }: StrategyLab): number {
  return indexAtTime(klines, toTime) - indexAtTime(klines, fromTime);
}

async function gather(lab: StrategyLab, options: JudgeOptions, trials: Trials): Promise<Evidence> {
  const { seed } = options;
  const whole = await trials.make({});
  if (whole === undefined)
    return { whole, again: undefined, prefix: undefined, stranger: undefined, starts: undefined };
  const again = await trials.make({ otherMachine: seed });
  const times = cuttingTimes(lab.markets, lab.fromTime, lab.toTime);
  const repeatable = lab.strategies.filter(({ strategyId }) => isRepeated(whole, again, strategyId));
  const cuts = chooseCuts({
    times,
    intentTimes: repeatable.map(({ strategyId }) => whole.book.of(strategyId).map(({ time }) => time)),
    count: options.cuts,
    seed,
  });
  const prefix = await comparePrefixes({ lab, trials, whole, cuts, strategies: repeatable, seed });
  const otherPrices = lab.markets.map((market) => withOtherPrices(market, lab.fromTime, seed));
  const stranger = await trials.make({ markets: otherPrices });
  // What one cannot repeat differs everywhere, and nothing is learnt from where it begins.
  const startParts = { lab, trials, whole, times, strategies: repeatable, count: options.starts, seed };
  const starts = repeatable.length === 0 ? undefined : await compareLaterStarts(startParts);
  return { whole, again, prefix, stranger, starts };
}

function isRepeated(whole: Trial, again: Trial | undefined, strategyId: string): boolean {
  return again === undefined || firstDifference(whole.book.of(strategyId), again.book.of(strategyId)) === undefined;
}

function judge(strategy: LabStrategy, lab: StrategyLab, evidence: Evidence): StrategyVerdict {
  const { strategyId, name, path } = strategy;
  const said = evidence.whole?.book.of(strategyId) ?? [];
  const seen = [
    ...(evidence.whole === undefined ? [] : fromRuns(strategy, lab, { ...evidence, whole: evidence.whole })),
    ...fromFiles(strategy, lab, said),
  ];
  const isSilent = evidence.whole !== undefined && said.length === 0 && verdictOf(seen) !== 'broken';
  const found = findings.byGravity(isSilent ? [...seen, findings.silent()] : seen);
  const isUnlike = found.some(({ code }) => code === 'NOT_REPEATABLE');
  const cuts: readonly Cut[] = isUnlike ? [] : (evidence.prefix?.done ?? []);
  return {
    id: strategyId,
    name,
    file: path,
    verdict: verdictOf(found),
    intents: said.length,
    firstIntent: said[0] === undefined ? null : isoTime(said[0].time),
    repeated: evidence.again === undefined ? null : !isUnlike,
    cuts: cuts.length,
    cutsAtIntents: cuts.filter(({ atIntent }) => atIntent).length,
    starts: evidence.starts?.get(strategyId) ?? [],
    findings: found,
  };
}

function verdictOf(found: readonly Finding[]): Verdict {
  if (found.some(({ severity }) => severity === 'breach')) return 'broken';
  return found.some(({ code }) => code === 'REACHES_OUT' || code === 'SILENT') ? 'unproven' : 'holds';
}

function fromRuns(
  strategy: LabStrategy,
  lab: StrategyLab,
  { whole, again, prefix, stranger, starts }: Evidence & { readonly whole: Trial },
): readonly Finding[] {
  const { strategyId } = strategy;
  const said = whole.book.of(strategyId);
  const runs = [whole.run, ...(again === undefined ? [] : [again.run])];
  const unrepeated = again === undefined ? undefined : firstDifference(said, again.book.of(strategyId));
  const otherRun = 'run again';
  return [
    ...findings.stopped(whole.run, strategy),
    ...(unrepeated === undefined
      ? findings.asksMachine(runs, strategy)
      : [findings.notRepeatable(showDifference({ ...unrepeated, otherRun }, strategy, lab), runs, strategy)]),
    ...(prefix?.findings ?? []).filter((found) => found.strategyId === strategyId).map(findings.aheadOfData),
    ...(stranger === undefined ? [] : fromStranger(strategy, lab, said, stranger.book.of(strategyId))),
    ...findings.emitsAtEnd(whole.run, strategy),
    ...findings.bust(whole.run),
    ...findings.dependsOnStart(starts?.get(strategyId) ?? []),
  ];
}

/** Intents below which being alike on other prices is no wonder. */
const DEAF_MIN = 3;

function fromStranger(
  strategy: LabStrategy,
  lab: StrategyLab,
  said: readonly Said[],
  onOtherPrices: readonly Said[],
): readonly Finding[] {
  const isDeaf = said.length >= DEAF_MIN && said.map(actionOf).join('\n') === onOtherPrices.map(actionOf).join('\n');
  const bets = betsOf(onOtherPrices, symbolOf(strategy));
  return [...findings.foreknowledge(settleBets(bets, klinesOf(lab))), ...(isDeaf ? [findings.deafToPrices()] : [])];
}

/** When it says what, whatever the size: that follows equity, and a strategy that acts by the clock alone has equity too. */
function actionOf({ time, text }: Said): string {
  return `${time} ${JSON.stringify(singles(readIntent(text)), withoutSize)}`;
}

/** Of a size its sign alone, which is the side of a target. */
function withoutSize(member: string, value: unknown): unknown {
  return SIZES.has(member) ? Math.sign(Number(value)) : value;
}

const SIZES: ReadonlySet<string> = new Set(['quantity', 'notional', 'riskRatio']);

function fromFiles(strategy: LabStrategy, lab: StrategyLab, said: readonly Said[]): readonly Finding[] {
  const files = authorTexts(strategy.inputs);
  const ways = waysOut(strategy.builtins, files);
  const carried = findCarriedData(
    files,
    lab.markets.map(({ klines }) => klines),
  );
  const nameOf = (path: string): string =>
    path === strategy.path ? basename(path) : relative(dirname(strategy.path), path).split(sep).join('/');
  const counts = settleBets(betsOf(said, symbolOf(strategy)), klinesOf(lab));
  return [
    ...findings.carriesData(carried, nameOf),
    ...findings.tooGood(counts, ways.length > 0),
    ...findings.reachesOut(ways),
  ];
}

function symbolOf({ markets }: LabStrategy): (role: string | undefined) => string | undefined {
  return (role) => (role === undefined ? markets[0] : markets.find((market) => market.role === role))?.symbol;
}

function klinesOf({ markets }: StrategyLab) {
  return (symbol: string) => markets.find((market) => market.symbol === symbol)?.klines;
}

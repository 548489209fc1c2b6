// What is found about a strategy, each finding one sentence.
import type { LabRun, LabStrategy } from '../../app/strategy-lab.ts';
import type { CarriedData } from './carried-data.ts';
import type { Finding, FindingCode, Severity, ShownDifference, StartComparison } from './check-result.ts';
import type { BetCount } from './directions.ts';
import { exactText, intentWords, readIntent } from './intent-text.ts';
import type { PrefixFinding } from './prefix.ts';
import { shortTime } from './show.ts';

const SEVERITY: Readonly<Record<FindingCode, Severity>> = {
  AHEAD_OF_DATA: 'breach',
  NOT_REPEATABLE: 'breach',
  FOREKNOWLEDGE: 'breach',
  CARRIES_PRICES: 'breach',
  EMITS_AT_END: 'breach',
  STOPPED: 'breach',
  REACHES_OUT: 'warning',
  ASKS_MACHINE: 'warning',
  CARRIES_TIMES: 'warning',
  TOO_GOOD: 'warning',
  SILENT: 'warning',
  BUST: 'warning',
  DEPENDS_ON_START: 'note',
  DEAF_TO_PRICES: 'note',
};

function finding(code: FindingCode, sentence: string, difference: ShownDifference | null = null): Finding {
  return { code, severity: SEVERITY[code], sentence, difference };
}

/** The gravest first; findings of one severity as they were found. */
export function byGravity(findings: readonly Finding[]): readonly Finding[] {
  const severities: readonly Severity[] = ['breach', 'warning', 'note'];
  return findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

export function aheadOfData({ how, cutTime, difference }: PrefixFinding): Finding {
  const changed =
    how === 'cut'
      ? `when its data ends at ${shortTime(cutTime)}`
      : `when prices go otherwise from ${shortTime(cutTime)} on`;
  return finding('AHEAD_OF_DATA', `it emits something else before, ${changed}: it knows what comes`, difference);
}

export function notRepeatable(
  difference: ShownDifference,
  runs: readonly LabRun[],
  { strategyId }: LabStrategy,
): Finding {
  const sentence = 'run twice on the same data it does not emit the same';
  return finding('NOT_REPEATABLE', `${sentence}: ${reasons(runs, strategyId)}`, difference);
}

/** What can be seen of the reason: calls of the machine, or what stayed behind from one run to the next. */
function reasons(runs: readonly LabRun[], strategyId: string): string {
  const calls = callsOf(runs, strategyId);
  const globals = [...new Set(runs.flatMap((run) => run.globals))];
  const seen = [
    ...calls.map((call) => `it calls ${call}, which no run can repeat`),
    ...(globals.length === 0 ? [] : [`something is kept from run to run, globalThis.${globals.join(', globalThis.')}`]),
  ];
  return seen.length > 0
    ? seen.join('; ')
    : 'it hangs on something outside its data, such as crypto, a file or a thing it keeps from one run to the next';
}

/** `Math.random() (dice.ts:9:21)`. */
function callsOf(runs: readonly LabRun[], strategyId: string): readonly string[] {
  const own = runs.flatMap(({ machineUses }) => machineUses.filter((use) => use.strategyId === strategyId));
  return [...new Set(own.map(({ call, shown }) => `${call} (${shown})`))];
}

export function asksMachine(runs: readonly LabRun[], { strategyId }: LabStrategy): readonly Finding[] {
  const calls = callsOf(runs, strategyId);
  if (calls.length === 0) return [];
  const sentence = `it calls ${calls.join(', ')}: nothing it emitted hung on it, but no engine can repeat it`;
  return [finding('ASKS_MACHINE', `${sentence}; context.clock and context.random() can be repeated`)];
}

export function emitsAtEnd({ atEnd }: LabRun, { strategyId }: LabStrategy): readonly Finding[] {
  const [first] = atEnd.filter((said) => said.strategyId === strategyId);
  if (first === undefined) return [];
  const words = intentWords(readIntent(exactText(first.intent)));
  const sentence = `it emits when it is ended (${words}, at ${shortTime(first.time)})`;
  return [
    finding('EMITS_AT_END', `${sentence}: where the data ends a run that goes on emits nothing; the engine drops it`),
  ];
}

export function carriesData(carried: readonly CarriedData[], nameOf: (path: string) => string): readonly Finding[] {
  return carried.flatMap(({ path, prices, times }) => {
    if (prices > 0) {
      const sentence = `${nameOf(path)} holds ${prices} numbers that are prices of this very data`;
      return [finding('CARRIES_PRICES', `${sentence}: wherever the data is cut, it has its own`)];
    }
    const sentence = `${nameOf(path)} names ${times} instants of this very data`;
    return [finding('CARRIES_TIMES', `${sentence}: what it knows of them it did not learn from the run`)];
  });
}

export function reachesOut(ways: readonly string[]): readonly Finding[] {
  if (ways.length === 0) return [];
  const sentence = `it can read files or the network (${ways.join(', ')}): the law cannot be checked for it`;
  return [finding('REACHES_OUT', `${sentence}, since what it reads there no cut takes away`)];
}

export function stopped({ stopped: all }: LabRun, { strategyId }: LabStrategy): readonly Finding[] {
  return all
    .filter((one) => one.strategyId === strategyId)
    .map(({ time, message }) => finding('STOPPED', `it was stopped at ${shortTime(time)}: ${message}`));
}

export function bust({ bustTime }: LabRun): readonly Finding[] {
  if (bustTime === null) return [];
  return [
    finding('BUST', `equity was gone at ${shortTime(bustTime)}, where the run ended: nothing after it was looked at`),
  ];
}

export function silent(): Finding {
  return finding('SILENT', 'it emitted nothing, so nothing was proved');
}

/** Bets a figure needs before it means anything, and how far beyond chance it must lie. */
const [BETS_MIN, DEVIATIONS_MIN] = [30, 6];

/** `counts` are bets made on other prices, settled on the true ones. */
export function foreknowledge(counts: readonly BetCount[]): readonly Finding[] {
  const best = beyondChance(counts, 0.65);
  if (best === undefined) return [];
  const after = best.horizon === 1 ? 'the next kline' : `the next ${best.horizon} klines`;
  return [
    finding(
      'FOREKNOWLEDGE',
      `shown other prices it still bets on the true ones: ${after} of the recording went its way ${shareText(best)}; what it knows it has not from its data`,
    ),
  ];
}

/** `counts` are bets made and settled on the data; `canReadOn` where it can read more than it is shown. */
export function tooGood(counts: readonly BetCount[], canReadOn: boolean): readonly Finding[] {
  const best = beyondChance(
    counts.filter(({ horizon }) => horizon === 1),
    0.85,
  );
  if (best === undefined) return [];
  const sentence = `the next kline went its way ${shareText(best)}, which nobody can expect`;
  if (!canReadOn) return [finding('TOO_GOOD', sentence)];
  return [finding('FOREKNOWLEDGE', `${sentence}, and it can read what it was not shown`)];
}

function beyondChance(counts: readonly BetCount[], shareMin: number): BetCount | undefined {
  return counts.find(
    ({ bets, right, deviations }) => bets >= BETS_MIN && deviations >= DEVIATIONS_MIN && right >= shareMin * bets,
  );
}

function shareText({ bets, right }: BetCount): string {
  return `after ${right} of ${bets} entries`;
}

export function deafToPrices(): Finding {
  const sentence = 'it emits the same whatever prices it is shown';
  return finding('DEAF_TO_PRICES', `${sentence}: it acts by the clock, or by what it brings along`);
}

export function dependsOnStart(starts: readonly StartComparison[]): readonly Finding[] {
  const differing = starts.filter((start) => start.differing > 0);
  const [first] = differing;
  if (first === undefined) return [];
  const intents = differing.reduce((sum, start) => sum + start.differing, 0);
  const all = starts.reduce((sum, start) => sum + start.differing + start.same, 0);
  const sentence = `what it emits depends on where it starts: ${intents} of ${all} intents differ`;
  return [finding('DEPENDS_ON_START', `${sentence}, ${settling(differing)}`, first.first)];
}

function settling(differing: readonly StartComparison[]): string {
  const why = differing.some(({ held }) => held)
    ? 'something was held where the later run began, and what follows from a position differs rightly'
    : 'nothing was held there: look for a warm-up that is too short, a resting order, or what the strategy remembers';
  if (!differing.every(({ settled }) => settled)) return `to the end; ${why}`;
  const klines = Math.max(...differing.map(({ settledAfterKlines }) => settledAfterKlines));
  return `none after the first ${klines} klines; ${why}`;
}

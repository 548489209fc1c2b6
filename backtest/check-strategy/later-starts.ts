// Runs that begin later than the whole: do they say the same from then on?
import type { LabFill, LabStrategy, StrategyLab } from '../../app/strategy-lab.ts';
import { createUniformSource } from '../synthetic/uniform-source.ts';
import type { StartComparison } from './check-result.ts';
import { closedBy } from './cut-markets.ts';
import { isoTime, shortTime, showDifference } from './show.ts';
import { compareFromStart } from './start-dependence.ts';
import type { Trial, Trials } from './trials.ts';

export interface LaterStartParts {
  readonly lab: StrategyLab;
  readonly trials: Trials;
  readonly whole: Trial;
  /** Where a run can begin, ascending. */
  readonly times: readonly number[];
  readonly strategies: readonly LabStrategy[];
  readonly count: number;
  readonly seed: number;
}

/** Starts lie within this part of the run: before them is something to be warmed up by, after them something to compare. */
const [EARLIEST, LATEST] = [0.05, 0.6];
/** Draws a start for an instant at which nothing is held, where the two runs stand alike, before any will do. */
const DRAWS = 40;

/** By strategy, one comparison a start; fewer where somebody asked to end. */
export async function compareLaterStarts(
  parts: LaterStartParts,
): Promise<ReadonlyMap<string, readonly StartComparison[]>> {
  const comparisons = new Map<string, StartComparison[]>();
  for (const start of chooseStarts(parts)) {
    const later = await parts.trials.make({ fromTime: start });
    if (later === undefined) break;
    for (const strategy of parts.strategies) {
      const known = comparisons.get(strategy.strategyId) ?? [];
      comparisons.set(strategy.strategyId, [...known, compare(parts, strategy, later, start)]);
    }
  }
  return comparisons;
}

function chooseStarts({ times, whole, count, seed }: LaterStartParts): readonly number[] {
  const chance = createUniformSource(seed, 'starts');
  const within = times.slice(Math.floor(times.length * EARLIEST), Math.floor(times.length * LATEST));
  const chosen = new Set<number>();
  const draw = (draws: number, willDo: (time: number) => boolean): void => {
    for (let drawn = 0; drawn < draws && chosen.size < Math.min(count, within.length); drawn += 1) {
      const time = within[Math.floor(chance.next() * within.length)];
      if (time !== undefined && willDo(time)) chosen.add(time);
    }
  };
  draw(count * DRAWS, (time) => !isHeld(whole.run.fills, time));
  draw(count * DRAWS, () => true);
  return [...chosen].toSorted((a, b) => a - b);
}

/** Whether any of the fills up to `time` left something held. */
function isHeld(fills: readonly LabFill[], time: number): boolean {
  const held = new Map<string, number>();
  for (const { strategyId, symbol, quantity, time: filledTime } of fills) {
    if (filledTime > time) break;
    const key = `${strategyId} ${symbol}`;
    held.set(key, (held.get(key) ?? 0) + quantity);
  }
  return [...held.values()].some((quantity) => Math.abs(quantity) > 1e-12);
}

function compare({ lab, whole }: LaterStartParts, strategy: LabStrategy, later: Trial, start: number): StartComparison {
  const { strategyId, markets } = strategy;
  const found = compareFromStart(whole.book.of(strategyId), later.book.of(strategyId), start);
  const klines = lab.markets.find(({ symbol }) => symbol === markets[0]?.symbol)?.klines;
  const between =
    klines === undefined || found.lastTime === undefined
      ? 0
      : closedBy(klines, found.lastTime) - closedBy(klines, start);
  const ownFills = whole.run.fills.filter((fill) => fill.strategyId === strategyId);
  const parts = { whole: found.whole, other: found.later, otherRun: `begins ${shortTime(start)}` };
  return {
    start: isoTime(start),
    held: isHeld(ownFills, start),
    same: found.same,
    differing: found.differing,
    settledAfterKlines: between,
    settled: found.differing === 0 || found.sameAfter > 0,
    first: found.firstTime === undefined ? null : showDifference({ ...parts, time: found.firstTime }, strategy, lab),
  };
}

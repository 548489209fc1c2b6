// The law itself: what a strategy emits while its data ends, or goes on otherwise, is what it emits while the data goes on.
import type { LabStrategy, StrategyLab } from '../../app/strategy-lab.ts';
import type { ShownDifference } from './check-result.ts';
import type { Cut } from './choose-cuts.ts';
import { cutMarket } from './cut-markets.ts';
import { type Difference, firstDifference } from './first-difference.ts';
import { withOtherPrices } from './other-prices.ts';
import { shortTime, showDifference } from './show.ts';
import type { Trial, Trials } from './trials.ts';

export interface PrefixParts {
  readonly lab: StrategyLab;
  readonly trials: Trials;
  readonly whole: Trial;
  /** Ascending. */
  readonly cuts: readonly Cut[];
  /** Strategies of which it is still to be shown. */
  readonly strategies: readonly LabStrategy[];
  readonly seed: number;
}

export interface PrefixFinding {
  readonly strategyId: string;
  readonly how: 'cut' | 'other prices';
  /** Epoch ms up to which the data was as recorded. */
  readonly cutTime: number;
  readonly difference: ShownDifference;
}

export interface PrefixResult {
  readonly findings: readonly PrefixFinding[];
  /** Cuts that were compared. */
  readonly done: readonly Cut[];
}

/** Compares at each cut; the first difference of a strategy is the last thing looked at of it. */
export async function comparePrefixes(parts: PrefixParts): Promise<PrefixResult> {
  const findings: PrefixFinding[] = [];
  const done: Cut[] = [];
  for (const [index, cut] of parts.cuts.entries()) {
    const open = parts.strategies.filter(
      (strategy) => !findings.some((found) => found.strategyId === strategy.strategyId),
    );
    if (open.length === 0) break;
    const found = await compareAt(cut, { ...parts, strategies: open, seed: parts.seed + index });
    if (found === undefined) break;
    findings.push(...found);
    done.push(cut);
  }
  return { findings, done };
}

/** Undefined where somebody asked to end. */
async function compareAt({ time }: Cut, parts: PrefixParts): Promise<readonly PrefixFinding[] | undefined> {
  const { lab, trials, strategies, seed } = parts;
  const cut = await trials.make({ markets: lab.markets.map((market) => cutMarket(market, time)), toTime: time });
  if (cut === undefined) return undefined;
  const { instants } = cut.run;
  const findings = differences(parts, strategies, cut, { instants, how: 'cut', time });
  const rest = strategies.filter(({ strategyId }) => !findings.some((found) => found.strategyId === strategyId));
  if (rest.length === 0) return findings;

  const markets = lab.markets.map((market) => withOtherPrices(market, time, seed));
  const other = await trials.make({ markets, instantsMax: instants });
  if (other === undefined) return undefined;
  return [...findings, ...differences(parts, rest, other, { instants, how: 'other prices', time })];
}

interface Compared {
  /** Instants both runs have. */
  readonly instants: number;
  readonly how: PrefixFinding['how'];
  readonly time: number;
}

function differences(
  { lab, whole }: PrefixParts,
  strategies: readonly LabStrategy[],
  other: Trial,
  { instants, how, time }: Compared,
): readonly PrefixFinding[] {
  const otherRun = how === 'cut' ? `data ends ${shortTime(time)}` : `other prices from ${shortTime(time)}`;
  return strategies.flatMap((strategy) => {
    const { strategyId } = strategy;
    const found = firstDifference(whole.book.of(strategyId), other.book.of(strategyId), instants);
    if (found === undefined) return [];
    return [{ strategyId, how, cutTime: time, difference: shown(found, otherRun, strategy, lab) }];
  });
}

function shown(found: Difference, otherRun: string, strategy: LabStrategy, lab: StrategyLab): ShownDifference {
  return showDifference({ ...found, otherRun }, strategy, lab);
}

// What must be known before runs are set against each other: where their figures do not mean the same.
import type { Summary } from '../summary.ts';
import type { ComparedRun } from './report-model.ts';

/** A sentence each, the gravest first; none where the runs differ in nothing but their settings. */
export function compareNotes(runs: readonly ComparedRun[]): readonly string[] {
  return [
    ...differing(runs, assetOf, (told) => `Money is counted in different assets, so only ratios compare: ${told}.`),
    ...differing(runs, spanOf, (told) => `The runs cover different spans, which moves every figure: ${told}.`),
    ...differing(runs, endingOf, (told) => `Not every run came to its end: ${told}.`),
    ...sameOrNot(runs, 'dataHash', {
      same: 'All runs were made on the same data.',
      other: 'The runs were made on different data',
    }),
    ...sameOrNot(runs, 'strategyHash', {
      same: 'All runs have the same strategy sources.',
      other: 'The runs have different strategy sources',
    }),
    ...differing(runs, equityOf, (told) => `The runs began with different equity, so money compares badly: ${told}.`),
    ...differing(runs, versionOf, (told) => `The runs were made by different versions of sluice: ${told}.`),
    ...sameSettings(runs),
  ];
}

const assetOf = ({ asset }: Summary): string => asset;
const spanOf = ({ from, to }: Summary): string => `${shortTime(from)} → ${shortTime(to)}`;
const equityOf = ({ initialEquity, asset }: Summary): string => `${initialEquity} ${asset}`;
const versionOf = ({ version }: Summary): string => version;

function endingOf({ interrupted, bust }: Summary): string {
  if (bust) return 'bust';
  return interrupted ? 'interrupted' : 'complete';
}

/** The sentence where the runs are not all alike, given `2025 (a, b), 2024 (c)`. */
function differing(
  runs: readonly ComparedRun[],
  valueOf: (summary: Summary) => string,
  sentence: (told: string) => string,
): readonly string[] {
  const groups = groupsOf(runs, valueOf);
  if (groups.size === 1) return [];
  const told = [...groups].map(([value, labels]) => `${value} (${labels.join(', ')})`);
  return [sentence(told.join(', '))];
}

/** A hash says nothing to a reader but which runs share it. */
function sameOrNot(
  runs: readonly ComparedRun[],
  hash: 'dataHash' | 'strategyHash',
  { same, other }: { readonly same: string; readonly other: string },
): readonly string[] {
  const groups = groupsOf(runs, (summary) => summary[hash]);
  if (groups.size === 1) return [same];
  if (groups.size === runs.length) return [`${other}.`];
  const shared = [...groups.values()].map((labels) => labels.join(' and '));
  return [`${other}: ${shared.join('; ')}.`];
}

/** Runs of one config differ by what is outside of it, or not at all. */
function sameSettings(runs: readonly ComparedRun[]): readonly string[] {
  return groupsOf(runs, ({ configHash }) => configHash).size === 1 ? ['All runs have the same settings.'] : [];
}

function groupsOf(
  runs: readonly ComparedRun[],
  valueOf: (summary: Summary) => string,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { label, summary } of runs) {
    const value = valueOf(summary);
    groups.set(value, [...(groups.get(value) ?? []), label]);
  }
  return groups;
}

function shortTime(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

// What the examples are for, taken together: whoever reads them all has seen every intent and every kind of order at work.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../app/package-root.ts';
import type { Intent, IntentKind } from '../../engine/domain/intent.ts';
import { type Order, ORDER_TYPES, type TimeInForce } from '../../engine/domain/order.ts';
import { EXAMPLES } from '../app/workshop.ts';
import { type Played, play } from './played.ts';

const INTENTS: Readonly<Record<IntentKind, true>> = {
  open: true,
  close: true,
  reduce: true,
  reverse: true,
  target: true,
  place: true,
  amend: true,
  cancel: true,
  cancelAll: true,
  keepOrders: true,
  setExits: true,
  setLeverage: true,
  setMarginMode: true,
  together: true,
};
const TIMES_IN_FORCE: Readonly<Record<TimeInForce, true>> = { GTC: true, IOC: true, FOK: true, GTX: true, GTD: true };
const STRATEGIES = readdirSync(join(packageRoot(), 'strategies')).filter((name) => name.endsWith('.ts'));

const CONFIGS = readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml') && name !== 'reference.yaml');
const textOf = (config: string): string => readFileSync(join(EXAMPLES, config), 'utf8');
/** Those on generated klines. */
const DEMOS = CONFIGS.filter((config) => textOf(config).includes('synthetic:'));

const played: Played[] = [];
beforeAll(async () => {
  for (const demo of DEMOS) played.push(await play(join(EXAMPLES, demo)));
}, 120_000);

const orders = (): readonly Order[] => played.flatMap(({ run }) => run.recorder.orders());

/** The kind of an intent, and of those within it. */
function kindsOf(intent: Intent): readonly IntentKind[] {
  return intent.kind === 'together' ? [intent.kind, ...intent.intents.map(({ kind }) => kind)] : [intent.kind];
}

/** What of the names was never seen. */
function missing(names: readonly string[], seen: readonly string[]): readonly string[] {
  const all = new Set(seen);
  return names.filter((name) => !all.has(name));
}

describe('the examples on generated klines', () => {
  it('emit every kind of intent', () => {
    const kinds = played.flatMap(({ said }) => said.map(({ intent }) => intent.kind));
    expect(missing(Object.keys(INTENTS), kinds)).toEqual([]);
  });

  it('have every type of order filled', () => {
    const filled = orders().filter(({ status }) => status === 'filled');
    expect(
      missing(
        ORDER_TYPES,
        filled.map(({ type }) => type),
      ),
    ).toEqual([]);
  });

  it('have orders of every time in force filled', () => {
    const filled = orders().filter(({ status }) => status === 'filled');
    expect(
      missing(
        Object.keys(TIMES_IN_FORCE),
        filled.map(({ timeInForce }) => timeInForce),
      ),
    ).toEqual([]);
  });

  it('have entries, reductions, stops and targets, some of which only reduce and some of which go by mark', () => {
    const flags = orders().flatMap(({ role, reduceOnly, workingType, status }) =>
      status === 'filled' ? [role, ...(reduceOnly ? ['reduce-only'] : []), workingType] : [],
    );
    expect(missing(['entry', 'reduce', 'stop-loss', 'take-profit', 'reduce-only', 'last', 'mark'], flags)).toEqual([]);
  });

  it('have orders amended, cancelled by us and ended by the exchange', () => {
    const ends = orders().map(({ endCode }) => endCode ?? '');
    expect(missing(['requested', 'good-till-date'], ends)).toEqual([]);
    const amends = played.flatMap(({ said }) => said.filter(({ intent }) => intent.kind === 'amend'));
    expect(amends.length).toBeGreaterThan(10);
  });

  it('stop no strategy, and refuse nothing', () => {
    expect(played.flatMap(({ run }) => run.recorder.quarantines())).toEqual([]);
    expect(played.map(({ run }) => run.recorder.codes('refused'))).toEqual(DEMOS.map(() => ({})));
  });
});

describe('each example', () => {
  it.each(STRATEGIES)('%s has a configuration on generated klines and one on recorded ones', (strategy) => {
    const own = CONFIGS.filter((config) => textOf(config).includes(`strategies/${strategy}\n`));
    expect(own.filter((config) => DEMOS.includes(config))).not.toEqual([]);
    expect(own.filter((config) => textOf(config).includes('${SLUICE_DATA}'))).not.toEqual([]);
  });

  it.each(STRATEGIES)('%s says in its header what it is about, and fits on a page', (strategy) => {
    const source = readFileSync(join(packageRoot(), 'strategies', strategy), 'utf8');
    const header = source.split('\nimport ')[0] ?? '';
    expect(
      missing(
        ['Idea', 'Market', 'Risk', 'Shows'],
        [...header.matchAll(/^\/\/ (\w+): /gm)].map((match) => match[1] ?? ''),
      ),
    ).toEqual([]);
    expect(source.split('\n').length).toBeLessThan(110);
  });

  it.each(STRATEGIES)('%s stands in the index with the intents it emits', (strategy) => {
    const index = readFileSync(join(packageRoot(), 'strategies', 'README.md'), 'utf8');
    const row = index.split('\n').find((line) => line.includes(`](${strategy})`)) ?? '';
    const told = [...(row.split('|')[3] ?? '').matchAll(/`(\w+)`/g)].map((match) => match[1] ?? '');
    const emitted = played.flatMap(({ said, files }) =>
      said.filter(({ strategyId }) => files(strategyId) === strategy).flatMap(({ intent }) => kindsOf(intent)),
    );
    expect(told.toSorted()).toEqual([...new Set(emitted)].toSorted());
  });
});

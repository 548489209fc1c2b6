// Strategy files that cheat, each in its own way, and honest ones that look like them: what a user is told of each.
import { afterEach, describe, expect, test } from 'vitest';
import type { FindingCode } from '../../../backtest/check-strategy/check-result.ts';
import { type Bench, openBench, verdictOf } from './bench.ts';

const QUICK = ['--cuts', '4', '--starts', '1'];

afterEach(() => {
  for (const name of ['tape', 'patientTape']) Reflect.deleteProperty(globalThis, name);
});

/** Writes the tables that somebody made of the very recording. */
function writeTables({ klines, write }: Bench): void {
  const { openTime, close, length } = klines;
  const values = Array.from(close.subarray(0, length));
  const from = openTime[0] ?? 0;
  write(
    'future-prices.ts',
    `export const closes = { from: ${from}, stepMs: 300_000, values: ${JSON.stringify(values)} };`,
  );
  const letters = values.map((value, row) => {
    const move = (values[row + 1] ?? value) - value;
    return row % 5 !== 0 || move === 0 ? '.' : move > 0 ? 'u' : 'd';
  });
  write('signal-letters.ts', `export const signals = { from: ${from}, letters: '${letters.join('')}' };`);
}

const CAUGHT: readonly (readonly [fixture: string, code: FindingCode, sentence: RegExp])[] = [
  ['future-table', 'CARRIES_PRICES', /^future-prices\.ts holds \d+ numbers that are prices of this very data/],
  ['future-table', 'FOREKNOWLEDGE', /^shown other prices it still bets on the true ones/],
  ['future-signals', 'FOREKNOWLEDGE', /^shown other prices it still bets on the true ones: the next kline/],
  ['remembers', 'NOT_REPEATABLE', /something is kept from run to run, globalThis\.tape$/],
  [
    'remembers-late',
    'AHEAD_OF_DATA',
    /^it emits something else before, when its data ends at .*: it knows what comes$/,
  ],
  ['dice', 'NOT_REPEATABLE', /it calls Math\.random\(\) \(dice\.ts:10:25\), which no run can repeat$/],
  ['wall-clock', 'NOT_REPEATABLE', /it calls Date\.now\(\) \(wall-clock\.ts:10:\d+\), which no run can repeat$/],
  ['farewell', 'EMITS_AT_END', /^it emits when it is ended \(close, at 2025-01-06 00:00 UTC\)/],
  ['reads-file', 'FOREKNOWLEDGE', /nobody can expect, and it can read what it was not shown$/],
  ['reads-file', 'REACHES_OUT', /^it can read files or the network \(node:fs\): the law cannot be checked for it/],
];

describe('a strategy that cheats', () => {
  test.each(CAUGHT)('%s is caught: %s', async (fixture, code, sentence) => {
    const bench = openBench();
    writeTables(bench);
    const said = await bench.check(fixture, ...QUICK, '--json');
    const { findings, verdict } = verdictOf(said);
    expect([said.exitCode, said.stderr, verdict]).toEqual([1, '', 'broken']);
    expect(findings.filter((finding) => finding.code === code).map((finding) => finding.sentence)).toEqual([
      expect.stringMatching(sentence),
    ]);
  });

  test('is shown with the first difference: when, what on either run, and the kline it saw', async () => {
    const { stdout, exitCode } = await openBench().check('remembers', ...QUICK);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^remembers {2}remembers\.ts {2}LAW BROKEN$/m);
    expect(stdout).toMatch(/^ {4}first difference +2025-01-01 \d\d:00 UTC$/m);
    expect(stdout).toMatch(/^ {4}on all the data +nothing$/m);
    expect(stdout).toMatch(/^ {4}run again +open long, notional 200, stop \(ratio 0\.02\)$/m);
    expect(stdout).toMatch(
      /^ {4}last kline seen +BTCUSDT 5m 2025-01-01 \d\d:55 {2}open [\d.]+ high [\d.]+ low [\d.]+ close [\d.]+$/m,
    );
  });
});

describe('an honest strategy', () => {
  test('is not accused of what it only looks like', async () => {
    const said = await openBench().check('honest-near-misses', ...QUICK, '--json');
    const { verdict, findings, intents, cuts } = verdictOf(said);
    expect(findings.filter(({ code }) => code !== 'DEPENDS_ON_START')).toEqual([]);
    expect([said.exitCode, verdict, cuts]).toEqual([0, 'holds', 4]);
    expect(intents).toBeGreaterThan(10);
  });

  test('may act by the calendar, which is said and no fault', async () => {
    const said = await openBench().check('calendar', ...QUICK, '--json', '--strict');
    expect([said.exitCode, verdictOf(said).findings.map(({ code }) => code)]).toEqual([0, ['DEAF_TO_PRICES']]);
  });

  test('that is warmed up too little is told after how many klines it says the same', async () => {
    const bench = openBench();
    const said = await bench.check('slow-average', ...QUICK, '--json', '--starts', '3');
    const { starts, findings, verdict } = verdictOf(said);
    expect([said.exitCode, verdict]).toEqual([0, 'holds']);
    const [finding] = findings;
    expect(finding?.sentence).toMatch(
      /^what it emits depends on where it starts: \d+ of \d+ intents differ, none after the first \d+ klines; (?:nothing|something) was held/,
    );
    expect(starts.some(({ differing }) => differing > 0)).toBe(true);
    expect(starts.every(({ settled, settledAfterKlines }) => settled && settledAfterKlines < 400)).toBe(true);
    const strict = await bench.check('slow-average', ...QUICK, '--json', '--starts', '3', '--strict');
    expect(strict.exitCode).toBe(1);
  });

  test('that says nothing proves nothing', async () => {
    const bench = openBench();
    const said = await bench.check('silent', ...QUICK, '--json');
    expect([said.exitCode, verdictOf(said).verdict, verdictOf(said).findings.map(({ code }) => code)]).toEqual([
      0,
      'unproven',
      ['SILENT'],
    ]);
    expect((await bench.check('silent', ...QUICK, '--strict')).exitCode).toBe(1);
  });
});

// The test that `sluice new strategy` writes. It needs nothing but what is installed with the package: Node's own runner
// runs it, and so does vitest.

export function testText(name: string): string {
  return `// Tests of ${name}.ts: \`node --test ${name}.test.mjs\`, or vitest. Klines are closes written by hand; a diagram has one
// place for each, with \`-\` where the strategy said nothing.
import assert from 'node:assert/strict';
import { backtestKlines, loadStrategy, runStrategy } from 'sluice/testing';

const { test } = await import(process.env.VITEST ? 'vitest' : 'node:test');

const strategy = await loadStrategy(new URL('./${name}.ts', import.meta.url));
const params = { interval: '1m', fast: 1, slow: 2 };
const letters = { L: { kind: 'open', side: 'long' } };

test('opens a long when the fast average crosses above the slow one', async () => {
  const run = await runStrategy(strategy, { params, klines: [100, 99, 98, 101, 102] });
  assert.equal(run.marble(letters), '---L-');
});

test('opens no second position on top of the first', async () => {
  const run = await runStrategy(strategy, { params, klines: [100, 99, 100, 101, 100, 101] });
  assert.equal(run.marble(letters), '--L---');
});

test('loses what it may at the stop, and about that much', async () => {
  const run = await backtestKlines(strategy, { params, klines: [100, 99, 100, 100, 90], account: { balance: 10_000 } });
  const [trade] = run.trades;
  assert.equal(trade.exitCause, 'stop-loss');
  assert.ok(trade.result < -80 && trade.result > -120, \`lost \${-trade.result}\`);
});

test('takes its profit at the target', async () => {
  const run = await backtestKlines(strategy, { params, klines: [100, 99, 100, 100, 110] });
  assert.match(run.trades[0].exitCause, /^take-profit/);
});
`;
}

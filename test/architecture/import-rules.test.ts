// The import rules over the tree as it stands, and every rule broken once: a small house with one file for each
// offence is written to a temporary folder and cruised with the very same rules.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const rulesFile = join(root, '.dependency-cruiser.cjs');

/** Each rule with imports that break it: the rule, the importing file, what it imports. */
const OFFENCES: readonly (readonly [rule: string, from: string, imports: string])[] = [
  ['no-unresolvable', 'engine/market/lost.ts', './nowhere.ts'],
  ['no-undeclared-package', 'app/undeclared.ts', 'undeclared-package'],
  ['no-development-package', 'app/development.ts', 'vitest'],

  ['only-doors-of-decimal.js', 'engine/portfolio/own-decimal.ts', 'decimal.js'],
  ['only-doors-of-technicalindicators', 'engine/market/averages.ts', 'technicalindicators'],
  ['only-doors-of-esbuild', 'engine/strategy/bundle.ts', 'esbuild'],
  ['only-doors-of-node-fetch', 'connectors/binance/request.ts', 'node-fetch'],
  ['only-doors-of-ws', 'connectors/binance/socket.ts', 'ws'],
  ['only-doors-of-@duckdb/node-api', 'engine/market/warehouse.ts', '@duckdb/node-api'],
  ['only-doors-of-pino', 'engine/risk/logging.ts', 'pino'],

  ['domain-imports-nothing', 'engine/domain/upwards.ts', '../ports/venue.ts'],
  ['domain-knows-no-package', 'engine/domain/streaming.ts', 'rxjs'],
  ['ports-import-domain', 'engine/ports/ticking.ts', '../clock/virtual-clock.ts'],
  ['clock-imports-ports', 'engine/clock/upwards.ts', '../market/streams.ts'],
  ['lower-engine-rooms', 'engine/market/sideways.ts', '../portfolio/book.ts'],
  ['lower-engine-rooms', 'engine/orders/upwards.ts', '../risk/gate.ts'],
  ['lower-engine-rooms', 'engine/journal/sideways.ts', '../orders/table.ts'],
  ['lower-engine-rooms', 'engine/indicators/sideways.ts', '../market/streams.ts'],
  ['upper-engine-rooms', 'engine/risk/sideways.ts', '../execution/planner.ts'],
  ['upper-engine-rooms', 'engine/strategy/sideways.ts', '../risk/gate.ts'],
  ['upper-engine-rooms', 'engine/execution/sideways.ts', '../strategy/host.ts'],
  ['upper-engine-rooms', 'engine/execution/upwards.ts', '../engine.ts'],
  ['joined-trader-imports-engine', 'engine/engine/outwards.ts', '../../backtest/exchange/exchange.ts'],
  ['engine-has-no-other-room', 'engine/attic/box.ts', '../domain/kline.ts'],
  ['engine-door-is-for-the-outside', 'engine/trader/through-the-door.ts', '../index.ts'],
  ['engine-touches-no-machine', 'engine/journal/reader.ts', 'node:fs'],
  ['engine-touches-no-machine', 'engine/execution/timer.ts', 'node:timers/promises'],
  ['engine-touches-no-machine', 'engine/risk/asking.ts', 'http'],

  ['transport-has-no-trading-words', 'connectors/transport/kline-client.ts', '../../engine/domain/kline.ts'],
  ['venue-imports-no-other-venue', 'connectors/bitget/borrowed.ts', '../binance/encode.ts'],
  ['venue-imports-no-other-venue', 'connectors/bitget/simulated.ts', '../../backtest/exchange/exchange.ts'],
  ['venue-imports-no-other-venue', 'connectors/bitget/booking.ts', '../../engine/portfolio/book.ts'],
  ['connectors-touch-no-machine', 'connectors/binance/secrets.ts', 'node:fs'],
  ['connectors-touch-no-machine', 'connectors/transport/websocket.ts', 'node:net'],

  ['data-imports', 'backtest/data/replaying.ts', '../replay/store.ts'],
  ['replay-imports', 'backtest/replay/matching.ts', '../exchange/exchange.ts'],
  ['exchange-keeps-its-own-books', 'backtest/exchange/borrowed-books.ts', '../../engine/portfolio/book.ts'],
  ['exchange-keeps-its-own-books', 'backtest/exchange/borrowed-codec.ts', '../../connectors/binance/encode.ts'],
  ['servers-share-no-codec-with-connectors', 'backtest/servers/binance.ts', '../../connectors/binance/encode.ts'],
  ['metrics-import-domain', 'backtest/metrics/booking.ts', '../../engine/portfolio/book.ts'],
  ['report-imports-domain', 'backtest/report/replaying.ts', '../replay/store.ts'],
  ['page-client-runs-in-the-browser', 'backtest/report/page-client/counting.ts', '../../metrics/sharpe.ts'],
  ['page-client-runs-in-the-browser', 'backtest/report/page-client/building.ts', '../page/build-report-model.ts'],
  ['page-client-knows-one-package', 'backtest/report/page-client/streaming.ts', 'rxjs'],
  ['page-client-uses-no-builtin', 'backtest/report/page-client/reading.ts', 'node:fs'],
  ['page-client-is-imported-by-nobody', 'backtest/report/page/borrowing.ts', '../page-client/text.ts'],
  ['sweep-runs-backtests', 'backtest/sweep/composing.ts', '../../app/compose.ts'],
  ['sweep-runs-backtests', 'backtest/torture/printing.ts', '../../cli/main.ts'],
  ['sweep-runs-backtests', 'backtest/check-strategy/loading.ts', '../../app/load-run.ts'],
  ['sweep-runs-backtests', 'backtest/check-strategy.ts', '../connectors/binance/encode.ts'],
  ['other-backtest-rooms', 'backtest/generator/matching.ts', '../exchange/exchange.ts'],
  ['exchange-touches-no-machine', 'backtest/exchange/reading.ts', 'node:fs'],
  ['exchange-touches-no-machine', 'backtest/metrics/timing.ts', 'node:perf_hooks'],

  ['strategies-import-sluice', 'strategies/reaching.ts', '../engine/domain/kline.ts'],
  ['strategies-import-sluice', 'strategies/neighbour.ts', './moving-average-cross.ts'],
  ['strategies-enter-by-the-door', 'strategies/relative.ts', '../engine/index.ts'],
  ['strategies-know-rxjs-only', 'strategies/schema.ts', 'zod'],
  ['strategies-use-no-builtin', 'strategies/reading.ts', 'node:path'],
  ['config-knows-settings-only', 'config/gate.ts', '../engine/risk/gate.ts'],
  ['config-knows-settings-only', 'config/matching.ts', '../backtest/exchange/exchange.ts'],
  ['app-joins-all-below', 'app/printing.ts', '../cli/main.ts'],
  ['testing-door-is-for-tests', 'app/trying.ts', './testing/run-strategy.ts'],
  ['testing-door-is-for-tests', 'cli/trying.ts', '../app/testing.ts'],
  ['app-runs-no-sweep', 'app/sweeping.ts', '../backtest/sweep/grid.ts'],
  ['cli-is-the-outermost', 'cli/measuring.ts', '../bench/bar-loop.ts'],
  ['product-imports-no-test', 'app/testing.ts', '../test/helper.ts'],
];

/** Imports that the house wants to be possible: none of them breaks a rule. */
const ALLOWED: readonly (readonly [from: string, imports: string])[] = [
  ['engine/domain/decimal.ts', 'decimal.js'],
  ['engine/ports/venue.ts', '../domain/kline.ts'],
  ['engine/ports/market-source.ts', 'rxjs'],
  ['engine/clock/virtual-clock.ts', '../ports/clock.ts'],
  ['engine/clock/system-clock.ts', 'node:timers'],
  ['engine/journal/file-store.ts', 'node:fs'],
  ['engine/journal/fingerprint.ts', 'node:crypto'],
  ['engine/indicators/rsi.ts', 'technicalindicators'],
  ['engine/strategy/loader.ts', 'esbuild'],
  ['engine/strategy/host.ts', '../market/streams.ts'],
  ['engine/strategy/studies.ts', '../indicators/ema.ts'],
  ['engine/execution/executor.ts', '../orders/table.ts'],
  ['engine/engine.ts', '../engine/execution/planner.ts'],
  ['engine/index.ts', './strategy/host.ts'],
  ['connectors/binance/encode.ts', '../../engine/domain/kline.ts'],
  ['connectors/binance/market-feed.ts', '../transport/http.ts'],
  ['connectors/transport/node-http.ts', 'node-fetch'],
  ['connectors/transport/node-socket.ts', 'node:net'],
  ['backtest/replay/store.ts', '../../engine/market/streams.ts'],
  ['backtest/replay/columns.ts', '../data/csv.ts'],
  ['backtest/data/csv.ts', 'node:fs'],
  ['backtest/data/parquet/duckdb.ts', '@duckdb/node-api'],
  ['backtest/servers/binance-server.ts', '../exchange/exchange.ts'],
  ['backtest/servers/socket.ts', 'ws'],
  ['backtest/report/page.ts', '../metrics/summary.ts'],
  ['backtest/report/page-client/price-chart.ts', 'lightweight-charts'],
  ['backtest/report/page-client/model.ts', '../page/report-model.ts'],
  ['backtest/sweep/grid.ts', '../../app/run-backtest.ts'],
  ['backtest/check-strategy/run.ts', '../../app/run-backtest.ts'],
  ['backtest/check-strategy/judge.ts', '../../app/strategy-lab.ts'],
  ['backtest/generator/klines.ts', '../../engine/domain/kline.ts'],
  ['strategies/moving-average-cross.ts', 'sluice'],
  ['strategies/grid.ts', 'rxjs/operators'],
  ['config/schema.ts', '../engine/risk/settings.ts'],
  ['config/venues.ts', '../connectors/binance/settings.ts'],
  ['app/compose.ts', '../connectors/binance/encode.ts'],
  ['app/run-backtest.ts', '../engine/engine.ts'],
  ['app/streams.ts', 'rxjs'],
  ['app/testing/run-over-klines.ts', '../compose.ts'],
  ['test/trying.ts', '../app/testing.ts'],
  ['cli/main.ts', '../backtest/sweep/grid.ts'],
  ['cli/log.ts', 'pino'],
  ['test/anything.ts', '../backtest/exchange/exchange.ts'],
  ['test/oracle.ts', 'technicalindicators'],
  ['bench/bar-loop.ts', '../app/run-backtest.ts'],
];

const CIRCLE = ['backtest/replay/chicken.ts', 'backtest/replay/egg.ts'] as const;

/** The packages of the little house; the rules look at names and at package.json, never inside. */
const DECLARED = {
  dependencies: ['decimal.js', 'technicalindicators', 'esbuild', 'node-fetch', 'ws', 'pino', 'zod'],
  peerDependencies: ['rxjs', '@duckdb/node-api'],
  devDependencies: ['rxjs', 'vitest', 'lightweight-charts'],
};
const PACKAGES = [...new Set(Object.values(DECLARED).flat()), 'undeclared-package'];

describe('the import rules', () => {
  let house = '';
  let found: readonly string[] = [];

  beforeAll(async () => {
    house = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-rules-')));
    build(house);
    found = (await violations(house)).map(({ rule, from, to }) => sentence(rule.name, from, to));
  });
  afterAll(() => rmSync(house, { recursive: true, force: true }));

  test('hold in this tree', async () => {
    const broken = await violations(root);
    expect(broken.map(({ rule, from, to }) => sentence(rule.name, from, to))).toEqual([]);
  }, 60_000);

  test('are each broken by some case below', async () => {
    const { ruleSet } = await extractOptions(rulesFile);
    const broken = new Set([...OFFENCES.map(([rule]) => rule), 'no-circle']);
    expect(new Set(ruleSet?.forbidden?.map((rule) => rule.name))).toEqual(broken);
  });

  test.each(OFFENCES)('%s catches %s importing %s', (rule, from, imports) => {
    expect(found.filter((line) => line.startsWith(`${rule}: ${from} imports`))).toEqual([
      sentence(rule, from, landing(from, imports)),
    ]);
  });

  test('no-circle catches two files that import each other', () => {
    const [chicken, egg] = CIRCLE;
    expect(found).toContain(sentence('no-circle', chicken, egg));
  });

  test.each(ALLOWED)('%s may import %s', (from) => {
    expect(found.filter((line) => line.includes(`: ${from} imports`))).toEqual([]);
  });
});

function sentence(rule: string, from: string, to: string): string {
  return `${rule}: ${from} imports ${to}`;
}

/** Where the cruiser says an import leads: a file of the house, a file of a package, or the name of a builtin. */
function landing(from: string, imports: string): string {
  if (imports === './nowhere.ts') return imports;
  if (imports.startsWith('.')) return join(dirname(from), imports);
  return PACKAGES.includes(imports) ? `node_modules/${imports}/index.js` : imports.replace(/^node:/, '');
}

async function violations(folder: string) {
  const options = await extractOptions(rulesFile);
  const { output } = await cruise(['.'], { ...options, validate: true, baseDir: folder });
  return isResult(output) ? output.summary.violations : [];
}

function isResult(output: ICruiseResult | string): output is ICruiseResult {
  return typeof output !== 'string';
}

function build(folder: string): void {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const exports = { '.': { 'sluice-source': './engine/index.ts' } };
  const declared = Object.entries(DECLARED).map(([kind, names]) => [kind, versions(names)] as const);
  write('package.json', JSON.stringify({ name: 'sluice', type: 'module', exports, ...Object.fromEntries(declared) }));
  for (const name of PACKAGES) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  write('node_modules/rxjs/operators/index.js', '');

  const imports = new Map<string, string>();
  for (const [, from, to] of OFFENCES) imports.set(from, to);
  for (const [from, to] of ALLOWED) imports.set(from, to);
  imports.set(CIRCLE[0], './egg.ts').set(CIRCLE[1], './chicken.ts');
  const targets = [...imports].filter(([, to]) => to.startsWith('.')).map(([from, to]) => join(dirname(from), to));
  for (const target of targets) if (!target.endsWith('nowhere.ts')) write(target, 'export const value = 1;\n');
  for (const [from, to] of imports)
    write(from, `import type { value } from '${to}';\nexport type Value = typeof value;\n`);
}

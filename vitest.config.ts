// How the tests run: from source, through the `sluice-source` condition of package.json's exports. Without the condition
// in all three places `import 'sluice'` would silently load whatever build lies in dist/.
import { configDefaults, defineConfig } from 'vitest/config';

const conditions = ['sluice-source', 'node', 'import', 'module', 'default'];

/**
 * Which tests run: the quick ones by default, `recorded` those that need recorded market data, `package` those that pack and
 * install the package, `long` everything but those.
 */
const selection = process.env['SLUICE_TESTS'] ?? 'quick';

const include = ['recorded', 'package'].includes(selection)
  ? [`test/${selection}/**/*.test.ts`]
  : ['test/**/*.test.ts'];
const exclude = {
  quick: ['test/recorded/**', 'test/package/**', 'test/**/*.long.test.ts'],
  long: ['test/recorded/**', 'test/package/**'],
  package: [],
  recorded: [],
}[selection];
if (exclude === undefined)
  throw new Error(`SLUICE_TESTS is '${selection}', allowed are quick, long, package and recorded`);

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include,
    exclude: [...configDefaults.exclude, '**/fixtures/**', ...exclude],
    testTimeout: selection === 'quick' ? 10_000 : 300_000,
    hookTimeout: selection === 'quick' ? 20_000 : 300_000,
    // Bundles of strategy files are imported by Node itself, as in production, not rewritten by the test runner.
    server: { deps: { external: [/\.strategy\.mjs(?:\?|$)/] } },
    expect: { requireAssertions: true },
    coverage: {
      include: ['engine/**', 'strategies/**', 'connectors/**', 'config/**', 'backtest/**', 'app/**', 'cli/**'],
      reportsDirectory: 'coverage',
    },
  },
});

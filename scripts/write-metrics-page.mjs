// Writes docs/metrics.md anew: what each metric is, and our figures beside published ones.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/backtest/metrics/metrics-page.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, SLUICE_RENEW_METRICS: 'yes' },
});
process.exitCode = status ?? 1;

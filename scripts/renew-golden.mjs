// Makes the golden runs of test/golden anew and keeps what they gave. For changes that are meant to change results.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/golden'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, SLUICE_RENEW_GOLDEN: 'yes' },
});
process.exitCode = status ?? 1;
